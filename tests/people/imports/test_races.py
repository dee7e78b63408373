"""Two clicks at once: a file is applied once. SQLite lets one writer in at a time."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.db.models import QuerySet

from people.models import Employment, ImportBatch, Person
from people.operations import imports
from privacy.models import AuditEntry
from tests.people.imports import AT, handed_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="rows are locked by PostgreSQL"
    ),
]
CLICKS = 4


@pytest.fixture
def batch() -> ImportBatch:
    return handed_in("Number;Name;Title;Manager\n1;Carla;Head;\n7;Anna;Operator;1\n")


def click_at_once(batch: ImportBatch) -> list[Exception]:
    """Apply a file from several threads at the same moment; give what failed."""
    together = Barrier(CLICKS)
    failures: list[Exception] = []

    def click() -> None:
        together.wait()
        try:
            imports.apply(batch, at=AT, by=None)
        except Exception as failure:  # noqa: BLE001 - whatever it is, it is reported
            failures.append(failure)
        finally:
            connection.close()

    clicks = [Thread(target=click) for _each in range(CLICKS)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    return failures


def test_clicks_at_the_same_moment_apply_a_file_once(batch: ImportBatch) -> None:
    assert click_at_once(batch) == []
    assert Person.objects.count() == 2
    assert Employment.objects.count() == 2
    assert AuditEntry.objects.filter(verb="people_imported").count() == 1


def test_without_the_lock_they_would_not(
    batch: ImportBatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlocked(rows: QuerySet[ImportBatch]) -> QuerySet[ImportBatch]:
        return rows

    monkeypatch.setattr(QuerySet, "select_for_update", unlocked)

    assert click_at_once(batch)
