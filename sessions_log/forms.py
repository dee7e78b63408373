"""What pages of a pair ask; every text says who reads it, as `access` does."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sessions_log.access import ME, US, Readers
from sessions_log.models import Goal, Meeting
from sessions_log.notes import MOST_CHARACTERS, NoteText, Remark

USUAL_LENGTHS = (30, 60, 90)


def _refuse_too_long(text: str) -> None:
    """Say how much is too much; what was typed stays in the form."""
    if len(text) > MOST_CHARACTERS:
        raise ValidationError(
            _(
                "This text has %(length)d characters; the most is %(most)d. Your text"
                " is still here: shorten it, or write it as two notes."
            ),
            params={"length": len(text), "most": MOST_CHARACTERS},
        )


def _length(minutes: int) -> str:
    said = ngettext("%(count)d minute", "%(count)d minutes", minutes)
    return said % {"count": minutes}


class DateInput(forms.DateInput):
    """The browser's own date picker, which wants ISO dates."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own time picker."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class OnceForm(forms.Form):
    """A form with a name of its own: sent twice, what it writes counts once."""

    once = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)


class ReaderForm(OnceForm):
    """A text, and who of the two reads it."""

    words = "text"

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        readers: Mapping[str, Readers],
        **kwargs: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        """Offer exactly the readers that the door would give a key to."""
        super().__init__(*args, **kwargs)
        self.readers = readers
        choice = cast("forms.ChoiceField", self.fields["reader"])
        choice.choices = [(key, one.short) for key, one in readers.items()]
        # The page shows the sentence of each choice; Django ties them to the box.
        self.fields[self.words].help_text = readers[choice.initial].sentence

    def remark(self) -> Remark:
        """Give what was typed, for whom."""
        return Remark(
            NoteText(self.cleaned_data[self.words]),
            is_shared=self.cleaned_data["reader"] == US,
            once=self.cleaned_data["once"],
        )


class HowForm(forms.Form):
    """How long the two speak, and in which way."""

    minutes = forms.TypedChoiceField(
        label=_("How long?"), coerce=int, initial=60, widget=forms.RadioSelect
    )
    way = forms.ChoiceField(
        label=_("How do you talk to each other?"),
        choices=Meeting.Way,
        initial=Meeting.Way.FACE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer the lengths and ways that this programme or meeting has, too."""
        ways = kwargs.pop("ways")
        super().__init__(*args, **kwargs)
        minutes = cast("forms.TypedChoiceField", self.fields["minutes"])
        usual = self.initial.get("minutes", minutes.initial)
        lengths = sorted({*USUAL_LENGTHS, usual})
        minutes.choices = [(length, _length(length)) for length in lengths]
        offered = {*ways, self.initial.get("way")} & {*Meeting.Way}
        way = cast("forms.ChoiceField", self.fields["way"])
        way.choices = [one for one in Meeting.Way.choices if one[0] in offered]


class MomentForm(HowForm):
    """When and how the two speak."""

    on = forms.DateField(label=_("Day"), widget=DateInput)
    time = forms.TimeField(
        label=_("Time (may stay empty)"), widget=TimeInput, required=False
    )
    field_order = ("on", "time", "minutes", "way")


class LogForm(HowForm, ReaderForm):
    """How a meeting was: everything is preset, only a note may be typed."""

    words = "note"
    on = forms.DateField(label=_("When?"), widget=DateInput)
    reader = forms.ChoiceField(
        label=_("Who may read this note?"), initial=US, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note (may stay empty)"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        validators=[_refuse_too_long],
    )
    field_order = ("on", "minutes", "way", "reader", "note")


class NoteForm(ReaderForm):
    """A loose note; unless you say otherwise it is yours alone."""

    reader = forms.ChoiceField(
        label=_("Who may read this note?"), initial=ME, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea({"rows": 6}),
        validators=[_refuse_too_long],
    )


class OwnTextForm(OnceForm):
    """A text whose readers do not depend on a choice."""

    def __init__(self, *args: Any, readers: Readers, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.mark = readers.mark
        self.fields["text"].help_text = readers.sentence


class GoalForm(OwnTextForm):
    """What the mentee wants to reach, in their own words."""

    text = forms.CharField(
        label=_("What do you want to reach?"),
        widget=forms.Textarea({"rows": 3}),
        validators=[_refuse_too_long],
    )
    due_on = forms.DateField(
        label=_("By when? (may stay empty)"), widget=DateInput, required=False
    )


class StepForm(forms.Form):
    """How far a goal is."""

    step = forms.TypedChoiceField(choices=Goal.Step, coerce=int)


class AgreementForm(OwnTextForm):
    """How the two work together, in their own words."""

    text = forms.CharField(
        label=_("How we work together"),
        widget=forms.Textarea({"rows": 8}),
        validators=[_refuse_too_long],
    )


class FarewellForm(OwnTextForm):
    """The last message to somebody whom the organisation put above or below one."""

    text = forms.CharField(
        label=_("Your last message"),
        widget=forms.Textarea({"rows": 6}),
        validators=[_refuse_too_long],
    )


class NoteChangeForm(OwnTextForm):
    """One's own note; who reads it does not change."""

    text = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea({"rows": 6}),
        validators=[_refuse_too_long],
    )
