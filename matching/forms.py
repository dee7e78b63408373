"""What pages of matching ask."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matching.models import Pairing, Round
from programmes.models import Enrolment, Programme


class ComputeForm(forms.Form):
    """How the round is to be decided."""

    mode = forms.ChoiceField(choices=Round.Mode, initial=Round.Mode.TOTAL)


class ProposeForm(forms.Form):
    """One mentor for one mentee, chosen by hand."""

    def __init__(self, programme: Programme, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        own = Enrolment.objects.filter(programme=programme).approved()
        self.fields["mentee"] = forms.ModelChoiceField(own.mentees())
        self.fields["mentor"] = forms.ModelChoiceField(own.mentors())


class AnswerForm(forms.Form):
    """Both answers are good."""

    answer = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("Rather somebody else"))],
        coerce=lambda answer: answer == "yes",
        error_messages={"required": _("Choose one of the two answers.")},
    )


class WhatNextForm(forms.Form):
    """Somebody new, or not now; both answers are good."""

    wish = forms.ChoiceField(choices=Pairing.Rematch.choices[1:])


class StopForm(forms.Form):
    """Whether the other is told at once; then there is no way back."""

    tell_now = forms.BooleanField(
        label=_("Tell the other at once (then this cannot be undone)"),
        required=False,
    )
