"""Planning meetings, and cancelling them."""

from datetime import datetime

from django.db import transaction

from matching.models import Pairing
from matching.operations import pairings
from people.models import Person
from sessions_log.models import Meeting
from sessions_log.operations.agreements import start_when_settled
from sessions_log.operations.holding import (
    hold_meeting,
    hold_to_settle,
    hold_to_write,
)
from sessions_log.operations.meetings import reminders
from sessions_log.operations.meetings.moments import (
    PLANNED_AHEAD,
    Moment,
    add,
    cadence_of,
    last_day_of,
    refuse_odd_day,
    refuse_unless_planned,
    series_of,
)


@transaction.atomic
def plan_series(
    pairing: Pairing, first: Moment, *, at: datetime, by: Person
) -> list[Meeting]:
    """Plan the next three meetings, one cadence apart; more follow as they are held.

    Days on which one of the two is not at work are passed over; where shifts leave no
    time in common, it is a change of shifts or a call. A series that stands already
    stays as it is. Raises ValidationError when the day lies before the pairing or years
    ahead, or when all is over.
    """
    pairing = hold_to_settle(pairing, by=by)
    planned = Meeting.objects.planned().filter(pairing=pairing)
    if pairing.planned_at is not None:
        return list(planned.order_by("number"))
    refuse_odd_day(first.on, pairing, at)
    zone = by.time_zone
    moments = series_of(pairing, first, zone=zone, count=PLANNED_AHEAD)
    series = [add(pairing, moment, zone=zone) for moment in moments]
    reminders.promise(series, at=at)
    start_when_settled(pairings.note_series(pairing, at=at), at=at, by=by)
    return series


@transaction.atomic
def plan_next(pairing: Pairing, moment: Moment, *, at: datetime, by: Person) -> Meeting:
    """Plan one more meeting, as it was chosen; the same moment twice is one meeting.

    Raises ValidationError as `plan_series` does.
    """
    pairing = hold_to_write(pairing, by=by)
    refuse_odd_day(moment.on, pairing, at)
    same = Meeting.objects.planned().filter(
        pairing=pairing, planned_on=moment.on, planned_time=moment.time
    )
    if found := same.first():
        return found
    meeting = add(pairing, moment, zone=by.time_zone)
    reminders.promise([meeting], at=at)
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, *, by: Person) -> Meeting:
    """Cancel one meeting; calendars that know it take it out.

    Raises ValidationError when it was held or cancelled meanwhile, or all is over.
    """
    meeting = hold_meeting(meeting, by=by)
    refuse_unless_planned(meeting)
    _cancel(meeting)
    return meeting


@transaction.atomic
def cancel_planned(pairing: Pairing) -> int:
    """Cancel what lies ahead of a pair that stopped; say how many meetings."""
    planned = list(Meeting.objects.planned().filter(pairing=pairing))
    for meeting in planned:
        _cancel(meeting)
    return len(planned)


def keep_planned_ahead(meeting: Meeting, *, at: datetime) -> None:
    """Plan one cadence after the last, until the journey ends: there is a next date."""
    pairing = meeting.pairing
    planned = Meeting.objects.planned().filter(pairing=pairing).order_by("planned_on")
    if pairing.state != Pairing.State.RUNNING or len(planned) >= PLANNED_AHEAD:
        return
    last = planned.last() or meeting
    # A call in a week of night shifts does not make the next ones short.
    usual = max([*planned, meeting], key=lambda one: one.minutes)
    day = last.planned_on + cadence_of(pairing)
    wished = Moment(day, usual.planned_time, usual.minutes, usual.way)
    [moment] = series_of(pairing, wished, zone=last.time_zone, count=1)
    if moment.on <= last_day_of(pairing):
        reminders.promise([add(pairing, moment, zone=last.time_zone)], at=at)


def _cancel(meeting: Meeting) -> None:
    meeting.state = Meeting.State.CANCELLED
    meeting.sequence += 1
    meeting.save(update_fields=["state", "sequence"])
    reminders.take_back(meeting)
