"""Goals, and how far they are."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions_log.forms.fields import DateInput, OwnTextForm, refuse_too_long
from sessions_log.models import Goal


class GoalForm(OwnTextForm):
    """What the mentee wants to reach, in their own words."""

    text = forms.CharField(
        label=_("What do you want to reach?"),
        widget=forms.Textarea({"rows": 3}),
        validators=[refuse_too_long],
    )
    due_on = forms.DateField(
        label=_("By when? (may stay empty)"), widget=DateInput, required=False
    )


class StepForm(forms.Form):
    """How far a goal is."""

    step = forms.TypedChoiceField(choices=Goal.Step, coerce=int)
