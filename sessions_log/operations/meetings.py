"""Meetings: planned as a series, moved, held, logged."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from matching.models import Pairing
from matching.operations import pairings
from people.models import Person
from sessions_log import rules
from sessions_log.models import Meeting
from sessions_log.notes import Remark
from sessions_log.operations.agreements import start_when_settled
from sessions_log.operations.holding import (
    hold_meeting,
    hold_to_settle,
    hold_to_write,
)
from sessions_log.operations.writing import write_note

PLANNED_AHEAD = 3
FURTHEST = timedelta(days=3 * 365)


@dataclass(frozen=True)
class Moment:
    """When and how the two speak: a wall time in the zone of their meeting."""

    on: date
    time: time | None
    minutes: int
    way: str


@transaction.atomic
def plan_series(
    pairing: Pairing, first: Moment, *, at: datetime, by: Person
) -> list[Meeting]:
    """Plan the next three meetings, one cadence apart; more follow as they are held.

    A series that stands already stays as it is. Raises ValidationError when the day
    lies before the pairing or years ahead, or when all is over.
    """
    pairing = hold_to_settle(pairing, by=by)
    planned = Meeting.objects.planned().filter(pairing=pairing)
    if pairing.planned_at is not None:
        return list(planned.order_by("number"))
    _refuse_odd_day(first.on, pairing, at)
    step = _cadence(pairing)
    days = [first.on + step * turn for turn in range(PLANNED_AHEAD)]
    series = [_plan(pairing, rules.on_a_weekday(day), first, by) for day in days]
    start_when_settled(pairings.note_series(pairing, at=at), at=at, by=by)
    return series


@transaction.atomic
def plan_next(pairing: Pairing, moment: Moment, *, at: datetime, by: Person) -> Meeting:
    """Plan one more meeting; the same moment twice is one meeting.

    Raises ValidationError as `plan_series` does.
    """
    pairing = hold_to_write(pairing, by=by)
    _refuse_odd_day(moment.on, pairing, at)
    same = Meeting.objects.planned().filter(
        pairing=pairing, planned_on=moment.on, planned_time=moment.time
    )
    return same.first() or _plan(pairing, moment.on, moment, by)


@transaction.atomic
def move(meeting: Meeting, moment: Moment, *, at: datetime, by: Person) -> Meeting:
    """Move a planned meeting; calendars that know it take the change over.

    Raises ValidationError when it was held or cancelled meanwhile, or as `plan_series`.
    """
    meeting = hold_meeting(meeting, by=by)
    _refuse_unless_planned(meeting)
    _refuse_odd_day(moment.on, meeting.pairing, at)
    meeting.planned_on, meeting.planned_time = moment.on, moment.time
    meeting.minutes, meeting.way = moment.minutes, moment.way
    meeting.sequence += 1
    meeting.full_clean()
    meeting.save()
    return meeting


@transaction.atomic
def log(
    meeting: Meeting,
    moment: Moment,
    *,
    at: datetime,
    by: Person,
    remark: Remark | None = None,
) -> Meeting:
    """Note that a meeting took place, with at wish a note for both or for oneself.

    The first of the two who logs it does; what the other writes is added to it. Raises
    ValidationError for a meeting that was cancelled, a day that has not come or lies
    before the pairing, a note that is too long, or when all is over.
    """
    meeting = hold_meeting(meeting, by=by)
    if meeting.state != Meeting.State.HELD:
        _hold_on(meeting, moment, at=at, by=by)
        _keep_planned_ahead(meeting, by)
    if remark and remark.text.plain.strip():
        write_note(meeting.pairing, remark, at=at, by=by, about=meeting.pk)
    return meeting


@transaction.atomic
def cancel_planned(pairing: Pairing) -> int:
    """Cancel what lies ahead of a pair that stopped; say how many meetings."""
    planned = Meeting.objects.planned().filter(pairing=pairing)
    return planned.update(state=Meeting.State.CANCELLED, sequence=F("sequence") + 1)


def _hold_on(meeting: Meeting, moment: Moment, *, at: datetime, by: Person) -> None:
    _refuse_unless_planned(meeting)
    if moment.on > timezone.localdate(at):
        raise ValidationError(_("This day has not come yet."))
    _refuse_odd_day(moment.on, meeting.pairing, at)
    meeting.state = Meeting.State.HELD
    meeting.held_on = moment.on
    meeting.minutes, meeting.way = moment.minutes, moment.way
    meeting.logged_by = by
    meeting.full_clean()
    meeting.save()


def _plan(pairing: Pairing, on: date, moment: Moment, by: Person) -> Meeting:
    """Add a meeting under the lock of its pairing, which numbers them."""
    last = Meeting.objects.filter(pairing=pairing).order_by("number").last()
    meeting = Meeting(
        pairing=pairing,
        number=last.number + 1 if last else 1,
        planned_on=on,
        planned_time=moment.time,
        time_zone=by.time_zone,
        minutes=moment.minutes,
        way=moment.way,
    )
    meeting.full_clean()
    meeting.save()
    return meeting


def _refuse_odd_day(day: date, pairing: Pairing, at: datetime) -> None:
    """Refuse a slip of the finger: before the two were a pair, or years ahead."""
    if day < pairing.made_on:
        raise ValidationError(_("On this day you were not a pair yet."))
    if day > timezone.localdate(at) + FURTHEST:
        raise ValidationError(_("Choose a day within the next three years."))


def _refuse_unless_planned(meeting: Meeting) -> None:
    if meeting.state == Meeting.State.HELD:
        raise ValidationError(_("This meeting has already been noted."))
    if meeting.state == Meeting.State.CANCELLED:
        raise ValidationError(_("This meeting was cancelled."))


def _cadence(pairing: Pairing) -> timedelta:
    return timedelta(weeks=pairing.programme.cadence_weeks or 1)


def _keep_planned_ahead(meeting: Meeting, by: Person) -> None:
    """Plan one cadence after the last, until the journey ends: there is a next date."""
    pairing = meeting.pairing
    planned = Meeting.objects.planned().filter(pairing=pairing).order_by("planned_on")
    if pairing.state != Pairing.State.RUNNING or len(planned) >= PLANNED_AHEAD:
        return
    last = planned.last() or meeting
    day = rules.on_a_weekday(last.planned_on + _cadence(pairing))
    if day <= _last_day(pairing):
        moment = Moment(day, meeting.planned_time, meeting.minutes, meeting.way)
        _plan(pairing, day, moment, by)


def _last_day(pairing: Pairing) -> date:
    """Say when the journey of a running pair ends, as its programme was announced."""
    begun = pairing.started_on or pairing.made_on
    return begun + timedelta(weeks=pairing.programme.weeks or 0)
