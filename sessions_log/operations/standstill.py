"""How the series of a pair goes on after it stood still; what lies just ahead."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from matching.events import MeetingsAsked, PairingChange
from matching.models import Pairing
from people.events import Consequence
from people.models import Person
from sessions_log.models import Meeting
from sessions_log.operations import vaults
from sessions_log.operations.meetings import PLANNED_AHEAD, Moment, plan_next

LAST_MINUTE = time(23, 59)


@transaction.atomic
def go_on(change: PairingChange) -> list[Consequence]:
    """Let two write again, and plan their series on from today."""
    opened = vaults.reopen_for(change.pairing)
    if change.pairing.is_open:
        plan_on(change.pairing, at=change.at, by=change.by)
    return opened


@transaction.atomic
def plan_on(pairing: Pairing, *, at: datetime, by: Person | None) -> list[Meeting]:
    """Plan the series on in its old rhythm, as far ahead as it stood before."""
    last = Meeting.objects.filter(pairing=pairing).order_by("planned_on").last()
    planner = by or pairing.mentee
    if pairing.planned_at is None or last is None or planner is None:
        return []
    if not pairing.programme.may_log:
        return []
    today = timezone.localdate(at)
    ahead = Meeting.objects.planned().filter(pairing=pairing, planned_on__gte=today)
    taken = set(ahead.values_list("planned_on", flat=True))
    days = _days_after(last.planned_on, today, timedelta(weeks=_weeks(pairing)))
    free = [day for day in days if day not in taken]
    return [
        plan_next(
            pairing,
            Moment(day, last.planned_time, last.minutes, last.way),
            at=at,
            by=planner,
        )
        for day in free[: max(PLANNED_AHEAD - len(taken), 0)]
    ]


def meetings_between(question: MeetingsAsked) -> list[Consequence]:
    """Name the meetings of a pair that begin in this time."""
    planned = Meeting.objects.planned().filter(pairing=question.pairing)
    near = planned.filter(
        planned_on__gte=question.after.date() - timedelta(days=1),
        planned_on__lte=question.until.date() + timedelta(days=1),
    )
    return [
        Consequence("meeting_planned", one.pk, question.pairing.programme_id)
        for one in near
        if question.after <= one.begins_at(unless_timed=LAST_MINUTE) <= question.until
    ]


def _weeks(pairing: Pairing) -> int:
    return pairing.programme.cadence_weeks or 1


def _days_after(anchor: date, today: date, step: timedelta) -> list[date]:
    """Give the next days of a series, from today on, whichever way the anchor lies."""
    turns = -((anchor - today) // step)
    first = anchor + turns * step
    return [first + step * ahead for ahead in range(2 * PLANNED_AHEAD)]
