"""Moving a meeting, alone or with all that follow it."""

from datetime import datetime

from django.db import transaction

from people.models import Person
from sessions_log.models import Meeting
from sessions_log.operations.holding import hold_meeting
from sessions_log.operations.meetings import reminders
from sessions_log.operations.meetings.moments import (
    Moment,
    refuse_odd_day,
    refuse_unless_planned,
    series_of,
)


@transaction.atomic
def move(meeting: Meeting, moment: Moment, *, at: datetime, by: Person) -> Meeting:
    """Move a planned meeting; calendars that know it take the change over.

    Raises ValidationError when it was held or cancelled meanwhile, or as `plan_series`.
    """
    meeting = _held_to_move(meeting, moment, at=at, by=by)
    return _moved(meeting, moment, at)


@transaction.atomic
def move_rest(
    meeting: Meeting, moment: Moment, *, at: datetime, by: Person
) -> list[Meeting]:
    """Move a meeting and those planned after it, one cadence apart from there.

    Days off are passed over as in `plan_series`; raises ValidationError as `move`.
    """
    meeting = _held_to_move(meeting, moment, at=at, by=by)
    later = Meeting.objects.planned().filter(
        pairing=meeting.pairing, planned_on__gt=meeting.planned_on
    )
    rest = list(later.for_display().order_by("planned_on", "number"))
    moments = series_of(
        meeting.pairing, moment, zone=meeting.time_zone, count=1 + len(rest)
    )
    # The one that was moved by hand is where it was put, also on a day off.
    chosen = [moment, *moments[1:]]
    return [
        _moved(one, to, at) for one, to in zip([meeting, *rest], chosen, strict=True)
    ]


def _held_to_move(
    meeting: Meeting, moment: Moment, *, at: datetime, by: Person
) -> Meeting:
    meeting = hold_meeting(meeting, by=by)
    refuse_unless_planned(meeting)
    refuse_odd_day(moment.on, meeting.pairing, at)
    return meeting


def _moved(meeting: Meeting, moment: Moment, at: datetime) -> Meeting:
    reminders.take_back(meeting)
    meeting.planned_on, meeting.planned_time = moment.on, moment.time
    meeting.minutes, meeting.way = moment.minutes, moment.way
    meeting.sequence += 1
    meeting.full_clean()
    meeting.save()
    reminders.promise([meeting], at=at)
    return meeting
