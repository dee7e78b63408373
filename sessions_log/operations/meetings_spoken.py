"""The two already spoke: a period is marked, without a day."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from matching.models import Pairing
from people.models import Person
from privacy import audit
from sessions_log.models import Meeting
from sessions_log.operations.holding import hold_to_write


@transaction.atomic
def note_spoken(pairing: Pairing, *, at: datetime, by: Person) -> Meeting:
    """Remember that the two spoke this month; a second time changes nothing.

    Raises ValidationError when the pairing or its programme is over.
    """
    pairing = hold_to_write(pairing, by=by)
    today = timezone.localdate(at)
    known = Meeting.objects.filter(pairing=pairing)
    same = known.filter(
        is_dated=False,
        state=Meeting.State.HELD,
        held_on__year=today.year,
        held_on__month=today.month,
    )
    if noted := same.first():
        return noted
    last = known.aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting.objects.create(
        pairing=pairing,
        number=last + 1,
        planned_on=today,
        held_on=today,
        is_dated=False,
        state=Meeting.State.HELD,
        logged_by=by,
    )
    # Whoever follows the pair knows the month, and no day (privacy 1.6).
    audit.record(by, "logged", meeting, audience="self", at=at)
    return meeting
