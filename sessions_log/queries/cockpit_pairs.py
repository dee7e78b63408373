"""The rows of a coordinator's list: two names, one word, and a mark per month."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
NAMES = ("given_name", "family_name", "called")
FIELDS = (
    *(f"{side}__{name}" for side in ("mentor", "mentee") for name in NAMES),
    *("started_on", "made_on"),
    *("mentor_agreed_at", "mentee_agreed_at", "goals_agreed_at"),
)


@dataclass(frozen=True)
class PairRow:
    """One pair as a coordinator sees it."""

    pairing: Pairing
    word: str
    marks: tuple[str, ...]
    said: str
    settled: tuple[str, ...]


def rows_of(page: Sequence[Followed], *, on: date) -> list[PairRow]:
    """Give the rows of one page, in the same order: two queries."""
    keys = [one.pk for one in page]
    named = Pairing.objects.select_related("mentor", "mentee").only(*FIELDS)
    pairings = named.in_bulk(keys)
    held: defaultdict[UUID, list[date]] = defaultdict(list)
    meetings = Meeting.objects.filter(pairing__in=keys, state=Meeting.State.HELD)
    for pairing, day in meetings.values_list("pairing", "held_on"):
        held[pairing].append(day)
    return [
        _row(pairings[one.pk], one.word, held[one.pk], on=on)
        for one in page
        if one.pk in pairings
    ]


def _row(pairing: Pairing, word: str, held: list[date], *, on: date) -> PairRow:
    first = pairing.started_on or pairing.made_on
    months = cadence.months(min([first, *held]), held, today=on, most=MOST_MONTHS)
    said = [
        str(MARKS[mark]) % {"month": date_format(month, "F")} for month, mark in months
    ]
    return PairRow(
        pairing=pairing,
        word=str(WORDS[word]),
        marks=tuple(mark for _month, mark in months),
        said=", ".join(said),
        settled=_settled(pairing) if word == cadence.ACQUAINTED else (),
    )


def _settled(pairing: Pairing) -> tuple[str, ...]:
    """Say what is there while two get acquainted, never which of them is first."""
    both = pairing.mentor_agreed_at and pairing.mentee_agreed_at
    return (
        _("agreement: yes") if both else _("agreement: not yet"),
        _("goals: yes") if pairing.goals_agreed_at else _("goals: not yet"),
    )
