"""The rhythm of many pairs at once, as a coordinator may know it: three queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import CharField, Count, Max, Q
from django.db.models.functions import Cast, Coalesce

from matching.models import Pairing, Pause
from matching.models.pairing import PairingQuerySet
from sessions_log.models import Meeting
from sessions_log.rules import cadence
from sessions_log.rules.cadence import Course

PARTED = "parted"
ORDER = {word: place for place, word in enumerate((*cadence.WORDS, PARTED))}
FIELDS = (
    "pk",
    "programme__slug",
    "programme__cadence_weeks",
    "state",
    "begun_on",
    "resumes_on",
    "rematch",
    "mentor_key",
    "mentee_key",
)


class Followed(NamedTuple):
    """One pair that has not ended: its word, how often they met, who they are.

    The word of a pair that the organisation parted for good is PARTED; `waits` says
    that something is to be done about it.
    """

    pk: UUID
    programme: str
    state: str
    word: str
    met: int
    people: tuple[str, str]
    waits: bool

    @property
    def is_open(self) -> bool:
        return self.state in Pairing.OPEN

    @property
    def is_silent(self) -> bool:
        return self.word in cadence.SILENT


class _Held(NamedTuple):
    """The meetings of a pair that count: how many, and the last ones."""

    meetings: int = 0
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
    programme: str
    cadence_weeks: int | None
    state: str
    begun_on: date
    resumes_on: date | None
    rematch: str
    mentor: str
    mentee: str


_NONE = _Held()


def followed_in(pairings: PairingQuerySet, *, on: date) -> list[Followed]:
    """Give those of these pairs that go on, who may need a word first, then by name."""
    lasting = pairings.exclude(state=Pairing.State.ENDED).order_by(
        "mentee__family_name", "mentee__given_name", "pk"
    )
    begun = lasting.annotate(
        begun_on=Coalesce("started_on", "made_on"),
        mentor_key=key_of("mentor_id"),
        mentee_key=key_of("mentee_id"),
    )
    rows = [_Row(*values) for values in begun.values_list(*FIELDS)]
    programmes = {row.programme for row in rows}
    held, paused = _held_in(programmes), _pauses_in(programmes)
    found = [_followed(row, held[row.pk], paused[row.pk], on) for row in rows]
    return sorted(found, key=lambda one: ORDER[one.word])


def key_of(field: str) -> Cast:
    """Give a key as the database writes it: to be compared, at no cost per row."""
    return Cast(field, CharField())


def _followed(
    row: _Row, held: _Held, pauses: Sequence[cadence.Pause], on: date
) -> Followed:
    parted = row.state == Pairing.State.SUSPENDED and row.resumes_on is None
    since = held.last(start=row.begun_on, today=on)
    step = timedelta(weeks=row.cadence_weeks or 1)
    course = Course(row.state, since, step, pauses)
    return Followed(
        pk=row.pk,
        programme=row.programme,
        state=row.state,
        word=PARTED if parted else cadence.word_for(course, today=on),
        met=held.meetings,
        people=(row.mentor, row.mentee),
        waits=parted and row.rematch != Pairing.Rematch.NOT_NOW,
    )


def is_silent(pairing: Pairing, *, on: date) -> bool:
    """Say whether nothing was noted for a while in this one pair."""
    found = followed_in(Pairing.objects.filter(pk=pairing.pk), on=on)
    return any(one.is_silent for one in found)


def _held_in(programmes: Iterable[str]) -> defaultdict[UUID, _Held]:
    """Give what was held per open pair; what is disputed or cancelled is not."""
    meetings = Meeting.objects.filter(
        pairing__programme__slug__in=programmes,
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


def _pauses_in(programmes: Iterable[str]) -> defaultdict[UUID, list[cadence.Pause]]:
    pauses: defaultdict[UUID, list[cadence.Pause]] = defaultdict(list)
    running = Pause.objects.filter(
        pairing__programme__slug__in=programmes, pairing__state=Pairing.State.RUNNING
    )
    for pairing, first, last in running.values_list("pairing", "from_on", "until_on"):
        pauses[pairing].append(cadence.Pause(first, last))
    return pauses
