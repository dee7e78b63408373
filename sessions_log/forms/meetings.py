"""When and how two speak, how it was, and what they put ready for it."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sessions_log.access import ME, US
from sessions_log.forms.fields import (
    DateInput,
    OwnTextForm,
    ReaderForm,
    TimeInput,
    refuse_too_long,
)
from sessions_log.models import ActionItem, Meeting

USUAL_LENGTHS = (15, 30, 60, 90)
THIS, REST = "this", "rest"


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
    field_order: tuple[str, ...] = ("on", "time", "minutes", "way")


class MoveForm(MomentForm):
    """Where a meeting moves to, alone or with those after it."""

    which = forms.ChoiceField(
        label=_("Which meetings?"),
        choices=[(THIS, _("only this one")), (REST, _("those after it too"))],
        initial=THIS,
        required=False,
        widget=forms.RadioSelect,
    )
    field_order = ("on", "time", "minutes", "way", "which")

    def takes_the_rest(self) -> bool:
        return bool(self.cleaned_data["which"] == REST)


class HeldForm(HowForm):
    """How a meeting was."""

    on = forms.DateField(label=_("When?"), widget=DateInput)
    purposes = forms.MultipleChoiceField(
        label=_("What was it for? (may stay empty)"),
        choices=Meeting.Purpose,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order: tuple[str, ...] = ("on", "minutes", "way", "purposes")


class LogForm(HeldForm, ReaderForm):
    """How a meeting was: everything is preset, only a note may be typed."""

    words = "note"
    reader = forms.ChoiceField(
        label=_("Who may read this note?"), initial=US, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note (may stay empty)"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        validators=[refuse_too_long],
    )
    field_order = ("on", "minutes", "way", "purposes", "reader", "note")


class PointForm(OwnTextForm):
    """A point for the agenda of the two."""

    text = forms.CharField(
        label=_("A point for the agenda"),
        widget=forms.Textarea({"rows": 1}),
        validators=[refuse_too_long],
    )


class WishForm(ReaderForm):
    """What one wants of a meeting; one's own, unless one says otherwise."""

    words = "wish"
    reader = forms.ChoiceField(
        label=_("Who may read this?"), initial=ME, widget=forms.RadioSelect
    )
    wish = forms.CharField(
        label=_("What I want to talk about"),
        widget=forms.Textarea({"rows": 3}),
        validators=[refuse_too_long],
    )

    def __init__(self, *args: Any, is_shadowing: bool = False, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Ask whoever comes along to look what they would like to see."""
        super().__init__(*args, **kwargs)
        if is_shadowing:
            self.fields["wish"].label = gettext("What I would like to see")


class ActionForm(OwnTextForm):
    """What one of the two will do."""

    text = forms.CharField(
        label=_("What will be done?"),
        widget=forms.Textarea({"rows": 1}),
        validators=[refuse_too_long],
    )
    for_role = forms.ChoiceField(label=_("Who does it?"), widget=forms.RadioSelect)
    due_on = forms.DateField(
        label=_("By when? (may stay empty)"), widget=DateInput, required=False
    )

    def __init__(self, *args: Any, names: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["for_role"]).choices = names
        self.fields["for_role"].initial = ActionItem.ForRole.MENTEE
