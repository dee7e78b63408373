"""A talk among mentors: when, where, and who is asked."""

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from programmes.models import Attendance, Enrolment, Intervision
from programmes.operations.intervision import Gathering


class IntervisionForm(forms.Form):
    """The date of a talk, and three to eight mentors."""

    on = forms.DateField(
        label=_("On which day?"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    time = forms.TimeField(
        label=_("At what time?"),
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
        required=False,
    )
    place = forms.CharField(
        label=_("Where?"),
        max_length=Intervision._meta.get_field("place").max_length,
        required=False,
    )
    mentors = forms.MultipleChoiceField(
        label=_("Whom do you invite? (three to eight)"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: QueryDict | None, *, mentors: Iterable[Enrolment]) -> None:
        super().__init__(data)
        choices = [(str(one.person_id), str(one.person)) for one in mentors]
        cast("forms.ChoiceField", self.fields["mentors"]).choices = choices

    def gathering(self) -> Gathering:
        said = self.cleaned_data
        invited = frozenset(map(UUID, said["mentors"]))
        return Gathering(said["on"], said["time"], said["place"], invited)


class AttendanceForm(forms.Form):
    """What an invited mentor says of a talk."""

    said = forms.ChoiceField(choices=Attendance.Said.choices)
