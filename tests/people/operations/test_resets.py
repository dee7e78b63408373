from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from people import access, proofs
from people.events import CredentialsChanged, credentials_changed
from people.models import Person
from people.operations import credentials
from tests.doorways import (
    PASSWORD,
    by_sql,
)
from tests.factories import NOW, give_secret, make_person

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


def reset(person: Person, at: datetime = A_WEEK_AND_A_DAY) -> None:
    credentials.reset_secret(
        person=person, secret="a new horse, a new lamp", kind=PASSWORD, at=at
    )


def test_a_reset_by_the_owners_mailbox_keeps_the_notes_open(
    heard: list[CredentialsChanged],
) -> None:
    anna = give_secret(make_person())
    before = anna.credential_id
    heard.clear()

    reset(anna)

    assert anna.check_password("a new horse, a new lamp")
    assert anna.credential_id == before
    assert heard == [CredentialsChanged(anna, proof="own")]


def test_a_reset_by_an_address_that_others_changed_shuts_sealed_text() -> None:
    anna = give_secret(make_person())
    before = anna.credential_id
    by_sql(anna, email="somebody.else@fabriek.example")

    reset(anna)

    assert anna.check_password("a new horse, a new lamp")
    assert anna.credential_id != before
    assert anna.former_credential_id == before


def test_a_mailbox_confirmed_this_week_does_not_yet_keep_notes_open() -> None:
    anna = give_secret(make_person())
    before = anna.credential_id

    reset(anna, NOW + timedelta(days=7))

    assert anna.credential_id != before


def test_a_reset_of_a_row_that_was_tampered_with_shuts_sealed_text() -> None:
    anna = give_secret(make_person())
    before = anna.credential_id
    by_sql(anna, password="md5$a$b")

    reset(anna)

    assert anna.credential_id != before


def test_somebody_without_an_address_has_confirmed_none() -> None:
    anna = give_secret(make_person(email=None, employee_number="0042"))

    assert not access.may_open_sealed(
        anna, proofs.BY_MAILBOX, on=A_WEEK_AND_A_DAY.date()
    )


def test_a_changed_address_counts_once_its_owner_confirmed_it() -> None:
    anna = give_secret(make_person())
    before = anna.credential_id
    by_sql(anna, email="anna.new@fabriek.example")

    credentials.confirm_address(person=anna, at=NOW)
    credentials.confirm_address(person=anna, at=NOW + timedelta(days=5))
    reset(anna)

    assert anna.credential_id == before


def test_an_address_is_confirmed_only_on_a_credential_that_fits() -> None:
    anna, nobody = give_secret(make_person()), give_secret(make_person(email=None))
    by_sql(anna, credential_mac=b"")

    for person in (anna, nobody):
        with pytest.raises(ValidationError, match="Sign in again"):
            credentials.confirm_address(person=person, at=NOW)
