"""Sealing anew, looking whether all opens, and retiring a key."""

import secrets
from collections.abc import Callable
from itertools import count
from threading import Barrier, Event
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from people import access
from people.models import BrowserSession, Person
from privacy import keyring, sealed_keys
from privacy.models import SealedKey
from privacy.operations import rotation
from privacy.sealed_columns import sealed_columns
from sessions_log import notes
from sessions_log.models import Grant, Vault
from tests.at_once import all_at_once
from tests.factories import NOW, make_person, make_programme
from tests.pairs import make_pairing, make_two
from tests.privacy.conftest import Load
from tests.privacy.test_sealed_columns import KEYS, SESSIONS, make_session

pytestmark = pytest.mark.django_db


def opened(row: BrowserSession) -> bytes:
    row.refresh_from_db()
    return keyring.current().open_value(bytes(row.sealed), row.bindings("sealed")[0])


def test_after_a_rotation_everything_opens_and_the_old_key_is_unused(
    load_ring: Load,
) -> None:
    load_ring("2026a")
    rows = [make_session(str(number)) for number in range(3)]
    key = sealed_keys.key_named("pins")
    load_ring("2027a", "2026a")

    done = rotation.reseal_all()

    assert done.changed == {str(SESSIONS): 3, str(KEYS): 1}
    assert done.unreadable == {}
    assert SESSIONS.kek_ids() == KEYS.kek_ids() == {"2027a"}
    load_ring("2027a")
    assert [opened(row) for row in rows] == [b"0", b"1", b"2"]
    assert sealed_keys.key_named("pins") == key


def test_a_second_rotation_changes_nothing(load_ring: Load) -> None:
    load_ring("2026a")
    make_session()
    load_ring("2027a", "2026a")
    rotation.reseal_all()
    before = bytes(BrowserSession.objects.get().sealed)

    done = rotation.reseal_all()

    assert done.changed == {}
    assert bytes(BrowserSession.objects.get().sealed) == before


def power_that_fails_after(draws: int) -> Callable[[int], bytes]:
    """Give a source of randomness that stops the process at some draw."""
    drawn = count(1)

    def urandom(size: int) -> bytes:
        if next(drawn) > draws:
            raise KeyboardInterrupt
        return secrets.token_bytes(size)

    return urandom


