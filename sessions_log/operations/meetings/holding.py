"""Noting that the two spoke: as planned, otherwise, or never planned."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from matching.models import Pairing
from people.models import Person
from sessions_log.models import Meeting
from sessions_log.notes import Remark
from sessions_log.operations.agreements import remind_unsettled
from sessions_log.operations.holding import hold_meeting, hold_to_write
from sessions_log.operations.meetings import reminders
from sessions_log.operations.meetings.moments import (
    Moment,
    add,
    refuse_day_ahead,
    refuse_odd_day,
    refuse_unless_planned,
)
from sessions_log.operations.meetings.planning import keep_planned_ahead
from sessions_log.operations.writing import write_note


@transaction.atomic
def log(
    meeting: Meeting,
    moment: Moment,
    *,
    at: datetime,
    by: Person,
    remark: Remark | None = None,
    purposes: Iterable[str] = (),
) -> Meeting:
    """Note that a meeting took place, with at wish a note for both or for oneself.

    The first of the two who logs it does; what the other writes is added to it. Raises
    ValidationError for a meeting that was cancelled, a day that has not come or lies
    before the pairing, a note that is too long, or when all is over.
    """
    meeting = hold_meeting(meeting, by=by)
    if meeting.state not in (Meeting.State.HELD, Meeting.State.DISPUTED):
        refuse_unless_planned(meeting)
        hold_on(meeting, moment, at=at, by=by, purposes=purposes)
        keep_planned_ahead(meeting, at=at)
        remind_unsettled(meeting.pairing, at=at)
    _add_remark(meeting, remark, at=at, by=by)
    return meeting


@transaction.atomic
def note_another(
    pairing: Pairing,
    moment: Moment,
    *,
    at: datetime,
    by: Person,
    remark: Remark | None = None,
    purposes: Iterable[str] = (),
) -> Meeting:
    """Note a conversation that nobody planned; a form sent twice notes it once.

    Raises ValidationError as `log` does.
    """
    pairing = hold_to_write(pairing, by=by)
    once = _pk_of(remark.once, by) if remark and remark.once else None
    if once and (noted := Meeting.objects.filter(pk=once).first()):
        return noted
    refuse_day_ahead(moment.on, at)
    refuse_odd_day(moment.on, pairing, at)
    meeting = add(pairing, moment, zone=by.time_zone, pk=once)
    hold_on(meeting, moment, at=at, by=by, purposes=purposes)
    keep_planned_ahead(meeting, at=at)
    _add_remark(meeting, remark, at=at, by=by)
    return meeting


def hold_on(
    meeting: Meeting,
    moment: Moment,
    *,
    at: datetime,
    by: Person,
    purposes: Iterable[str] = (),
) -> None:
    """Keep that a meeting was held on a day, and who says so.

    Raises ValidationError for a day that has not come or is odd.
    """
    refuse_day_ahead(moment.on, at)
    refuse_odd_day(moment.on, meeting.pairing, at)
    meeting.state = Meeting.State.HELD
    meeting.held_on, meeting.is_dated = moment.on, True
    meeting.minutes, meeting.way = moment.minutes, moment.way
    meeting.purposes = _known(purposes)
    meeting.logged_by, meeting.disputed_by = by, None
    meeting.full_clean()
    meeting.save()
    reminders.take_back(meeting)


def _known(purposes: Iterable[str]) -> list[str]:
    """Keep each purpose once, in the order of the list; refuse any other word."""
    said = set(purposes)
    if said - {*Meeting.Purpose}:
        raise ValidationError(_("Choose what it was for from the list."))
    return [one for one in Meeting.Purpose if one in said]


def _add_remark(
    meeting: Meeting, remark: Remark | None, *, at: datetime, by: Person
) -> None:
    if remark and remark.text.plain.strip():
        write_note(meeting.pairing, remark, at=at, by=by, about=meeting.pk)


def _pk_of(once: UUID, by: Person) -> UUID:
    """Name a meeting after the form it was noted in, and who did."""
    return uuid5(once, f"meeting {by.pk}")
