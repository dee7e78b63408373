"""What the ring seals is found, whatever app it is in, and the key it is under."""

import hashlib

import pytest

from people.models import BrowserSession
from privacy import keyring, sealed_keys
from privacy.models import SealedKey
from privacy.sealed_columns import SealedColumn, sealed_columns
from tests.factories import NOW, make_person
from tests.privacy.conftest import Load

KEYS = SealedColumn(SealedKey, "sealed")
SESSIONS = SealedColumn(BrowserSession, "sealed")

pytestmark = pytest.mark.django_db


def make_session(text: str = "signed in") -> BrowserSession:
    """Save a session as its app does: sealed by the ring, bound to its own row."""
    row = BrowserSession(
        key_hash=hashlib.sha256(text.encode()).hexdigest(),
        person=make_person(),
        expires_at=NOW,
    )
    row.sealed = keyring.current().seal_value(text.encode(), row.bindings("sealed")[0])
    row.save()
    return row


def test_the_columns_of_this_and_of_other_apps_are_found() -> None:
    found = {str(column): column.is_wrapped for column in sealed_columns()}

    assert found["privacy.SealedKey.sealed"] is True
    assert found["people.BrowserSession.sealed"] is False
    assert "people.Person.password" not in found


def test_a_column_names_the_keys_that_its_values_are_under(load_ring: Load) -> None:
    make_session("under the first")
    sealed_keys.key_named("pins")
    load_ring("2027a")
    make_session("under the second")
    sealed_keys.key_named("audit chain")

    assert SESSIONS.kek_ids() == KEYS.kek_ids() == {"test", "2027a"}


def test_an_empty_column_needs_no_key() -> None:
    row = make_session()
    BrowserSession.objects.filter(pk=row.pk).update(sealed=b"")

    assert SESSIONS.kek_ids() == set()


def test_what_the_ring_never_made_is_shown_as_such() -> None:
    row = make_session()
    BrowserSession.objects.filter(pk=row.pk).update(sealed=b"scribbled by hand")

    assert SESSIONS.kek_ids() == {"?"}


def test_only_values_under_an_older_key_are_to_be_sealed_anew(load_ring: Load) -> None:
    old = make_session("old")
    sealed_keys.key_named("pins")
    ring = load_ring("2027a")
    make_session("new")
    sealed_keys.key_named("audit chain")

    assert [row.pk for row in SESSIONS.rows_to_reseal(ring)] == [old.pk]
    names = KEYS.rows_to_reseal(ring).values_list("name", flat=True)
    assert list(names) == ["pins"]
