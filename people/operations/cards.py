"""Acts on activation cards: printed for somebody without a mailbox, used once."""

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from people import hashers
from people.models import Card, Person
from people.models.cards import CARD_LASTS
from people.operations import credentials
from privacy import audit

#: Nothing that looks like something else on paper: no 0 and O, no 1 and I.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8


@dataclass(frozen=True)
class Issued:
    """A card with its code, on its way to paper: it is shown once and kept nowhere."""

    card: Card
    code: str


@transaction.atomic
def issue(*, person: Person, by: Person, at: datetime) -> Issued:
    """Make a card for somebody; an earlier card and the present PIN end with it.

    Raises ValidationError for somebody who has a mailbox, or no number to sign in with.
    """
    credentials.make_way_for_card(person=person)
    Card.objects.unused().filter(person=person).delete()
    code = "".join(secrets.choice(LETTERS) for _letter in range(CODE_LENGTH))
    card = Card(person=person, issued_at=at, issued_by=by, expires_at=at + CARD_LASTS)
    card.code_hash = hashers.in_place_of_code(code, card_id=card.pk)
    card.full_clean()
    card.save()
    audit.record(by, "card_issued", card, subject=person, at=at)
    return Issued(card, code)


@transaction.atomic
def issue_all(*, people: Iterable[Person], by: Person, at: datetime) -> list[Issued]:
    """Make a card for each of them, or for nobody; raises as `issue` does."""
    return [issue(person=person, by=by, at=at) for person in people]


def try_code(*, employee_number: str, code: str, at: datetime) -> Card | None:
    """Find the card that this number and code are of; five wrong codes lock it.

    A try is counted before it is made, outside any transaction of its own: who tries
    fifty at once gets five. A number without a card costs the same work.
    """
    found = Card.objects.open(at).filter(
        person__employee_number=employee_number.strip(), person__may_sign_in=True
    )
    card = found.select_related("person").first() or Card()
    this_one = Card.objects.open(at).filter(pk=card.pk)
    counted = this_one.update(wrong_tries=F("wrong_tries") + 1)
    given = hashers.in_place_of_code(code, card_id=card.pk)
    if not (hmac.compare_digest(card.code_hash, given) and counted):
        return None
    Card.objects.filter(pk=card.pk).update(wrong_tries=0)
    return card


@transaction.atomic
def use(*, card: Card, pin: str, at: datetime) -> None:
    """Let the owner of a card choose a PIN; the card works no more after that.

    Raises ValidationError for a weak PIN, and for a card that was used or renewed
    meanwhile.
    """
    held = Card.objects.open(at).select_for_update().filter(pk=card.pk)
    if not held:
        raise ValidationError(
            _("This card no longer works. Your HR team can print you a new one.")
        )
    credentials.choose_first_secret(
        person=card.person,
        secret=pin,
        kind=Person.SecretKind.PIN,
        at=at,
        by_mail=False,
    )
    held.update(used_at=at)
