"""What the two write: notes, an agreement, a last message."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions_log.access import ME
from sessions_log.forms.fields import OwnTextForm, ReaderForm, refuse_too_long
from sessions_log.queries.kinds import KINDS, KindOfNote


class NoteForm(ReaderForm):
    """A loose note; unless you say otherwise it is yours alone."""

    reader = forms.ChoiceField(
        label=_("Who may read this note?"), initial=ME, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea({"rows": 6}),
        validators=[refuse_too_long],
    )

    def __init__(self, *args: Any, kind: KindOfNote = KINDS[0], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Ask for a note of this kind, for whoever reads such a note."""
        readers = kwargs.pop("readers")
        kwargs["readers"] = {ME: readers[ME]} if kind.is_own else readers
        super().__init__(*args, **kwargs)
        self.kind = kind.kind
        self.asks = kind.asks
        self.fields["text"].label = str(kind.name)
        reader = cast("forms.ChoiceField", self.fields["reader"])
        reader.initial = kind.reader


class NoteChangeForm(OwnTextForm):
    """One's own note; who reads it does not change."""

    text = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea({"rows": 6}),
        validators=[refuse_too_long],
    )


class AgreementForm(OwnTextForm):
    """How the two work together, in their own words."""

    text = forms.CharField(
        label=_("How we work together"),
        widget=forms.Textarea({"rows": 8}),
        validators=[refuse_too_long],
    )


class FarewellForm(OwnTextForm):
    """The last message to somebody whom the organisation put above or below one."""

    text = forms.CharField(
        label=_("Your last message"),
        widget=forms.Textarea({"rows": 6}),
        validators=[refuse_too_long],
    )
