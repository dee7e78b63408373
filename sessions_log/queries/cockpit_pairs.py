"""The rows of a coordinator's list: two names, one word, and a mark per month."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import NamedTuple
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from matching.models import Pairing
from sessions_log.models import Meeting
from sessions_log.queries.courses import Followed
from sessions_log.rules import cadence

MOST_MONTHS = 6
WORDS: Mapping[str, StrPromise] = {
    cadence.NOTHING: gettext_lazy("Nothing noted"),
    cadence.QUIET: gettext_lazy("Quiet"),
    cadence.ACQUAINTED: gettext_lazy("Getting acquainted"),
    cadence.PAUSE: gettext_lazy("Pause"),
    cadence.ON_TRACK: gettext_lazy("On track"),
}
MARKS: Mapping[str, StrPromise] = {
    cadence.MET: gettext_lazy("%(month)s: they spoke"),
    cadence.MISSED: gettext_lazy("%(month)s: nothing noted"),
    cadence.OPEN: gettext_lazy("%(month)s: not yet"),
}
FIELDS = (
    "pk",
    *("mentee__called", "mentee__given_name", "mentee__family_name"),
    *("mentor__called", "mentor__given_name", "mentor__family_name"),
    *("started_on", "made_on"),
    *("mentor_agreed_at", "mentee_agreed_at", "goals_agreed_at"),
)


class _Pair(NamedTuple):
    """What is read of each pair: names as they are said, and what is settled."""

    pk: UUID
    mentee_called: str
    mentee_given: str
    mentee_family: str
    mentor_called: str
    mentor_given: str
    mentor_family: str
    started_on: date | None
    made_on: date
    mentor_agreed_at: datetime | None
    mentee_agreed_at: datetime | None
    goals_agreed_at: datetime | None

    @property
    def mentee(self) -> str:
        return f"{self.mentee_called or self.mentee_given} {self.mentee_family}"

    @property
    def mentor(self) -> str:
        return f"{self.mentor_called or self.mentor_given} {self.mentor_family}"


@dataclass(frozen=True)
class PairRow:
    """One pair as a coordinator sees it."""

    mentee: str
    mentor: str
    word: StrPromise
    marks: tuple[str, ...]
    said: str
    settled: tuple[str, ...]


def rows_of(page: Sequence[Followed], *, on: date) -> list[PairRow]:
    """Give the rows of one page, in the same order: two queries."""
    keys = [one.pk for one in page]
    named = Pairing.objects.filter(pk__in=keys).values_list(*FIELDS)
    pairs = {values[0]: _Pair(*values) for values in named}
    held: defaultdict[UUID, list[date]] = defaultdict(list)
    meetings = Meeting.objects.filter(pairing__in=keys, state=Meeting.State.HELD)
    for pairing, day in meetings.values_list("pairing", "held_on"):
        held[pairing] += filter(None, [day])
    in_words = cache(_in_words)  # a page says the same few months many times
    return [
        _row(pairs[one.pk], one.word, held[one.pk], in_words, on)
        for one in page
        if one.pk in pairs
    ]


def _row(
    pair: _Pair,
    word: str,
    held: list[date],
    in_words: Callable[[date, str], str],
    on: date,
) -> PairRow:
    first = pair.started_on or pair.made_on
    months = cadence.months(min([first, *held]), held, today=on, most=MOST_MONTHS)
    return PairRow(
        mentee=pair.mentee,
        mentor=pair.mentor,
        word=WORDS[word],
        marks=tuple(mark for _month, mark in months),
        said=", ".join(in_words(*month) for month in months),
        settled=_settled(pair) if word == cadence.ACQUAINTED else (),
    )


def _in_words(month: date, mark: str) -> str:
    return str(MARKS[mark]) % {"month": date_format(month, "F")}


def _settled(pair: _Pair) -> tuple[str, ...]:
    """Say what is there while two get acquainted, never which of them is first."""
    both = pair.mentor_agreed_at and pair.mentee_agreed_at
    return (
        _("agreement: yes") if both else _("agreement: not yet"),
        _("goals: yes") if pair.goals_agreed_at else _("goals: not yet"),
    )
