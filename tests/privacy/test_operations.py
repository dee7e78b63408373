"""Forgetting, purging and sealing anew."""

import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from uuid import uuid4

import pytest

from people.models import BrowserSession
from privacy import audit, keyring, operations, sealed_keys
from privacy.models import AuditEntry, Pseudonym, SealedKey
from sessions_log.models import Grant, Vault
from tests.factories import make_person
from tests.privacy.conftest import Load
from tests.privacy.test_sealed_columns import KEYS, SESSIONS, make_session

pytestmark = pytest.mark.django_db


def opened(row: BrowserSession) -> bytes:
    row.refresh_from_db()
    return keyring.current().open_value(bytes(row.sealed), row.bindings("sealed")[0])


def test_a_person_who_is_forgotten_is_in_no_row_and_the_chain_stays_whole() -> None:
    anna, chief = make_person(), make_person()
    audit.record(chief, "looked at", anna, subject=anna)
    audit.record(anna, "signed in", anna)
    audit.seal_committed()

    operations.forget(anna)

    assert [known.person for known in Pseudonym.objects.all()] == [chief]
    assert AuditEntry.objects.count() == 2
    assert audit.verify().faults == ()


def test_forgetting_somebody_who_never_acted_changes_nothing() -> None:
    audit.record(None, "opened the house", make_person())

    operations.forget(make_person())

    assert Pseudonym.objects.count() == 1


@pytest.mark.parametrize(
    ("on", "gone"),
    [
        (date(2023, 2, 28), 0),
        (date(2023, 3, 1), 2),
        (date(2023, 3, 31), 2),
        (date(2023, 12, 31), 2),
        (date(2024, 1, 1), 3),
    ],
)
def test_whole_months_go_after_their_time(on: date, gone: int) -> None:
    anna = make_person()
    for day in (datetime(2021, 2, 1, tzinfo=UTC), datetime(2021, 2, 27, tzinfo=UTC)):
        audit.record(anna, "walked by", anna, at=day)
    audit.record(anna, "walked by", anna, at=datetime(2021, 12, 31, tzinfo=UTC))
    audit.record(anna, "walked by", anna, at=datetime(2022, 1, 1, tzinfo=UTC))
    audit.seal_committed()

    assert operations.purge(on=on) == {"privacy.AuditEntry": gone}
    assert AuditEntry.objects.count() == 4 - gone
    assert audit.verify().faults == ()


def test_purging_twice_is_purging_once() -> None:
    anna = make_person()
    audit.record(anna, "walked by", anna, at=datetime(2020, 1, 1, tzinfo=UTC))
    audit.seal_committed()
    operations.purge(on=date(2026, 1, 1))

    assert operations.purge(on=date(2026, 1, 1)) == {"privacy.AuditEntry": 0}


def test_after_a_rotation_everything_opens_and_the_old_key_is_unused(
    load_ring: Load,
) -> None:
    load_ring("2026a")
    rows = [make_session(str(number)) for number in range(3)]
    key = sealed_keys.key_named("pins")
    load_ring("2027a", "2026a")

    done = operations.reseal_all()

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
    operations.reseal_all()
    before = bytes(BrowserSession.objects.get().sealed)

    done = operations.reseal_all()

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
    monkeypatch.setattr(operations, "AT_ONCE", 2)
    with monkeypatch.context() as outage:
        outage.setattr("privacy.sealing.os.urandom", power_that_fails_after(3))
        with pytest.raises(KeyboardInterrupt):
            operations.reseal_all()
    assert SESSIONS.rows_to_reseal(keyring.current()).count() == 3

    assert operations.reseal_all().changed == {str(SESSIONS): 3}
    assert [opened(row) for row in rows] == [b"0", b"1", b"2", b"3", b"4"]


def test_a_value_that_nothing_opens_is_left_alone_and_counted(load_ring: Load) -> None:
    load_ring("2026a")
    one, other = make_session("one"), make_session("other")
    BrowserSession.objects.filter(pk=one.pk).update(sealed=bytes(other.sealed))
    load_ring("2027a", "2026a")

    done = operations.reseal_all()

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

    assert operations.reseal_all().unreadable == {str(KEYS): 1}
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

    assert operations.reseal_all().unreadable == {}

    grant = Grant.objects.get()
    shut, former = grant.bindings("sealed_key")
    assert grant.kek_id == "2027a"
    assert ring.unwrap("2027a", bytes(grant.sealed_key), former) == b"k" * 32
    with pytest.raises(keyring.SealError):
        ring.unwrap("2027a", bytes(grant.sealed_key), shut)
