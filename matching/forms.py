"""What pages of matching ask."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from matching import access
from matching.models import OutsideCoordinator, Pairing, Round
from people.models import Person
from programmes.models import Enrolment, Programme
from programmes.queries import person_called

USUAL_PAUSE = timedelta(weeks=4)


class DateInput(forms.DateInput):
    """The browser's own date picker, which wants ISO dates."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


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


class PartForm(forms.Form):
    """Pause, somebody else, or stop; never why."""

    PAUSE, CHANGE, STOP = "pause", "change", "stop"

    choice = forms.ChoiceField(
        label=_("What would you like?"), widget=forms.RadioSelect
    )
    until = forms.DateField(
        label=_("When you pause: you go on together from"),
        required=False,
        widget=DateInput,
    )
    tell_now = forms.BooleanField(
        label=_("Tell the other at once (then this cannot be undone)"),
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        pairing: Pairing,
        person: Person | None,
        on: date,
    ) -> None:
        """Offer what this one of the two may choose; None is either, by telephone."""
        super().__init__(data, initial={"until": on + USUAL_PAUSE})
        choices = _ways_to_part(pairing, person)
        cast("forms.ChoiceField", self.fields["choice"]).choices = choices
        if self.PAUSE not in dict(choices):
            del self.fields["until"]

    def clean(self) -> dict[str, Any]:
        """Ask a pause for the day on which the two go on."""
        cleaned = super().clean() or {}
        is_pause = cleaned.get("choice") == self.PAUSE
        if is_pause and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", _("Choose the day on which you go on."))
        return cleaned

    @property
    def rematch(self) -> str:
        """Give what a mentee says of somebody new."""
        is_change = self.cleaned_data["choice"] == self.CHANGE
        return Pairing.Rematch.WANTED if is_change else Pairing.Rematch.NOT_NOW


class RequestForm(PartForm):
    """What one of the two asked a coordinator by telephone."""

    field_order = ("asked_by", "choice", "until", "tell_now")

    asked_by = forms.ChoiceField(label=_("Who asked?"), widget=forms.RadioSelect)

    def __init__(
        self, data: Mapping[str, Any] | None, *, pairing: Pairing, on: date
    ) -> None:
        super().__init__(data, pairing=pairing, person=None, on=on)
        self.fields["choice"].label = _("What did they ask for?")
        self.two = {str(one.pk): one for one in (pairing.mentee, pairing.mentor) if one}
        choices = [(key, str(one)) for key, one in self.two.items()]
        cast("forms.ChoiceField", self.fields["asked_by"]).choices = choices

    @property
    def asker(self) -> Person:
        return self.two[self.cleaned_data["asked_by"]]


class StandInForm(forms.Form):
    """Who stands in, and until when."""

    mentor = forms.ChoiceField(label=_("Who stands in?"), widget=forms.RadioSelect)
    until = forms.DateField(label=_("Until and including"), widget=DateInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        candidates: Sequence[Enrolment],
        until: date,
    ) -> None:
        super().__init__(data, initial={"until": until})
        self.candidates = {str(one.pk): one for one in candidates}
        choices = [(key, str(one.person)) for key, one in self.candidates.items()]
        cast("forms.ChoiceField", self.fields["mentor"]).choices = choices

    @property
    def chosen(self) -> Enrolment:
        return self.candidates[self.cleaned_data["mentor"]]


class ColleagueForm(forms.Form):
    """One colleague, by the employee number or the address."""

    person = forms.CharField(
        label=_("Employee number or e-mail address"), max_length=254
    )

    def clean_person(self) -> Person:
        """Find the one colleague who is meant."""
        found = person_called(self.cleaned_data["person"])
        if found is None:
            raise ValidationError(_("Nobody here has this employee number or address."))
        return found


class InvitedForm(forms.Form):
    """Who of those from outside is meant."""

    def __init__(self, data: Mapping[str, Any], *, pairing: Pairing) -> None:
        super().__init__(data)
        asked = OutsideCoordinator.objects.filter(pairing=pairing, until_at=None)
        here = asked.select_related("pairing__programme")
        self.fields["invited"] = forms.ModelChoiceField(here)


def _ways_to_part(
    pairing: Pairing, person: Person | None
) -> list[tuple[str, StrPromise]]:
    ways = []
    if access.is_meeting(pairing) and not pairing.is_stand_in:
        ways.append((PartForm.PAUSE, _("Pause for a while")))
    may_change = person is None or person.pk == pairing.mentee_id
    if may_change and not pairing.is_stand_in:
        ways.append((PartForm.CHANGE, _("Go on with somebody else")))
    return [*ways, (PartForm.STOP, _("Stop"))]
