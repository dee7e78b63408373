"""The letters of a pair; those about help are confidential and name nobody."""

from mailing.letters import Mail, Reader, letter
from mailing.links import address_of
from sessions_log import access
from sessions_log.models import HelpRequest


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
