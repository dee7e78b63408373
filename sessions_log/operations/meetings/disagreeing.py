"""When one noted a meeting and the other says: that is not right.

It counts nowhere until both say the same: whoever did not say the last word on how it
was, says that it is right now.
"""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.models import Person
from sessions_log import access
from sessions_log.models import Meeting
from sessions_log.operations.holding import hold_meeting
from sessions_log.operations.meetings import reminders
from sessions_log.operations.meetings.holding import hold_on
from sessions_log.operations.meetings.moments import Moment


@transaction.atomic
def dispute(meeting: Meeting, *, by: Person) -> Meeting:
    """Say that what the other noted is not right; it does not count from now on.

    Raises ValidationError for what one noted oneself, or when all is over.
    """
    meeting = hold_meeting(meeting, by=by)
    if meeting.state == Meeting.State.DISPUTED:
        return meeting
    if not access.may_dispute(by, meeting):
        raise ValidationError(_("You noted this yourself: you can correct it."))
    meeting.state, meeting.disputed_by = Meeting.State.DISPUTED, by
    meeting.save(update_fields=["state", "disputed_by"])
    return meeting


@transaction.atomic
def correct(
    meeting: Meeting,
    moment: Moment,
    *,
    at: datetime,
    by: Person,
    purposes: Iterable[str] = (),
) -> Meeting:
    """Say how it was after all; what is not agreed on waits for the other.

    What one noted oneself, and the other did not object to, is simply put right. Raises
    ValidationError as `log` does, or for what the other noted and nobody disputes.
    """
    meeting = hold_meeting(meeting, by=by)
    if not access.may_correct(by, meeting):
        raise ValidationError(_("Say first that this is not right."))
    disputed = meeting.disputed_by if meeting.is_disputed else None
    hold_on(meeting, moment, at=at, by=by, purposes=purposes)
    if disputed:
        meeting.state, meeting.disputed_by = Meeting.State.DISPUTED, disputed
        meeting.save(update_fields=["state", "disputed_by"])
    return meeting


@transaction.atomic
def confirm(meeting: Meeting, *, by: Person) -> Meeting:
    """Say that it is right now; it counts again.

    Raises ValidationError for whoever said the last word on it, or when all is over.
    """
    meeting = hold_meeting(meeting, by=by)
    if meeting.state == Meeting.State.HELD:
        return meeting
    if not access.may_confirm(by, meeting):
        raise ValidationError(_("The other says whether it is right now."))
    meeting.state, meeting.disputed_by = Meeting.State.HELD, None
    meeting.save(update_fields=["state", "disputed_by"])
    return meeting


@transaction.atomic
def take_back(meeting: Meeting, *, by: Person) -> Meeting:
    """Take back what one noted oneself: the two did not meet then.

    Raises ValidationError for what the other noted, or when all is over.
    """
    meeting = hold_meeting(meeting, by=by)
    if meeting.state == Meeting.State.CANCELLED:
        return meeting
    if not access.may_take_back(by, meeting):
        raise ValidationError(_("Only who noted a meeting takes it back."))
    meeting.state, meeting.disputed_by = Meeting.State.CANCELLED, None
    meeting.held_on, meeting.sequence = None, meeting.sequence + 1
    meeting.save()
    reminders.take_back(meeting)
    return meeting
