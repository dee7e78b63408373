"""The letters of a pair; those about help are confidential and name nobody."""

from django.utils import timezone

from mailing.letters import Mail, Reader, letter
from mailing.links import address_of
from matching.models import Pairing
from sessions_log import access
from sessions_log.models import HelpRequest, Vault
from sessions_log.queries.courses import is_silent


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
