"""The rhythm of many pairs at once, as a coordinator may know it: three queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Q

from matching.models import Pairing, Pause
from matching.models.pairing import PairingQuerySet
from sessions_log.models import Meeting
from sessions_log.rules import cadence
from sessions_log.rules.cadence import Course

FIELDS = (
    "pk",
    "programme_id",
    "programme__cadence_weeks",
    "state",
    "started_on",
    "made_on",
    "mentor_id",
    "mentee_id",
)


@dataclass(frozen=True)
class Followed:
    """One open pair: its word, how often the two met, and who they are."""

    pk: UUID
    programme: UUID
    state: str
    word: str
    met: int
    people: tuple[UUID, UUID]

    @property
    def is_silent(self) -> bool:
        return self.word in cadence.SILENT


@dataclass(frozen=True)
class _Held:
    """The meetings of a pair that count: how many, and the last ones."""

    count: int = 0
    dated: date | None = None
    undated: date | None = None

    def last(self, *, start: date, today: date) -> date:
        """Give the day from which silence is counted."""
        days = [start]
        for day, is_dated in ((self.dated, True), (self.undated, False)):
            if day:
                days.append(cadence.counted_on(day, is_dated=is_dated, today=today))
        return max(days)


class _Row(NamedTuple):
    """What is read of each pair."""

    pk: UUID
    programme: UUID
    cadence_weeks: int | None
    state: str
    started_on: date | None
    made_on: date
    mentor: UUID
    mentee: UUID


_NONE = _Held()


def followed_in(pairings: PairingQuerySet, *, on: date) -> list[Followed]:
    """Give the open ones of these pairs, who may need a word first, then by name."""
    rows = pairings.active().order_by("mentee__family_name", "mentee__given_name", "pk")
    found = [_Row(*values) for values in rows.values_list(*FIELDS)]
    programmes = {row.programme for row in found}
    held, paused = _held_in(programmes), _pauses_in(programmes)

    def followed(row: _Row) -> Followed:
        course = Course(
            row.state,
            held[row.pk].last(start=row.started_on or row.made_on, today=on),
            timedelta(weeks=row.cadence_weeks or 1),
            paused[row.pk],
        )
        word = cadence.word_for(course, today=on)
        people = (row.mentor, row.mentee)
        return Followed(
            row.pk, row.programme, row.state, word, held[row.pk].count, people
        )

    return sorted(map(followed, found), key=lambda one: cadence.WORDS.index(one.word))


def is_silent(pairing: Pairing, *, on: date) -> bool:
    """Say whether nothing was noted for a while in this one pair."""
    found = followed_in(Pairing.objects.filter(pk=pairing.pk), on=on)
    return any(one.is_silent for one in found)


def _held_in(programmes: Iterable[UUID]) -> defaultdict[UUID, _Held]:
    """Give what was held per open pair; what is disputed or cancelled is not."""
    meetings = Meeting.objects.filter(
        pairing__programme__in=programmes,
        pairing__state__in=Pairing.OPEN,
        state=Meeting.State.HELD,
    )
    counted = meetings.values_list("pairing").annotate(
        count=Count("pk"),
        dated=Max("held_on", filter=Q(is_dated=True)),
        undated=Max("held_on", filter=Q(is_dated=False)),
    )
    found = {pairing: _Held(*rest) for pairing, *rest in counted}
    return defaultdict(lambda: _NONE, found)


def _pauses_in(programmes: Iterable[UUID]) -> defaultdict[UUID, list[cadence.Pause]]:
    pauses: defaultdict[UUID, list[cadence.Pause]] = defaultdict(list)
    running = Pause.objects.filter(
        pairing__programme__in=programmes, pairing__state=Pairing.State.RUNNING
    )
    for pairing, *days in running.values_list("pairing", "from_on", "until_on"):
        pauses[pairing].append(cadence.Pause(*days))
    return pauses
