"""Who gets a role for the whole company."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people import queries
from people.models import CompanyRole, Person


class CompanyRoleForm(forms.Form):
    """A colleague and a role."""

    person = forms.CharField(
        label=_("Employee number or e-mail address"), max_length=254
    )
    kind = forms.ChoiceField(
        label=_("Role"),
        choices=[
            (
                CompanyRole.Kind.ADMINISTRATOR,
                _("Administrator: gives roles, sees the post and the house trail"),
            ),
            (
                CompanyRole.Kind.HR,
                _("HR: imports people, keeps the chart, helps colleagues in"),
            ),
        ],
        widget=forms.RadioSelect,
    )

    def clean_person(self) -> Person:
        """Find the colleague; nobody is guessed from half a number."""
        if person := queries.colleague_called(self.cleaned_data["person"]):
            return person
        raise ValidationError(gettext("Nobody here has this number or address."))

    def chosen(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("person", "kind")}
