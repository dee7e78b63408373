"""The audit trail refuses even raw SQL, on the database the suite runs on."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from privacy import audit, guards
from privacy.models import AuditEntry, AuditSeal
from tests.factories import make_person

ON_SQLITE = connection.vendor == "sqlite"
on_sqlite = pytest.mark.skipif(not ON_SQLITE, reason="SQLite's own way to replace")
on_postgresql = pytest.mark.skipif(ON_SQLITE, reason="SQLite has no TRUNCATE")

# What somebody with the database password may try; each names one thing only.
ATTEMPTS = {
    "change an entry": "UPDATE privacy_auditentry SET verb = 'did nothing'",
    "remove an entry": "DELETE FROM privacy_auditentry",
    "change a seal": "UPDATE privacy_auditseal SET hash = 'made up'",
    "remove a seal": "DELETE FROM privacy_auditseal",
    "change an entry by inserting it": (
        "INSERT INTO privacy_auditentry SELECT * FROM privacy_auditentry WHERE TRUE"
        " ON CONFLICT (id) DO UPDATE SET verb = 'did nothing'"
    ),
}
REPLACEMENTS = {
    "an entry": "INSERT OR REPLACE INTO privacy_auditentry"
    " SELECT * FROM privacy_auditentry",
    "an entry by its place in the file": "INSERT OR REPLACE INTO privacy_auditentry"
    " (rowid, id, at, actor, verb, about_kind, about_id, subject, audience)"
    " SELECT rowid, 'another', at, '', 'x', 'x', 'x', '', 'house'"
    " FROM privacy_auditentry",
    "a seal": "INSERT OR REPLACE INTO privacy_auditseal"
    " SELECT * FROM privacy_auditseal",
    "a seal by its position": "INSERT OR REPLACE INTO privacy_auditseal"
    " (id, position, entry_id, hash) SELECT 'another', position, 'another', 'x'"
    " FROM privacy_auditseal",
    "a seal by its entry": "INSERT OR REPLACE INTO privacy_auditseal"
    " (id, position, entry_id, hash) SELECT 'another', 99, entry_id, 'x'"
    " FROM privacy_auditseal",
    "a seal by its place in the file": "INSERT OR REPLACE INTO privacy_auditseal"
    " (rowid, id, position, entry_id, hash)"
    " SELECT rowid, 'another', 99, 'another', 'x' FROM privacy_auditseal",
}

pytestmark = pytest.mark.django_db


def make_sealed_entry(at: datetime | None = None) -> None:
    audit.record(None, "opened the house", make_person(), at=at)
    audit.seal_committed()


def execute(statement: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


@pytest.mark.parametrize("statement", ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_the_trail_refuses_to_be_rewritten(statement: str) -> None:
    make_sealed_entry()

    with pytest.raises(IntegrityError, match=r"An audit (entry|seal) is"):
        execute(statement)
    assert audit.verify().faults == ()


@pytest.mark.parametrize("statement", ATTEMPTS.values(), ids=ATTEMPTS.keys())
def test_without_its_guards_it_would_not_refuse(statement: str) -> None:
    make_sealed_entry()
    guards.remove(connection)

    assert execute(statement) == 1
    assert audit.verify().faults != ()


@on_sqlite
@pytest.mark.parametrize("statement", REPLACEMENTS.values(), ids=REPLACEMENTS.keys())
def test_no_row_of_the_trail_can_be_replaced(statement: str) -> None:
    make_sealed_entry()

    with pytest.raises(IntegrityError, match=r"An audit (entry|seal) is never changed"):
        execute(statement)


@on_sqlite
@pytest.mark.parametrize("statement", REPLACEMENTS.values(), ids=REPLACEMENTS.keys())
def test_without_its_guards_rows_would_be_replaced(statement: str) -> None:
    make_sealed_entry()
    guards.remove(connection)

    assert execute(statement) == 1


@on_postgresql
@pytest.mark.parametrize("table", ["privacy_auditentry", "privacy_auditseal"])
def test_the_trail_cannot_be_emptied_at_a_stroke(table: str) -> None:
    make_sealed_entry()

    with pytest.raises(IntegrityError, match="is kept"):
        execute(f"TRUNCATE {table}")
    guards.remove(connection)
    execute(f"TRUNCATE {table}")


@pytest.mark.parametrize(("days", "goes"), [(700, False), (760, True)])
def test_an_entry_may_go_after_its_time_and_its_seal_with_it(
    days: int, *, goes: bool
) -> None:
    make_sealed_entry(at=timezone.now() - timedelta(days=days))

    def remove() -> int:
        return execute("DELETE FROM privacy_auditentry") + execute(
            "DELETE FROM privacy_auditseal"
        )

    if goes:
        assert remove() == 2
    else:
        with pytest.raises(IntegrityError, match="kept for 24 months"):
            remove()


def test_a_seal_stays_as_long_as_its_entry_even_an_old_one() -> None:
    make_sealed_entry(at=timezone.now() - timedelta(days=900))

    with pytest.raises(IntegrityError, match="kept as long as its entry"):
        execute("DELETE FROM privacy_auditseal")


def test_the_trail_still_grows() -> None:
    make_sealed_entry()
    make_sealed_entry()

    AuditSeal.objects.create(position=9, entry_id=uuid.uuid4(), hash="x")
    assert (AuditEntry.objects.count(), AuditSeal.objects.count()) == (2, 3)
