"""Something to try, and how it went."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions_log.forms.fields import DateInput, OwnTextForm, refuse_too_long


class ChallengeForm(OwnTextForm):
    """Something that the mentee might try."""

    text = forms.CharField(
        label=_("The challenge"),
        widget=forms.Textarea({"rows": 3}),
        validators=[refuse_too_long],
    )
    due_on = forms.DateField(
        label=_("By when? (may stay empty)"), widget=DateInput, required=False
    )


class ResultForm(OwnTextForm):
    """How it went."""

    text = forms.CharField(
        label=_("How did it go?"),
        widget=forms.Textarea({"rows": 4}),
        validators=[refuse_too_long],
    )
