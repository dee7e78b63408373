from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from people import hashers
from people.models import BrowserSession, Card, Person
from people.operations import cards
from people.operations.cards import Issued
from privacy.models import AuditEntry
from tests.doorways import GOOD_PIN, PIN, with_pin
from tests.factories import NOW, SECRET, give_secret, make_hr, make_person

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def colleague(**fields: object) -> Person:
    return make_person(**{"email": None, "employee_number": "0042", **fields})


def issued_to(person: Person) -> Issued:
    return cards.issue(person=person, by=make_hr(), at=NOW)


def tried(code: str, number: str = "0042", at: timedelta = DAY) -> Card | None:
    return cards.try_code(employee_number=number, code=code, at=NOW + at)


def test_a_card_lets_its_owner_choose_a_pin_once() -> None:
    anna = colleague()
    issued = issued_to(anna)

    card = tried(issued.code, number=" 0042 ")
    assert card == issued.card
    cards.use(card=issued.card, pin=GOOD_PIN, at=NOW + DAY)

    anna.refresh_from_db()
    assert (anna.secret_kind, anna.check_password(GOOD_PIN)) == (PIN, True)
    issued.card.refresh_from_db()
    assert issued.card.used_at == NOW + DAY
    assert tried(issued.code) is None
    with pytest.raises(ValidationError, match="no longer works"):
        cards.use(card=issued.card, pin=GOOD_PIN, at=NOW + DAY)


def test_the_row_keeps_no_code_and_nobody_finds_it_without_the_ring() -> None:
    issued = issued_to(colleague())
    card = issued.card

    assert issued.code not in str(vars(card))
    assert card.code_hash == hashers.in_place_of_code(issued.code, card_id=card.pk)
    assert issued.code not in str(AuditEntry.objects.values())


def test_the_code_of_another_card_opens_nothing() -> None:
    issued_to(colleague())
    other = issued_to(colleague(employee_number="0043"))

    assert tried(other.code, number="0042") is None
    assert tried(other.code, number="0043") == other.card
    assert tried(other.code, number="9999") is None


def test_five_wrong_codes_lock_a_card_also_for_the_right_one() -> None:
    anna, chief = colleague(), make_hr()
    issued = cards.issue(person=anna, by=chief, at=NOW)
    for _try in range(4):
        assert tried("WRONG234") is None
    assert tried(issued.code) == issued.card  # the fifth is right: counted anew

    for _try in range(5):
        assert tried("WRONG234") is None
    assert tried(issued.code) is None
    with pytest.raises(ValidationError, match="no longer works"):
        cards.use(card=issued.card, pin=GOOD_PIN, at=NOW)

    renewed = cards.issue(person=anna, by=chief, at=NOW)
    assert tried(renewed.code) == renewed.card


def test_a_card_lasts_two_weeks() -> None:
    issued = issued_to(colleague())
    last = timedelta(days=14)

    assert tried(issued.code, at=last - timedelta(seconds=1))
    assert tried(issued.code, at=last) is None
    with pytest.raises(ValidationError, match="no longer works"):
        cards.use(card=issued.card, pin=GOOD_PIN, at=NOW + last)


def test_a_new_card_voids_the_earlier_one() -> None:
    anna, chief = colleague(), make_hr()
    former = cards.issue(person=anna, by=chief, at=NOW)
    newer = cards.issue(person=anna, by=chief, at=NOW + DAY)

    assert tried(former.code, at=2 * DAY) is None
    assert tried(newer.code, at=2 * DAY) == newer.card
    assert Card.objects.unused().get() == newer.card


def test_the_table_itself_holds_one_unused_card_of_a_person() -> None:
    card = issued_to(colleague()).card
    with pytest.raises(IntegrityError), transaction.atomic():
        Card.objects.create(
            person=card.person, code_hash="", issued_at=NOW, expires_at=NOW + DAY
        )


def test_a_card_voids_the_pin_and_shuts_sealed_text() -> None:
    """Whoever prints a card could use it: a PIN chosen with it proves no owner."""
    anna = with_pin()
    before = anna.credential_id
    BrowserSession.objects.create(
        person=anna, key_hash="a", sealed=b"", expires_at=NOW + DAY
    )

    issued = issued_to(anna)
    assert not anna.has_usable_password()
    assert not BrowserSession.objects.exists()

    cards.use(card=issued.card, pin=GOOD_PIN, at=NOW + DAY)
    anna.refresh_from_db()
    assert anna.credential_id != before
    assert anna.former_credential_id == before


def test_there_is_no_card_where_there_is_a_mailbox() -> None:
    anna = give_secret(make_person(employee_number="0042"))

    with pytest.raises(ValidationError, match="gets the link by e-mail"):
        issued_to(anna)

    anna.refresh_from_db()
    assert anna.check_password(SECRET)


def test_there_is_no_card_without_a_number_to_sign_in_with() -> None:
    with pytest.raises(ValidationError, match="neither an e-mail address nor"):
        issued_to(colleague(employee_number=None))


def test_a_weak_pin_leaves_the_card_as_it_was() -> None:
    issued = issued_to(colleague())

    with pytest.raises(ValidationError, match="is a series"):
        cards.use(card=issued.card, pin="123456", at=NOW)

    assert tried(issued.code) == issued.card


def test_a_card_of_somebody_who_left_opens_nothing() -> None:
    anna = colleague()
    issued = issued_to(anna)
    Person.objects.filter(pk=anna.pk).update(may_sign_in=False)

    assert tried(issued.code) is None


def test_cards_are_made_for_all_or_for_nobody() -> None:
    people = [colleague(), colleague(employee_number="0043"), make_person()]
    chief = make_hr()

    with pytest.raises(ValidationError):
        cards.issue_all(people=people, by=chief, at=NOW)
    assert not Card.objects.exists()

    made = cards.issue_all(people=people[:2], by=chief, at=NOW)
    assert len({one.code for one in made}) == 2


def test_who_printed_it_is_remembered() -> None:
    chief, anna = make_hr(), colleague()
    cards.issue(person=anna, by=chief, at=NOW)

    assert [entry.verb for entry in AuditEntry.objects.all()] == ["card_issued"]
    assert Card.objects.get().issued_by == chief
    assert str(Card.objects.get()) == str(anna)
