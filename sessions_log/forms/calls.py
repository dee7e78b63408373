"""What a call round asks: one word, and perhaps a day."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from matching.models import Pairing
from matching.models.pairing import PairingQuerySet
from sessions_log.models import Call

LONGEST = timedelta(days=366)


class OutcomeForm(forms.Form):
    """One of the fixed words; it is one press."""

    outcome = forms.ChoiceField(
        choices=Call.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the words.")},
        label=_("What came of it"),
    )


class CallForm(OutcomeForm):
    """The sheet of one talk: the word, and when to speak again."""

    again_on = forms.DateField(
        label=_("Speak again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        today: date,
        initial: Mapping[str, object],
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self._today = today

    def clean_again_on(self) -> date | None:
        """Refuse a day that has passed, or one that nobody can mean."""
        day: date | None = self.cleaned_data["again_on"]
        if day and not self._today <= day <= self._today + LONGEST:
            raise ValidationError(_("Choose a day within the next year."))
        return day


class NudgeForm(forms.Form):
    """The pairs a letter goes to: all that are silent, unless one is unticked."""

    pairs = forms.ModelMultipleChoiceField(
        Pairing.objects.none(),
        error_messages={"required": _("Tick at least one pair.")},
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, pairs: PairingQuerySet
    ) -> None:
        super().__init__(data)
        self.fields["pairs"].queryset = pairs  # type: ignore[attr-defined]  # of this field
