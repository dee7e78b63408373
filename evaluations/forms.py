"""What pages of evaluation ask."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from evaluations.models import Box

WORDS = [
    ("good", _("Good")),
    ("all_right", _("All right")),
    ("difficult", _("Difficult")),
]


class AnswerForm(forms.Form):
    """One question, in three words, which are buttons."""

    satisfaction = forms.ChoiceField(
        choices=WORDS, error_messages={"required": _("Choose one of the three words.")}
    )


class MoreForm(forms.Form):
    """The other questions of a box; each may stay empty.

    The first answer travels along unseen: a ballot is replaced as a whole, and nobody
    can open the older one to keep a part of it.
    """

    def __init__(self, box: Box, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        first, *others = box.instruments[0]["items"]
        self.fields[first["key"]] = forms.ChoiceField(
            choices=WORDS, widget=forms.HiddenInput
        )
        for item in others:
            self.fields[item["key"]] = forms.ChoiceField(
                label=in_my_language(item["text"]),
                choices=WORDS,
                required=False,
                widget=forms.RadioSelect,
            )


class OpenForm(forms.Form):
    """Until when a check-in can be answered."""

    closes_on = forms.DateField(
        label=_("Until when can people answer?"),
        help_text=_(
            "This day does not move forward. The answers are counted after it."
        ),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


def in_my_language(text: dict[str, str]) -> str:
    """Give a question in the reader's language, or in English."""
    return text.get(get_language() or "", text["en"])
