"""The sentences of the halfway mirror, answered alone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions_log.forms.fields import OwnTextForm, refuse_too_long
from sessions_log.queries.mirror import ANSWERS, sentences_for


class MirrorForm(OwnTextForm):
    """Four sentences with a few answers, and one in one's own words."""

    text = forms.CharField(
        label=_("This I would like differently (may stay empty)"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        validators=[refuse_too_long],
    )

    def __init__(self, *args: Any, is_mentee: bool, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Put each sentence as it is for this one of the two."""
        super().__init__(*args, **kwargs)
        sentences = sentences_for(is_mentee=is_mentee)
        for key, label in sentences.items():
            self.fields[key] = forms.ChoiceField(
                label=str(label),
                choices=list(ANSWERS.items()),
                initial="unsaid",
                widget=forms.RadioSelect,
            )
        self.order_fields(["once", *sentences, "text"])
        self.chosen = [self[key] for key in sentences]

    def said(self) -> dict[str, str]:
        """Give the answers, as they are sealed."""
        chosen = {field.name: self.cleaned_data[field.name] for field in self.chosen}
        return {**chosen, "differently": self.cleaned_data["text"]}


class OneThingForm(OwnTextForm):
    """The one thing that two people agree on after looking back."""

    text = forms.CharField(
        label=_("One thing that we agree on"),
        widget=forms.Textarea({"rows": 2}),
        validators=[refuse_too_long],
    )
