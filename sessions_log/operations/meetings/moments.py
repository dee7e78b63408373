"""A moment that two people choose, which of them are odd, and a row for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from matching.models import Pairing
from people.queries import presences_of
from people.rules import Presence
from sessions_log import rules
from sessions_log.models import Meeting
from sessions_log.rules import Slot, Wish

PLANNED_AHEAD = 3
FURTHEST = timedelta(days=3 * 365)


@dataclass(frozen=True)
class Moment:
    """When and how the two speak: a wall time in the zone of their meeting."""

    on: date
    time: time | None
    minutes: int
    way: str

    def at_slot(self, slot: Slot) -> "Moment":
        """Give the same on another moment; a call where shifts never meet."""
        way = Meeting.Way.PHONE if slot.kind == rules.PHONE else self.way
        return Moment(slot.on, slot.time if self.time else None, slot.minutes, way)


def two_of(pairing: Pairing, *, on: date) -> list[Presence]:
    """Say when each of the two is at work, from a day on."""
    both = (pairing.mentor, pairing.mentee)
    return presences_of([one for one in both if one is not None], on=on)


def wish_of(moment: Moment, two: Sequence[Presence], zone: str) -> Wish:
    """Read what the two wish from a moment they chose.

    A time that they chose outside their hours they chose on purpose: it stays.
    """
    wish = Wish(moment.minutes, moment.time, ZoneInfo(zone))
    found = rules.nearest(moment.on, two, wish)
    return Wish(wish.minutes, wish.time, wish.zone, found.time != moment.time)


def series_of(
    pairing: Pairing, first: Moment, *, zone: str, count: int
) -> list[Moment]:
    """Give moments one cadence apart, around the days off of both."""
    two = two_of(pairing, on=first.on)
    wish, step = wish_of(first, two, zone), cadence_of(pairing)
    slots = rules.series_from(first.on, two, wish, step=step, count=count)
    return [first.at_slot(slot) for slot in slots]


def cadence_of(pairing: Pairing) -> timedelta:
    return timedelta(weeks=pairing.programme.cadence_weeks or 1)


def last_day_of(pairing: Pairing) -> date:
    """Say when the journey of a running pair ends, as its programme was announced."""
    begun = pairing.started_on or pairing.made_on
    return begun + timedelta(weeks=pairing.programme.weeks or 0)


def add(
    pairing: Pairing, moment: Moment, *, zone: str, pk: UUID | None = None
) -> Meeting:
    """Add a meeting under the lock of its pairing, which numbers them."""
    meeting = Meeting(
        pk=pk or uuid4(),
        pairing=pairing,
        number=_next_number(pairing),
        planned_on=moment.on,
        planned_time=moment.time,
        time_zone=zone,
        minutes=moment.minutes,
        way=moment.way,
    )
    meeting.full_clean()
    meeting.save()
    return meeting


def _next_number(pairing: Pairing) -> int:
    last = Meeting.objects.filter(pairing=pairing).order_by("number").last()
    return last.number + 1 if last else 1


def refuse_odd_day(day: date, pairing: Pairing, at: datetime) -> None:
    """Refuse a slip of the finger: before the two were a pair, or years ahead."""
    if day < pairing.made_on:
        raise ValidationError(_("On this day you were not a pair yet."))
    if day > timezone.localdate(at) + FURTHEST:
        raise ValidationError(_("Choose a day within the next three years."))


def refuse_day_ahead(day: date, at: datetime) -> None:
    if day > timezone.localdate(at):
        raise ValidationError(_("This day has not come yet."))


def refuse_unless_planned(meeting: Meeting) -> None:
    """Refuse to plan or note what was held, or is off."""
    if meeting.state in (Meeting.State.HELD, Meeting.State.DISPUTED):
        raise ValidationError(_("This meeting has already been noted."))
    if meeting.state == Meeting.State.CANCELLED:
        raise ValidationError(_("This meeting was cancelled."))
