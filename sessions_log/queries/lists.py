"""The journeys that somebody is on, and the meetings that lie ahead in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import F

from matching.models import Pairing
from people.models import Person
from sessions_log.models import CalendarFeed, Meeting
from sessions_log.queries.pair import name_of

#: How long a calendar that is followed keeps what is over.
KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Journey:
    """A pairing as one of the two finds it in a list."""

    pairing: Pairing
    other: Person | None
    name: str
    is_mentor: bool
    is_over: bool
    state: str
    next: Meeting | None


@dataclass(frozen=True)
class Appointment:
    """A meeting that lies ahead, and with whom."""

    meeting: Meeting
    name: str


@dataclass(frozen=True)
class Week:
    """The meetings of one week."""

    begins_on: date
    appointments: tuple[Appointment, ...]


def journeys_of(person: Person, *, on: date) -> list[Journey]:
    """Give the pairings one is or was in, the open ones first."""
    found = Pairing.objects.of(person).for_display()
    pairings = found.order_by(F("ended_on").asc(nulls_first=True), "made_on", "pk")
    coming: dict[object, Meeting] = {}
    for meeting in _ahead(person, on):
        coming.setdefault(meeting.pairing_id, meeting)
    return [_journey(one, person, coming.get(one.pk)) for one in pairings]


def agenda_of(person: Person, *, on: date) -> list[Week]:
    """Give the meetings that lie ahead of one, week by week."""
    weeks = groupby(_ahead(person, on), key=_monday_of)
    return [
        Week(
            monday,
            tuple(
                Appointment(one, name_of(one.pairing.other_than(person)))
                for one in meetings
            ),
        )
        for monday, meetings in weeks
    ]


def followed_by(token_hash: str) -> Person | None:
    """Give whose calendar follows this address; None when it was revoked."""
    standing = CalendarFeed.objects.filter(revoked_at=None, person__may_sign_in=True)
    found = standing.filter(token_hash=token_hash).select_related("person").first()
    return found.person if found else None


def feed_since(person: Person) -> datetime | None:
    """Say since when somebody's own calendar may follow; None without an address."""
    standing = CalendarFeed.objects.filter(person=person, revoked_at=None).first()
    return standing.made_at if standing else None


def calendar_of(person: Person, *, on: date) -> list[Meeting]:
    """Give what somebody's own calendar holds: what lies ahead, and a while back."""
    known = Meeting.objects.of(person).known_to(person).for_display()
    recent = known.filter(planned_on__gte=on - KEPT, is_dated=True)
    return list(recent.order_by("planned_on", "pk"))


def _journey(pairing: Pairing, person: Person, coming: Meeting | None) -> Journey:
    state = pairing.state_for(person)
    other = pairing.other_than(person)
    return Journey(
        pairing=pairing,
        other=other,
        name=name_of(other),
        is_mentor=person.pk == pairing.mentor_id,
        is_over=state == Pairing.State.ENDED,
        state=str(Pairing.State(state).label),
        next=coming,
    )


def _ahead(person: Person, on: date) -> Iterable[Meeting]:
    planned = Meeting.objects.of(person).planned().known_to(person)
    ahead = planned.filter(planned_on__gte=on).for_display()
    return ahead.order_by("planned_on", "planned_time", "pk")


def _monday_of(meeting: Meeting) -> date:
    return meeting.planned_on - timedelta(days=meeting.planned_on.weekday())
