"""What a mentee takes along to a new pair."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions_log.forms.fields import OwnTextForm, refuse_too_long
from sessions_log.notes import NoteText, Remark
from sessions_log.queries import OpenGoal


class HandoverForm(OwnTextForm):
    """Which goals go along, and at wish some words for the new mentor."""

    goals = forms.MultipleChoiceField(label=_("Which goals go along?"), required=False)
    text = forms.CharField(
        label=_("A hand-over, in your own words (may stay empty)"),
        widget=forms.Textarea({"rows": 6}),
        validators=[refuse_too_long],
        required=False,
    )

    def __init__(self, *args: Any, offered: list[OpenGoal], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Offer these goals; their words stay out of the choices."""
        super().__init__(*args, **kwargs)
        keys = [str(one.goal.pk) for one in offered]
        named = cast("forms.MultipleChoiceField", self.fields["goals"])
        named.choices = [(key, "") for key in keys]

    @property
    def chosen(self) -> set[UUID]:
        return {UUID(key) for key in self.cleaned_data["goals"]}

    def remark(self) -> Remark:
        text, once = self.cleaned_data["text"], self.cleaned_data["once"]
        return Remark(NoteText(text), once=once)
