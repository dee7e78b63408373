import hashlib
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from people import access
from people.events import CredentialsChanged, credentials_changed
from people.models import Person
from people.operations import credentials
from privacy import keyring
from privacy.models import AuditEntry
from tests.doorways import (
    GOOD_PIN,
    PASSWORD,
    PIN,
    add_passkey,
    by_sql,
)
from tests.factories import NOW, SECRET, give_secret, make_person
from tests.key_rings import other_ring

pytestmark = pytest.mark.django_db
A_WEEK_AND_A_DAY = NOW + timedelta(days=8)
SHOWN = frozenset({"password"})


@pytest.fixture
def heard() -> Iterator[list[CredentialsChanged]]:
    """Collect the events that are sent."""
    events: list[CredentialsChanged] = []

    def hear(change: CredentialsChanged, **_signal: object) -> None:
        events.append(change)

    credentials_changed.connect(hear)
    yield events
    credentials_changed.disconnect(hear)


def test_a_first_secret_begins_a_credential_of_its_own(
    heard: list[CredentialsChanged],
) -> None:
    anna = make_person()
    before = anna.credential_id

    give_secret(anna)

    assert anna.check_password(SECRET)
    assert anna.has_usable_password()
    assert access.is_confirmed(anna)
    assert anna.credential_id != before
    assert anna.former_credential_id is None
    assert heard == [CredentialsChanged(anna, proof="none")]
    assert AuditEntry.objects.get().verb == "secret_chosen"
    assert AuditEntry.objects.get().audience == "self"


def test_an_invitation_never_sets_a_password_for_somebody_who_has_one() -> None:
    anna = give_secret(make_person())

    with pytest.raises(ValidationError, match="already"):
        give_secret(anna, "something else entirely")

    anna.refresh_from_db()
    assert anna.check_password(SECRET)


@pytest.mark.parametrize(
    ("kind", "secret", "reason"),
    [
        (PASSWORD, "password1", "too common"),
        (PASSWORD, "short", "too short"),
        (PASSWORD, "hildegarde", "too similar"),
        (PIN, "123456", "series"),
        (PIN, "020202", "series"),
        (PIN, "13028", "six digits"),
    ],
)
def test_a_weak_secret_is_refused(kind: str, secret: str, reason: str) -> None:
    anna = make_person(given_name="Hildegarde")

    with pytest.raises(ValidationError, match=reason):
        give_secret(anna, secret, kind)

    anna.refresh_from_db()
    assert not anna.has_usable_password()


def test_a_person_of_the_list_has_no_secret_that_anybody_could_type() -> None:
    anna = make_person()

    assert not anna.has_usable_password()
    assert not anna.check_password("")
    assert not anna.check_password(None)


def test_no_pin_fits_the_copied_hash_of_a_pin() -> None:
    """Who copied the row tries all million PINs on it, and none of them fits."""
    anna = give_secret(make_person(), GOOD_PIN, PIN)
    algorithm, salt, found = anna.password.split("$")

    tried = {f"{number:06}" for number in range(10**6)}
    hit = [
        pin
        for pin in tried
        if hashlib.md5((salt + pin).encode(), usedforsecurity=False).hexdigest()
        == found
    ]

    assert algorithm == "md5"  # else the search above would prove nothing
    assert hit == []
    assert anna.check_password(GOOD_PIN)


def test_without_what_stands_in_its_place_the_search_would_find_the_pin() -> None:
    """The control of the test above: a plain hash of a PIN falls at once."""
    careless = Person(secret_kind=PASSWORD)
    careless.set_password(GOOD_PIN)
    _algorithm, salt, found = careless.password.split("$")

    hit = [
        pin
        for pin in ("000000", GOOD_PIN)
        if hashlib.md5((salt + pin).encode(), usedforsecurity=False).hexdigest()
        == found
    ]

    assert hit == [GOOD_PIN]


def test_the_same_pin_of_two_people_has_nothing_in_common() -> None:
    anna = give_secret(make_person(), GOOD_PIN, PIN)
    bram = make_person()

    by_sql(bram, password=anna.password, secret_kind=PIN)

    assert not bram.check_password(GOOD_PIN)


def test_a_pin_is_not_opened_with_the_key_of_another_house() -> None:
    anna = give_secret(make_person(), GOOD_PIN, PIN)

    with pytest.raises(keyring.SealError), other_ring():
        anna.check_password(GOOD_PIN)


def test_who_changes_their_own_secret_keeps_their_notes(
    heard: list[CredentialsChanged],
) -> None:
    anna = give_secret(make_person())
    before = anna.credential_id
    heard.clear()

    credentials.change_secret(
        person=anna, secret="another horse entirely", kind=PASSWORD, at=NOW
    )

    assert anna.credential_id == before
    assert anna.check_password("another horse entirely")
    assert access.is_confirmed(anna)
    assert heard == [CredentialsChanged(anna, proof="own")]


def test_a_password_becomes_a_pin_and_the_other_way_round() -> None:
    anna = give_secret(make_person())

    credentials.change_secret(person=anna, secret=GOOD_PIN, kind=PIN, at=NOW)
    assert (anna.secret_kind, anna.check_password(GOOD_PIN)) == (PIN, True)

    credentials.change_secret(person=anna, secret=SECRET, kind=PASSWORD, at=NOW)
    assert (anna.secret_kind, anna.check_password(SECRET)) == (PASSWORD, True)
    assert access.is_confirmed(anna)


def test_a_change_after_a_passkey_was_planted_does_not_vouch_for_it() -> None:
    anna = give_secret(make_person())
    before = anna.credential_id
    add_passkey(anna)

    credentials.change_secret(
        person=anna, secret="another horse entirely", kind=PASSWORD, at=NOW
    )

    assert anna.credential_id != before
    assert anna.former_credential_id == before


def test_a_change_of_a_row_that_never_fitted_begins_anew() -> None:
    anna = give_secret(make_person())
    by_sql(anna, credential_mac=b"forged")

    credentials.change_secret(
        person=anna, secret="another horse entirely", kind=PASSWORD, at=NOW
    )

    assert anna.former_credential_id is not None
    assert access.is_confirmed(anna)
