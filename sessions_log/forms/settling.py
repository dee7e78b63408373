"""What two people settle on one screen, and how the other says yes to it."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions_log.forms.fields import DateInput, OwnTextForm, refuse_too_long
from sessions_log.forms.meetings import MomentForm
from sessions_log.notes import NoteText

MOMENT = ("on", "time", "minutes", "way")


class SettleForm(MomentForm, OwnTextForm):
    """The agreement, a goal at least, and the first meeting; everything is preset."""

    text = forms.CharField(
        label=_("How we work together"),
        widget=forms.Textarea({"rows": 8}),
        validators=[refuse_too_long],
    )
    ready = forms.MultipleChoiceField(
        label=_("Goals you may begin with"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    goal = forms.CharField(
        label=_("A goal in your own words (may stay empty)"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        validators=[refuse_too_long],
    )
    field_order = ("once", "text", "ready", "goal", *MOMENT)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        ready: Sequence[str],
        is_planned: bool,
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        """Offer these goals to tick; a series that stands is not asked again."""
        super().__init__(*args, **kwargs)
        self.fields["goal"].help_text = self.fields["text"].help_text
        choice = cast("forms.MultipleChoiceField", self.fields["ready"])
        choice.choices = [(str(number), text) for number, text in enumerate(ready)]
        if not ready:
            del self.fields["ready"]
        for name in MOMENT if is_planned else ():
            del self.fields[name]
        self.texts = ready

    def goals(self) -> list[NoteText]:
        """Give the goals that were ticked, and the one that was written."""
        ticked = [self.texts[int(one)] for one in self.cleaned_data.get("ready", ())]
        own = self.cleaned_data["goal"].strip()
        return [NoteText(text) for text in (*ticked, own) if text]


class ProveForm(forms.Form):
    """The password or PIN of the other, typed on this screen."""

    secret = forms.CharField(
        label=_("PIN or password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )


class PaperForm(forms.Form):
    """When the two signed on paper."""

    on = forms.DateField(label=_("Signed on paper on"), widget=DateInput)
