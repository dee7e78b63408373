"""What the page of a newcomer asks."""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from people.models import Person
from programmes.rules import WELCOME_STEPS


class StepsForm(forms.Form):
    """What a newcomer has been shown."""

    steps = forms.MultipleChoiceField(
        label=_("What has been shown"),
        choices=list(WELCOME_STEPS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class SignForm(forms.Form):
    """A signature: nothing but the press of a button."""


class SignerForm(forms.Form):
    """Which superior signs."""

    def __init__(self, data: QueryDict | None, *, superiors: QuerySet[Person]) -> None:
        super().__init__(data)
        self.fields["of"] = forms.ModelChoiceField(
            queryset=superiors,
            label=_("Who signs?"),
            widget=forms.RadioSelect,
            empty_label=None,
            initial=superiors.first(),
            error_messages={"required": _("Choose who signs.")},
        )
