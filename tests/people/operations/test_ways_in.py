from datetime import timedelta
from uuid import uuid4

import pytest

from people import access, proofs
from people.operations import credentials
from tests.doorways import (
    add_app,
    add_passkey,
    by_sql,
)
from tests.factories import NOW, give_secret, make_person

pytestmark = pytest.mark.django_db
A_WEEK_AND_A_DAY = NOW + timedelta(days=8)
SHOWN = frozenset({"password"})


def test_who_adds_a_passkey_keeps_their_notes() -> None:
    anna = give_secret(make_person())
    before = anna.credential_id
    passkey = add_passkey(anna)

    credentials.settle_ways_in(
        person=anna,
        added=frozenset({proofs.digest_of_factor(passkey)}),
        shown=SHOWN,
        at=NOW,
    )

    assert anna.credential_id == before
    assert access.is_confirmed(anna)


def test_another_passkey_does_not_ride_along_with_an_own_one() -> None:
    anna = give_secret(make_person())
    before = anna.credential_id
    add_passkey(anna, "planted")
    passkey = add_passkey(anna)

    credentials.settle_ways_in(
        person=anna,
        added=frozenset({proofs.digest_of_factor(passkey)}),
        shown=SHOWN,
        at=NOW,
    )

    assert anna.credential_id != before


def test_who_showed_a_foreign_mailbox_only_adds_no_way_in_to_the_notes() -> None:
    anna = give_secret(make_person())
    before = anna.credential_id
    by_sql(anna, email="somebody.else@fabriek.example")
    passkey = add_passkey(anna)

    credentials.settle_ways_in(
        person=anna,
        added=frozenset({proofs.digest_of_factor(passkey)}),
        shown=frozenset({"code"}),
        at=A_WEEK_AND_A_DAY,
    )

    assert anna.credential_id != before


def test_letting_go_of_a_way_in_keeps_the_notes() -> None:
    anna = give_secret(make_person())
    before = anna.credential_id
    app = add_app(anna)
    added = frozenset({proofs.digest_of_factor(app)})
    credentials.settle_ways_in(person=anna, added=added, shown=SHOWN, at=NOW)

    app.delete()
    credentials.settle_ways_in(person=anna, shown=frozenset({"code"}), at=NOW)

    assert anna.credential_id == before
    assert access.is_confirmed(anna)


def test_a_way_in_on_a_row_that_never_fitted_begins_anew() -> None:
    anna = give_secret(make_person())
    before = anna.credential_id
    by_sql(anna, credential_mac=b"forged")

    credentials.settle_ways_in(person=anna, shown=SHOWN, at=NOW)

    assert anna.credential_id != before


def test_the_former_id_is_emptied_when_nothing_is_left_under_it() -> None:
    anna = give_secret(make_person())
    by_sql(anna, password="md5$a$b")
    credentials.look_at_sign_in(person=anna, at=NOW)

    credentials.forget_former(person=anna)

    assert anna.former_credential_id is None
    assert access.is_confirmed(anna)


def test_the_former_id_of_a_row_that_does_not_fit_stays() -> None:
    anna = give_secret(make_person())
    former = uuid4()
    by_sql(anna, former_credential_id=former)

    credentials.forget_former(person=anna)

    anna.refresh_from_db()
    assert anna.former_credential_id == former


def test_vouching_survives_being_packed() -> None:
    vouched = proofs.Vouched(ways_in=frozenset({b"a" * 32, b"b" * 32})).with_address(
        "Anna@Fabriek.example", since=NOW.date()
    )

    assert proofs.Vouched.unpacked(vouched.packed()) == vouched
