"""The forms of a programme as a whole: a new one, its next step, its roles."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from people.models import Person
from programmes import queries, starting_points
from programmes.models import Programme, Role
from programmes.operations import NewProgramme, Term


class NewProgrammeForm(forms.Form):
    """The three things to type, and the template that fills in the rest."""

    template = forms.ChoiceField(
        label=_("What do you start from?"), widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=_("What is the programme called?"),
        max_length=Programme._meta.get_field("name").max_length,
    )
    starts_on = forms.DateField(
        label=_("When does it start?"), widget=forms.DateInput({"type": "date"})
    )
    substitute_contact = forms.CharField(
        label=_("Who replaces you when you are away?"),
        help_text=_("A name, and how to reach that person."),
        max_length=Programme._meta.get_field("substitute_contact").max_length,
    )
    coordinator = forms.CharField(
        label=_("Does somebody else coordinate it? (optional)"),
        help_text=_("Their employee number or e-mail address. Otherwise it is you."),
        required=False,
        max_length=254,
    )

    def __init__(self, data: QueryDict | None, *, earlier: Iterable[Programme]) -> None:
        super().__init__(data)
        self.earlier = {str(one.pk): one for one in earlier}
        kinds = [
            (value, _told(value, str(label))) for value, label in Programme.Kind.choices
        ]
        copies = [
            (pk, gettext("The same as %(name)s") % {"name": one.name})
            for pk, one in self.earlier.items()
        ]
        template = cast("forms.ChoiceField", self.fields["template"])
        template.choices = [*kinds, *copies]
        template.initial = Programme.Kind.ONBOARDING

    def clean_coordinator(self) -> Person | None:
        return _colleague(self.cleaned_data["coordinator"])

    def new_programme(self) -> NewProgramme:
        chosen = self.cleaned_data["template"]
        copied = self.earlier.get(chosen)
        return NewProgramme(
            name=self.cleaned_data["name"],
            starts_on=self.cleaned_data["starts_on"],
            substitute_contact=self.cleaned_data["substitute_contact"],
            kind=copied.kind if copied else chosen,
            copied_from=copied,
        )


class StepForm(forms.Form):
    """The next step of a programme."""

    to = forms.ChoiceField(label=_("Which step comes now?"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, *, steps: list[str]) -> None:
        super().__init__(data)
        labels = dict(Programme.State.choices)
        to = cast("forms.ChoiceField", self.fields["to"])
        to.choices = [(step, labels[step]) for step in steps]


class RoleForm(forms.Form):
    """Who gets which role."""

    person = forms.CharField(
        label=_("Employee number or e-mail address"), max_length=254
    )
    kind = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    works_council = forms.BooleanField(
        label=_("Reads the impact for the works council"), required=False
    )
    from_on = forms.DateField(
        label=_("From (optional)"),
        help_text=_("Empty: from now on."),
        required=False,
        widget=forms.DateInput({"type": "date"}),
    )
    until_on = forms.DateField(
        label=_("Last day (optional)"),
        help_text=_("Empty: until somebody ends it."),
        required=False,
        widget=forms.DateInput({"type": "date"}),
    )

    def __init__(
        self, data: QueryDict | None, *, kinds: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        offered = dict(kinds)
        cast("forms.ChoiceField", self.fields["kind"]).choices = list(offered.items())
        if Role.Kind.IMPACT_VIEWER not in offered:
            del self.fields["works_council"]

    def chosen(self) -> dict[str, Any]:
        """Give who gets which role, and for which days."""
        said = dict(self.cleaned_data)
        who = {name: said.pop(name) for name in ("person", "kind")}
        return {**who, "term": Term(**said)}

    def clean_person(self) -> Person | None:
        return _colleague(self.cleaned_data["person"])


def _colleague(text: str) -> Person | None:
    if not text:
        return None
    if person := queries.person_called(text):
        return person
    raise ValidationError(gettext("Nobody here has this number or address."))


def _told(kind: str, label: str) -> str:
    """Say of a template how long it lasts and how often people meet."""
    point = starting_points.of_kind(kind)
    rhythm = ngettext(
        "meeting every week", "meeting every %(n)d weeks", point.cadence_weeks
    ) % {"n": point.cadence_weeks}
    return gettext("%(template)s: %(weeks)d weeks, %(rhythm)s") % {
        "template": label,
        "weeks": point.weeks,
        "rhythm": rhythm,
    }
