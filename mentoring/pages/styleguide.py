"""Every part of a page, in every state, with invented content.

The page is for those who build pages, so its own words stay in English and are marked
as such. Anybody who is signed in may see it: it holds nothing of anybody.
"""

from uuid import UUID

from django import forms
from django.contrib.messages import constants
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

COLOURS = [
    ("bg", "the ground"),
    ("surface", "cards and fields"),
    ("surface-2", "calm cards, hover"),
    ("primary", "go, and the pair"),
    ("primary-soft", "chosen"),
    ("attention", "waits on you, nothing else"),
    ("private", "only you read it, nothing else"),
    ("danger", "errors in input, acts that cannot be undone"),
    ("success", "done, on track"),
]
ICONS = [
    "adjustments-horizontal",
    "arrow-path",
    "arrow-right-start-on-rectangle",
    "building-office-2",
    "calendar",
    "chat-bubble-left-right",
    "check",
    "clock",
    "document-arrow-down",
    "envelope",
    "exclamation-triangle",
    "eye",
    "flag",
    "key",
    "language",
    "lifebuoy",
    "lock-closed",
    "magnifying-glass",
    "pencil-square",
    "plus",
    "printer",
    "user-circle",
    "users",
]
READERS = [
    ("me", "Only you"),
    ("us", "Luc and you read this"),
    ("us_hr", "Luc, you and HR read this"),
    ("totals", "In totals only, from eight people on"),
]
PERIODS = [
    *(
        {"state": state, "words": f"Period {number}: {words}"}
        for number, (state, words) in enumerate(
            [("met", "you met")] * 3
            + [("quiet", "nothing noted"), ("planned", "planned on 8 December")]
            + [("ahead", "still ahead")] * 8,
            start=1,
        )
    ),
]
FIGURES = [
    {"label": "Pairs under way", "value": "42", "note": "84 people"},
    {"label": "On track", "value": "36", "note": "of 42"},
    {"label": "Agreement approved", "value": "40", "note": "of 42"},
    {"label": "Goals set", "value": "109"},
]
BARS = [
    {"label": "Good", "percent": 72, "value": "most of you"},
    {"label": "All right", "percent": 21, "value": "some"},
    {"label": "Difficult", "percent": 7, "value": "a few"},
    {"label": "Finance", "hidden": True},
    {"label": "January group", "hidden": True, "text": "No answers yet"},
]
GOALS = [
    (1, "Begun, by March"),
    (2, "On the way, by the end of January"),
    (3, "Almost there, by Christmas"),
    (4, "Reached"),
]


class ExampleForm(forms.Form):
    """One field of each kind, as crispy writes them."""

    called = forms.CharField(
        label="What do we call you?", help_text="As your colleagues say it."
    )
    email = forms.EmailField(label="E-mail address (may stay empty)", required=False)
    day = forms.DateField(
        label="On which day?", widget=forms.DateInput({"type": "date"})
    )
    way = forms.ChoiceField(
        label="How did you speak?",
        choices=[("face", "Together"), ("video", "Video"), ("phone", "Telephone")],
        widget=forms.RadioSelect,
    )
    site = forms.ChoiceField(
        label="Where do you work?", choices=[("", "Choose a place"), ("gent", "Gent")]
    )
    themes = forms.MultipleChoiceField(
        label="What would you like to talk about?",
        choices=[("plan", "Planning"), ("team", "Working in a team")],
        widget=forms.CheckboxSelectMultiple,
    )
    list = forms.FileField(label="A list of people")
    agreed = forms.BooleanField(label="I have read the agreement")


class ExampleNote(forms.Form):
    """A text, and the sentence that says who reads it."""

    text = forms.CharField(
        label="Note (may stay empty)",
        help_text="Luc and you read this. Nobody else does.",
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show what pages are made of."""
    return render(request, "mentoring/styleguide.html", _samples())


def _samples() -> dict[str, object]:
    refused = ExampleForm({"email": "not an address"}, auto_id="refused_%s")
    refused.add_error(None, "These two cannot be paired.")
    return {
        "colours": COLOURS,
        "icons": ICONS,
        "readers": READERS,
        "periods": PERIODS,
        "figures": FIGURES,
        "bars": BARS,
        "goals": GOALS,
        "levels": list(constants.DEFAULT_TAGS.values()),
        "states": ["met", "met", "quiet", "planned"],
        "tasks": _tasks(),
        "answers": _answers(),
        "page": Paginator(range(250), 50).page(2),
        "form": ExampleForm(),
        "note": ExampleNote(),
        "refused": refused,
        "pairing": {"pk": UUID(int=0)},
    }


def _tasks() -> list[dict[str, object]]:
    here = reverse("styleguide")
    return [
        {
            "url": here,
            "title": "Nadia asks for another mentor",
            "text": "Asked on Friday. Three suitable mentors have a place.",
            "count": 1,
            "tag": "Today",
            "urgent": True,
        },
        {
            "url": here,
            "title": "Two pairs have noted nothing for six weeks",
            "text": "Send them a friendly line.",
            "count": 2,
            "tag": "This week",
        },
        {"url": here, "title": "Look at your agreement together"},
    ]


def _answers() -> list[dict[str, str]]:
    here = reverse("styleguide")
    return [
        {"label": "Duration", "value": "26 weeks", "url": here},
        {"label": "Rhythm", "value": "One hour every two weeks", "url": here},
        {"label": "Started by", "value": "Sofie Claes"},
    ]
