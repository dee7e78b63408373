"""When and how two speak, and how it was."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sessions_log.access import US
from sessions_log.forms.fields import (
    DateInput,
    ReaderForm,
    TimeInput,
    refuse_too_long,
)
from sessions_log.models import Meeting

USUAL_LENGTHS = (30, 60, 90)


def _length(minutes: int) -> str:
    said = ngettext("%(count)d minute", "%(count)d minutes", minutes)
    return said % {"count": minutes}


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
        validators=[refuse_too_long],
    )
    field_order = ("on", "minutes", "way", "reader", "note")
