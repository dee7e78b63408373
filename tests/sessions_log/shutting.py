"""Credentials that another changed, and what is shut by that."""

from datetime import datetime, timedelta
from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from mailing.models import Delivery
from matching.models import Pairing
from people import proofs
from people.models import Person
from people.operations import credentials
from people.proofs import WARNING
from privacy.keyring import SealError
from sessions_log import notes
from sessions_log.models import Note
from tests.doorways import by_sql
from tests.factories import NOW

THEN = NOW + timedelta(days=10)
SHOWN = frozenset({"password"})


def anew(pairing: Pairing) -> Pairing:
    """Read a pairing as a page does."""
    return Pairing.objects.for_display().get(pk=pairing.pk)


def taken_over(person: Person, at: datetime = THEN) -> Person:
    """Let somebody else set a password, and come in with it."""
    by_sql(person, password=f"md5$a${uuid4().hex}")
    credentials.look_at_sign_in(person=person, at=at)
    return person


def print_codes(person: Person) -> list[str]:
    """Let somebody make recovery codes, signed in with a password."""
    codes = RecoveryCodes.activate(person)
    credentials.settle_ways_in(
        person=person,
        added=frozenset({proofs.digest_of_factor(codes.instance)}),
        shown=SHOWN,
        at=NOW,
    )
    printed: list[str] = codes.generate_codes()
    return printed


def plant_way_in(person: Person, at: datetime = THEN) -> Person:
    """Let another way in appear behind the back; the mailbox stays vouched for."""
    Authenticator.objects.create(
        user=person, type="webauthn", data={"credential": {"key": "planted"}}
    )
    credentials.look_at_sign_in(person=person, at=at)
    return person


def deliver_warning(at: datetime) -> None:
    assert Delivery.objects.filter(kind=WARNING).update(state="sent", sent_at=at) == 1


def opens(note: Note, reader: Person) -> bool:
    try:
        notes.read(note, reader=Person.objects.get(pk=reader.pk))
    except SealError:
        return False
    return True
