"""Goals, and how far they are."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions_log.forms.fields import DateInput, OwnTextForm, refuse_too_long
from sessions_log.models import Goal, Note
from sessions_log.notes import NoteText


def _aside(label: Any) -> forms.CharField:  # noqa: ANN401 - a lazy text
    return forms.CharField(
        label=label,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        validators=[refuse_too_long],
    )


class GoalForm(OwnTextForm):
    """What the mentee wants to reach, in their own words."""

    text = forms.CharField(
        label=_("What do you want to reach?"),
        widget=forms.Textarea({"rows": 3}),
        validators=[refuse_too_long],
    )
    why = _aside(_("Why does it matter to you? (may stay empty)"))
    notice = _aside(_("How will you notice that it works? (may stay empty)"))
    means = _aside(
        _("What do you have already: strengths, people, tools? (may stay empty)")
    )
    due_on = forms.DateField(
        label=_("By when? (may stay empty)"), widget=DateInput, required=False
    )
    BESIDE = (Note.Kind.WHY, Note.Kind.NOTICE, Note.Kind.MEANS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Say beside every box who reads it."""
        super().__init__(*args, **kwargs)
        for kind in self.BESIDE:
            self.fields[kind].help_text = self.fields["text"].help_text

    def beside(self) -> dict[str, NoteText]:
        """Give what stands beside the goal, each by its kind of note."""
        return {kind: NoteText(self.cleaned_data[kind]) for kind in self.BESIDE}


class WordingForm(OwnTextForm):
    """How the mentor would say it."""

    text = forms.CharField(
        label=_("How would you say it?"),
        widget=forms.Textarea({"rows": 3}),
        validators=[refuse_too_long],
    )


class StepForm(forms.Form):
    """How far a goal is."""

    step = forms.TypedChoiceField(choices=Goal.Step, coerce=int)
