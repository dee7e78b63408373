"""The letters of a pair; those about help are confidential and name nobody."""

from typing import cast

from django.core.mail import EmailAttachment
from django.utils import timezone
from django.utils.translation import gettext as _

from mailing.letters import EARLIER, Mail, Reader, letter
from mailing.links import address_of
from matching.models import Pairing
from people.models import Person
from sessions_log import access, calendars
from sessions_log.models import HelpRequest, Meeting, Vault
from sessions_log.queries.courses import is_silent

REMINDER, AFTER = "meeting_reminder", "meeting_after"


@letter("help_asked", about=HelpRequest, mandatory=True, confidential=True)
def help_asked(request: HelpRequest, reader: Reader) -> Mail | None:
    """Say that something waits; None when it was opened, closed or passed on."""
    holder = access.reader_of(request)
    if request.opened_at or holder is None or holder.pk != reader.pk:
        return None
    return Mail(
        "sessions_log/emails/help_asked",
        url=address_of("sessions_log:request_show", request.pk),
    )


@letter("help_passed_on", about=HelpRequest, mandatory=True, confidential=True)
def help_passed_on(request: HelpRequest, _reader: Reader) -> Mail:
    """Tell whoever asked that nobody opened it, and who has it now, without a name."""
    if request.state == HelpRequest.State.CLOSED:
        return Mail(
            "sessions_log/emails/help_returned",
            url=address_of("sessions_log:help_ask", request.pairing_id),
        )
    told = "help_passed_on" if request.substitute_id else "help_unopened"
    return Mail(
        f"sessions_log/emails/{told}",
        url=address_of("sessions_log:help_show", request.pk),
    )


@letter("help_answered", about=HelpRequest, mandatory=True, confidential=True)
def help_answered(request: HelpRequest, _reader: Reader) -> Mail:
    """Tell whoever asked that somebody looked at it."""
    return Mail(
        "sessions_log/emails/help_answered",
        url=address_of("sessions_log:help_show", request.pk),
    )


@letter("stay_in_touch", about=Pairing, mandatory=True)
def stay_in_touch(pairing: Pairing, _reader: Reader) -> Mail:
    """Tell both that each of them said yes."""
    return Mail(
        "sessions_log/emails/stay_in_touch",
        url=address_of("sessions_log:closing", pairing.pk),
    )


@letter("notes_go_soon", about=Vault, mandatory=True)
def notes_go_soon(vault: Vault, _reader: Reader) -> Mail | None:
    """Announce the day on which notes are erased; None when they have gone."""
    if vault.state == Vault.State.SHREDDED or vault.pairing_id is None:
        return None
    return Mail(
        "sessions_log/emails/notes_go_soon",
        url=address_of("sessions_log:notes_download", vault.pairing_id),
        context={"day": vault.shred_on},
    )


@letter("pair_silent", about=Pairing)
def pair_silent(pairing: Pairing, reader: Reader) -> Mail | None:
    """Say hello to one of a pair that noted nothing; None when they did meanwhile."""
    if not is_silent(pairing, on=timezone.localdate()):
        return None
    return Mail(
        "sessions_log/emails/pair_silent",
        url=address_of("sessions_log:silent", pairing.pk),
        context={"other": pairing.other_than(reader)},
    )


@letter("to_settle", about=Pairing)
def to_settle(pairing: Pairing, _reader: Reader) -> Mail | None:
    """Remind one of two who met twice of what they still settle; None once it is."""
    if not access.settles(pairing):
        return None
    return Mail(
        "sessions_log/emails/to_settle",
        url=address_of("sessions_log:settle", pairing.pk),
    )


@letter(REMINDER, about=Meeting, confidential=True, moves=EARLIER)
def meeting_reminder(meeting: Meeting, reader: Reader) -> Mail | None:
    """Remind one of the two, with the meeting for their calendar; None when it is off.

    Day and time only: who writes letters reads no note, so no place and no agenda.
    """
    if not _goes_on(meeting, reader):
        return None
    return Mail(
        "sessions_log/emails/meeting_reminder",
        url=address_of("sessions_log:meeting_prepare", meeting.pk),
        context={"day": meeting.planned_on, "time": meeting.planned_time},
        attachments=(_as_attachment(meeting),),
    )


@letter(AFTER, about=Meeting, confidential=True)
def meeting_after(meeting: Meeting, reader: Reader) -> Mail | None:
    """Ask whether the two spoke; None when that was said already, or it moved."""
    if not _goes_on(meeting, reader) or not meeting.is_over(at=timezone.now()):
        return None
    return Mail(
        "sessions_log/emails/meeting_after",
        url=address_of("sessions_log:pairing", meeting.pairing_id),
    )


def _goes_on(meeting: Meeting, reader: Reader) -> bool:
    """Say whether a meeting still stands, as this reader knows their pair."""
    state = meeting.pairing.state_for(cast("Person", reader))
    is_pausing = state == Pairing.State.PAUSED
    return meeting.is_planned and state in Pairing.OPEN and not is_pausing


def _as_attachment(meeting: Meeting) -> EmailAttachment:
    content = calendars.file_of(meeting, at=timezone.now()).decode()
    return EmailAttachment(f"{_('conversation')}.ics", content, calendars.MIME)
