"""What somebody says of themselves."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models import Absence, Person, Shift

WEEKS = 4


class ProfileForm(forms.Form):
    """A name and a language."""

    called = forms.CharField(
        label=_("How I am called"),
        help_text=_("Empty: your given name."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    language = forms.ChoiceField(label=_("My language"), choices=Person.Language)


class ShiftForm(forms.Form):
    """A shift for each week, over and over; none for whoever works by day."""

    def __init__(self, shift: Shift | None, data: QueryDict | None = None) -> None:
        super().__init__(data)
        pattern = shift.pattern if shift else []
        for number in range(1, WEEKS + 1):
            self.fields[f"week_{number}"] = forms.ChoiceField(
                label=gettext("Week %(number)s") % {"number": number},
                choices=[("", _("not said")), *Shift.Kind.choices],
                initial=pattern[number - 1] if number <= len(pattern) else "",
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a week that is left out between two others."""
        cleaned = super().clean() or {}
        weeks = [cleaned.get(name, "") for name in self.fields]
        if any(after and not before for before, after in pairwise(weeks)):
            raise ValidationError(gettext("Fill in the weeks one after the other."))
        return cleaned

    def weeks(self) -> Sequence[str]:
        return [week for week in self.cleaned_data.values() if week]

    @staticmethod
    def monday(on: date) -> date:
        return on - timedelta(days=on.weekday())


class AbsenceForm(forms.Form):
    """From the first to the last day away; nobody asks why."""

    from_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    until_on = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and last < first:
            raise ValidationError(
                gettext("The last day cannot be before the first day.")
            )
        return cleaned

    def absence_of(self, person: Person) -> Absence:
        return Absence(person=person, **self.cleaned_data)