def test_a_rotation_that_was_cut_short_is_finished_by_the_next(
    load_ring: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_ring("2026a")
    rows = [make_session(str(number)) for number in range(5)]
    load_ring("2027a", "2026a")
    monkeypatch.setattr(rotation, "AT_ONCE", 2)
    with monkeypatch.context() as outage:
        outage.setattr("privacy.sealing.os.urandom", power_that_fails_after(3))
        with pytest.raises(KeyboardInterrupt):
            rotation.reseal_all()
    assert SESSIONS.rows_to_reseal(keyring.current()).count() == 3

    assert rotation.reseal_all().changed == {str(SESSIONS): 3}
    assert [opened(row) for row in rows] == [b"0", b"1", b"2", b"3", b"4"]


def test_a_value_that_nothing_opens_is_left_alone_and_counted(load_ring: Load) -> None:
    load_ring("2026a")
    one, other = make_session("one"), make_session("other")
    BrowserSession.objects.filter(pk=one.pk).update(sealed=bytes(other.sealed))
    load_ring("2027a", "2026a")

    done = rotation.reseal_all()

    assert done.unreadable == {str(SESSIONS): 1}
    assert done.changed == {str(SESSIONS): 1}
    one.refresh_from_db()
    assert keyring.kek_id_of(bytes(one.sealed)) == "2026a"


def test_a_wrapped_key_that_was_moved_stays_shut_through_a_rotation(
    load_ring: Load,
) -> None:
    load_ring("2026a")
    sealed_keys.key_named("pins")
    SealedKey.objects.update(name="audit chain")
    load_ring("2027a", "2026a")

    assert rotation.reseal_all().unreadable == {str(KEYS): 1}
    with pytest.raises(keyring.SealError):
        sealed_keys.key_named("audit chain")


def test_a_grant_that_is_shut_stays_shut_through_a_rotation(load_ring: Load) -> None:
    ring, anna = load_ring("2026a"), make_person()
    grant = Grant(
        vault=Vault.objects.create(kind=Vault.Kind.PRIVATE, owner=anna), reader=anna
    )
    grant.kek_id, grant.sealed_key = ring.wrap(b"k" * 32, grant.bindings("")[0])
    grant.save()
    anna.former_credential_id, anna.credential_id = anna.credential_id, uuid4()
    anna.save()
    ring = load_ring("2027a", "2026a")

    assert rotation.reseal_all().unreadable == {}

    grant = Grant.objects.get()
    shut, former = grant.bindings("sealed_key")
    assert grant.kek_id == "2027a"
    assert ring.unwrap("2027a", bytes(grant.sealed_key), former) == b"k" * 32
    with pytest.raises(keyring.SealError):
        ring.unwrap("2027a", bytes(grant.sealed_key), shut)


def test_what_two_people_wrote_is_read_after_a_rotation_without_the_old_key(
    load_ring: Load,
) -> None:
    load_ring("2026a")
    programme = make_programme()
    pairing = make_pairing(programme, *make_two(programme))
    vault = notes.shared_vault_of(pairing)
    note = notes.write(
        vault, "Between us", author=pairing.mentee, kind="shared", at=NOW
    )
    load_ring("2027a", "2026a")

    rotation.reseal_all()
    load_ring("2027a")

    assert notes.read(note, reader=pairing.mentor).plain == "Between us"
    assert access.is_confirmed(Person.objects.get(pk=pairing.mentor.pk))
    assert {kek for one in sealed_columns() for kek in one.kek_ids()} == {"2027a"}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite locks no rows")
@pytest.mark.django_db(transaction=True)
def test_a_row_in_use_is_left_for_the_next_run(load_ring: Load) -> None:
    load_ring("2026a")
    busy, other = make_session("busy"), make_session("other")
    load_ring("2027a", "2026a")
    together, held, done = Barrier(2), Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            BrowserSession.objects.select_for_update().get(pk=busy.pk)
            together.wait(10)
            held.set()
            done.wait(20)

    def rotate() -> rotation.Resealing:
        together.wait(10)
        held.wait(10)
        try:
            return rotation.reseal_all()
        finally:
            done.set()

    [_nothing, said] = all_at_once(hold, rotate)

    assert said is not None
    assert (said.changed, said.left) == ({str(SESSIONS): 1}, {str(SESSIONS): 1})
    assert opened(other) == b"other"
    assert rotation.reseal_all().changed == {str(SESSIONS): 1}


def test_looking_finds_what_opens_and_what_does_not(load_ring: Load) -> None:
    load_ring("2026a")
    sealed_keys.key_named("pins")
    one, other = make_session("one"), make_session("other")
    BrowserSession.objects.filter(pk=one.pk).update(sealed=bytes(other.sealed))
    load_ring("2027a", "2026a")
    make_session("new")

    found = rotation.look_whether_all_opens()

    assert found.opened == {"2026a": 2, "2027a": 1}
    assert found.unreadable == {str(SESSIONS): 1}


def test_a_key_that_nothing_uses_may_go(load_ring: Load) -> None:
    load_ring("2026a")
    make_session()
    load_ring("2027a", "2026a")
    rotation.reseal_all()

    rotation.refuse_retirement("2026a")


@pytest.mark.parametrize(
    ("kek_id", "why"),
    [
        ("2026a", "still in use by people.BrowserSession.sealed"),
        ("2027a", "first key of the ring"),
        ("2020z", "has no key"),
    ],
)
def test_a_key_that_is_needed_stays(load_ring: Load, kek_id: str, why: str) -> None:
    load_ring("2026a")
    make_session()
    load_ring("2027a", "2026a")

    with pytest.raises(ValidationError, match=why):
        rotation.refuse_retirement(kek_id)
