"""The letters with which people come in."""

from django.utils import timezone

from mailing import letters, links
from mailing.letters import Mail, Reader, letter
from people import browser_sessions
from people.models import BrowserSession, LineRequest, Person
from people.proofs import WARNING
from people.queries import presences_of

INVITATION = "invitation"
RESET = "secret_reset"
CONFIRMATION = "address_confirmation"

letters.REGISTERS.append(presences_of)


@letter(INVITATION, about=Person, mandatory=True)
def invitation(person: Person, _reader: Reader) -> Mail | None:
    """Ask somebody to choose a password; None when they have one meanwhile."""
    if person.has_usable_password():
        return None
    return Mail("people/emails/invitation", url=link_of(INVITATION, person))


@letter(RESET, about=Person, mandatory=True, urgent=True, confidential=True)
def secret_reset(person: Person, _reader: Reader) -> Mail:
    """Let whoever forgot a password choose another one."""
    return Mail("people/emails/secret_reset", url=link_of(RESET, person))


@letter(CONFIRMATION, about=Person, mandatory=True, urgent=True, confidential=True)
def address_confirmation(person: Person, _reader: Reader) -> Mail:
    """Let somebody who is signed in show that this mailbox is theirs."""
    return Mail("people/emails/address_confirmation", url=link_of(CONFIRMATION, person))


@letter(WARNING, about=Person, mandatory=True, urgent=True, confidential=True)
def credential_warning(person: Person, _reader: Reader) -> Mail | None:
    """Tell somebody that another changed their way in; None when it is settled."""
    changed_at = person.credential_changed_at
    if person.former_credential_id is None or changed_at is None:
        return None
    context = {"day": timezone.localdate(changed_at)}
    return Mail("people/emails/credential_warning", link_of(WARNING, person), context)


@letter("login_code", about=BrowserSession, mandatory=True, urgent=True)
def login_code(session: BrowserSession, _reader: Reader) -> Mail | None:
    """Carry the code that a browser waits for; None when it waits no more."""
    code = browser_sessions.login_code_in(session)
    return Mail("people/emails/login_code", context={"code": code}) if code else None


@letter("line_change_second", about=LineRequest, mandatory=True)
def line_change_second(request: LineRequest, _reader: Reader) -> Mail | None:
    """Ask a second person of hr to look; None when it was decided meanwhile."""
    if request.state != LineRequest.State.WAITING:
        return None
    return Mail("people/emails/line_change_second", url=_page_of(request))


@letter("line_change_told", about=LineRequest, mandatory=True)
def line_change_told(request: LineRequest, _reader: Reader) -> Mail | None:
    """Tell one of a pair what hr means to change, and until when to object."""
    if request.state != LineRequest.State.WAITING:
        return None
    context = {"day": request.due_on}
    return Mail("people/emails/line_change_told", _page_of(request), context)


def _page_of(request: LineRequest) -> str:
    return links.address_of("people:line_request", request.pk)


def link_of(purpose: str, person: Person) -> str:
    """Make a link that works until what it is about changes: secret, address or id."""
    once = person.get_session_auth_hash()
    if purpose == CONFIRMATION:
        once = person.email or ""
    elif purpose == WARNING:
        once = str(person.credential_id)
    token = links.make(purpose, person.pk, once=once)
    return links.address_of(f"people:{_PAGES[purpose]}", token)


_PAGES = {
    INVITATION: "invitation_accept",
    RESET: "secret_reset",
    CONFIRMATION: "address_confirm",
    WARNING: "credential_object",
}
