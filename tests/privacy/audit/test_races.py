"""Several processes at the trail at once; only PostgreSQL can show it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import Error, connection, transaction
from django.db.models import Model, QuerySet

from privacy import audit
from privacy.models import AuditEntry
from tests.factories import make_person

pytestmark = [
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="SQLite has one writer at a time"
    ),
    pytest.mark.django_db(transaction=True),
]

CLIENTS, ROUNDS = 4, 5


def all_at_once(act: Callable[[], object]) -> list[str]:
    """Run an act in several threads from one barrier; name the errors."""
    barrier = threading.Barrier(CLIENTS)
    errors: list[str] = []

    def run() -> None:
        barrier.wait()
        try:
            act()
        except Error as error:
            errors.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def hammer() -> list[str]:
    errors = []
    for number in range(ROUNDS * 20):
        audit.record(None, f"act {number}", make_person())
        if number % 20 == 0:
            errors += all_at_once(audit.seal_committed)
    return errors


def test_ticks_at_the_same_moment_make_one_chain() -> None:
    assert hammer() == []

    audit.seal_committed()
    verdict = audit.verify()
    assert (verdict.sealed, verdict.unsealed, verdict.faults) == (ROUNDS * 20, 0, ())


def test_without_the_lock_on_the_head_they_would_collide(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def not_locking(rows: QuerySet[Model], **_said: object) -> QuerySet[Model]:
        return rows

    monkeypatch.setattr(QuerySet, "select_for_update", not_locking)

    assert "IntegrityError" in hammer()


def test_acts_of_one_person_at_the_same_moment_share_a_pseudonym() -> None:
    anna = make_person()

    assert all_at_once(lambda: audit.record(anna, "signed in", anna)) == []
    assert set(AuditEntry.objects.values_list("actor", flat=True)) == {
        audit.pseudonym_of(anna)
    }


@contextmanager
def an_import_that_takes_its_time() -> Iterator[None]:
    """Keep a transaction with an act in it open in another thread."""
    recorded, may_commit = threading.Event(), threading.Event()

    def work() -> None:
        with transaction.atomic():
            audit.record(None, "imported", make_person())
            recorded.set()
            may_commit.wait(10)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    recorded.wait(10)
    try:
        yield
    finally:
        may_commit.set()
        thread.join()


def test_nobody_waits_for_a_running_import() -> None:
    anna = make_person()
    audit.record(anna, "signed in", anna)
    audit.seal_committed()

    with an_import_that_takes_its_time():
        audit.record(anna, "signed in", anna)
        assert audit.seal_committed() == 1

    assert audit.seal_committed() == 1
    assert audit.verify().faults == ()
