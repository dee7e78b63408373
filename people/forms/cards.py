"""Whose activation cards are printed at once."""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from people.models import Person

_GONE = _("Somebody you ticked needs no card any more. Look at the list again.")


class CardsForm(forms.Form):
    """A selection of those who wait for a card."""

    def __init__(self, data: QueryDict | None, *, waiting: QuerySet[Person]) -> None:
        super().__init__(data)
        self.fields["person"] = forms.ModelMultipleChoiceField(
            queryset=waiting,
            error_messages={
                "required": _("Tick whose card you want to print."),
                "invalid_choice": _GONE,
            },
        )
