"""The journeys that somebody is on, and the meetings that lie ahead in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import F

from matching.models import Pairing
from people.models import Person
from sessions_log import rules
from sessions_log.models import Meeting
from sessions_log.queries.pair import name_of

A_WEEK = timedelta(days=7)


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


def next_moment(pairing: Pairing, *, on: date) -> dict[str, object]:
    """Propose when the two meet next: one cadence after the last, at the same time."""
    known = Meeting.objects.filter(pairing=pairing).exclude(
        state=Meeting.State.CANCELLED
    )
    last = known.order_by("planned_on", "number").last()
    if last is None:
        minutes = pairing.programme.meeting_minutes
        return {"on": rules.on_a_weekday(on + A_WEEK), "minutes": minutes}
    cadence = timedelta(weeks=pairing.programme.cadence_weeks or 1)
    return {
        "on": max(rules.on_a_weekday(last.planned_on + cadence), on),
        "time": last.planned_time,
        "minutes": last.minutes,
        "way": last.way,
    }


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
