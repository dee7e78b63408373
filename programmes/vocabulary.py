"""The words of a programme: a closed list that we translate ourselves.

A sentence never builds a word ("your" + "mentor"): each word comes in the forms that
sentences need, so that every language can write it as it must. Templates and letters
take them as placeholders: `{{ programme.words.mentor.your }}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Word:
    """What one of the two is called, in four forms; each stands inside a sentence."""

    one: StrPromise
    many: StrPromise
    with_article: StrPromise
    your: StrPromise


@dataclass(frozen=True)
class Words:
    """What both are called in one programme."""

    mentor: Word
    mentee: Word


@dataclass(frozen=True)
class Told:
    """A text in the language that was asked for, or else in one that it has."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


# Translators: "peter" is nl "peter of meter", fr "parrain ou marraine".
MENTOR_WORDS = {
    "mentor": Word(
        one=pgettext_lazy("mentor: one", "mentor"),
        many=pgettext_lazy("mentor: many", "mentors"),
        with_article=pgettext_lazy("mentor: with article", "a mentor"),
        your=pgettext_lazy("mentor: your", "your mentor"),
    ),
    "peter": Word(
        one=pgettext_lazy("peter or meter: one", "buddy"),
        many=pgettext_lazy("peter or meter: many", "buddies"),
        with_article=pgettext_lazy("peter or meter: with article", "a buddy"),
        your=pgettext_lazy("peter or meter: your", "your buddy"),
    ),
    "tutor": Word(
        one=pgettext_lazy("tutor: one", "tutor"),
        many=pgettext_lazy("tutor: many", "tutors"),
        with_article=pgettext_lazy("tutor: with article", "a tutor"),
        your=pgettext_lazy("tutor: your", "your tutor"),
    ),
    "buddy": Word(
        one=pgettext_lazy("buddy: one", "buddy"),
        many=pgettext_lazy("buddy: many", "buddies"),
        with_article=pgettext_lazy("buddy: with article", "a buddy"),
        your=pgettext_lazy("buddy: your", "your buddy"),
    ),
}
MENTEE_WORDS = {
    "mentee": Word(
        one=pgettext_lazy("mentee: one", "mentee"),
        many=pgettext_lazy("mentee: many", "mentees"),
        with_article=pgettext_lazy("mentee: with article", "a mentee"),
        your=pgettext_lazy("mentee: your", "your mentee"),
    ),
    "newcomer": Word(
        one=pgettext_lazy("new colleague: one", "new colleague"),
        many=pgettext_lazy("new colleague: many", "new colleagues"),
        with_article=pgettext_lazy("new colleague: with article", "a new colleague"),
        your=pgettext_lazy("new colleague: your", "your new colleague"),
    ),
}
WAYS = {
    "face": _("face to face"),
    "shadowing": _("watching each other at work"),
    "phone": _("by telephone"),
    "video": _("by video"),
    "mail": _("by e-mail or chat"),
}
OWN_FAMILY = "company"
FAMILIES = {
    "talking": _("Talking and listening"),
    "together": _("Working with others"),
    "steady": _("Staying steady"),
    "working": _("Getting work done"),
    "thinking": _("Thinking and solving"),
    "digital": _("Digital tools"),
    "languages": _("Languages"),
    OWN_FAMILY: _("Of our own company"),
}
# Ten half-days, in the order of their bits.
HALF_DAYS = (
    _("Monday morning"),
    _("Monday afternoon"),
    _("Tuesday morning"),
    _("Tuesday afternoon"),
    _("Wednesday morning"),
    _("Wednesday afternoon"),
    _("Thursday morning"),
    _("Thursday afternoon"),
    _("Friday morning"),
    _("Friday afternoon"),
)
LEVELS = {
    1: _("I know the beginning of it"),
    2: _("I do it now and then"),
    3: _("I do it well"),
    4: _("Others ask me about it"),
    5: _("I have taught it before"),
}


def words(mentor_word: str, mentee_word: str) -> Words:
    """Give the words of a programme that calls the two like this."""
    return Words(MENTOR_WORDS[mentor_word], MENTEE_WORDS[mentee_word])


def told(texts: Mapping[str, str]) -> Told:
    """Give a text in the reader's language, in English, or as it was written."""
    wanted = (get_language() or "en")[:2]
    for language in (wanted, "en", *texts):
        if texts.get(language):
            return Told(texts[language], language)
    return Told("", wanted)


def ways_in_words(ways: list[str]) -> list[Promise | str]:
    """Name the ways to meet; one that is no longer on the list stays as it is."""
    return [WAYS.get(way, way) for way in ways]
