"""What hr says about one line of the chart."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Person, ReportingLine


def _date_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FindSuperiorForm(forms.Form):
    """Who is meant: a name, a number, a department."""

    q = forms.CharField(max_length=100, required=False)


class BeginLineForm(forms.Form):
    """A superior from a day on; a later day is an announced change."""

    superior = forms.ModelChoiceField(
        Person.objects.employed(),
        error_messages={
            "required": _("Choose who stands above this person."),
            "invalid_choice": _("Choose somebody of the list."),
        },
    )
    kind = forms.ChoiceField(label=_("Line"), choices=ReportingLine.Kind)
    from_on = forms.DateField(
        label=_("From"),
        help_text=_(
            "With a later day, the change is announced now and takes effect that day."
        ),
        widget=_date_input(),
    )

    def line_of(self, person: Person) -> ReportingLine:
        return ReportingLine(person=person, **self.cleaned_data)


class EndLineForm(forms.Form):
    """The last day of a line; without one it ends now."""

    last_on = forms.DateField(label=_("Last day"), required=False, widget=_date_input())

    def last_day(self) -> date | None:
        last: date | None = self.cleaned_data["last_on"]
        return last
