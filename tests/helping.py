"""A pair with people around it who may help, and a request for help."""

from datetime import datetime
from uuid import uuid4

from django.utils import timezone

from people.models import Person
from programmes.models import Attendance, Intervision, Role
from sessions_log.models import HelpRequest, Note, Share, Vault
from sessions_log.notes import NoteText, Remark
from sessions_log.operations import helping, writing
from sessions_log.operations.helping import Question
from tests.factories import NOW, give_secret, make_role
from tests.pairs import Pair

REACH = "By telephone, after four."


def make_supporter(pairing: Pair) -> Person:
    """Give a support person who can sign in."""
    return give_secret(make_role(pairing.programme, Role.Kind.SUPPORTER))


def write_own(pairing: Pair, text: str, *, by: Person, shared: bool = False) -> Note:
    remark = Remark(NoteText(text), is_shared=shared, once=uuid4())
    return writing.write_note(pairing, remark, at=NOW, by=by)


def make_request(  # noqa: PLR0913 - what a request is made of
    pairing: Pair,
    to: Person,
    substitute: Person | None = None,
    *,
    shows: str = "nothing",
    note: Note | None = None,
    words: str = REACH,
    at: datetime = NOW,
) -> HelpRequest:
    """Let the mentee ask somebody to get in touch."""
    question = Question(
        to=to.pk,
        substitute=substitute.pk if substitute else None,
        words=NoteText(words),
        shows=shows,
        note=note.pk if note else None,
        once=uuid4(),
    )
    return helping.ask(pairing, question, at=at, by=pairing.mentee)


def vault_of(row: HelpRequest | Share) -> Vault:
    """Give where the words of a request, or the copies of a share, are sealed."""
    assert row.vault_id is not None
    return Vault.objects.get(pk=row.vault_id)


def make_help_around(pairing: Pair, helper: Person, *, at: datetime) -> None:
    """Let the mentee show a support person the goals, and mentors meet each other."""
    request = make_request(pairing, helper, shows="goals", at=at)
    helping.open_request(request, at=at, by=helper)
    on = timezone.localdate(at)
    talk = Intervision.objects.create(programme=pairing.programme, on=on)
    Attendance.objects.create(intervision=talk, mentor=pairing.mentor)
