"""Guards are off while a migration runs and on when it has run."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_migrate, pre_migrate

from privacy import audit, guards
from privacy.models import AuditEntry
from tests.factories import make_person

OURS = sorted(trigger.name for trigger in guards.TRIGGERS[connection.vendor])


def ours_missing() -> list[str]:
    return [name for name in guards.missing(connection) if name in OURS]


@pytest.mark.django_db
def test_every_guard_of_the_house_stands() -> None:
    assert guards.missing(connection) == []
    assert len(OURS) == 6


@pytest.mark.django_db
def test_guards_can_be_put_on_and_taken_off_any_number_of_times() -> None:
    guards.install(connection)
    guards.install(connection)
    assert ours_missing() == []

    guards.remove(connection)
    guards.remove(connection)
    assert ours_missing() == OURS


@pytest.mark.django_db
def test_a_guard_of_another_name_or_table_does_not_count() -> None:
    with connection.cursor() as cursor:
        name = OURS[0]
        guards.remove(connection)
        trigger = next(
            one for one in guards.TRIGGERS[connection.vendor] if one.name == name
        )
        moved = trigger.sql.replace(f"ON {trigger.table}", "ON privacy_pseudonym")
        cursor.execute(moved)

    assert name in ours_missing()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite cannot switch it off")
def test_a_guard_that_is_switched_off_is_missed() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE privacy_auditentry DISABLE TRIGGER audit_entry_is_kept"
        )

    assert ours_missing() == ["audit_entry_is_kept"]


@pytest.mark.django_db
def test_a_migration_runs_without_guards_and_ends_with_them() -> None:
    config = apps.get_app_config("privacy")
    said = {"using": "default", "app_config": config, "verbosity": 0}

    pre_migrate.send(sender=config, **said)
    during = ours_missing()
    post_migrate.send(sender=config, **said)

    assert during == OURS
    assert ours_missing() == []


@pytest.mark.django_db
def test_watching_twice_is_watching_once() -> None:
    config = apps.get_app_config("privacy")
    before = (len(pre_migrate.receivers), len(guards.watched()))

    guards.watch(config)

    assert (len(pre_migrate.receivers), len(guards.watched())) == before


@pytest.mark.django_db
def test_a_guard_of_a_table_that_is_not_there_waits_for_it() -> None:
    later = guards.Trigger("a_guard_of_later", "privacy_later", "not even SQL")

    guards.put_on(connection, {connection.vendor: (later,)})
    guards.take_off(connection, {connection.vendor: (later,)})

    assert guards.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_a_flush_empties_the_trail_and_leaves_the_guards_on() -> None:
    audit.record(None, "opened the house", make_person())
    guards.remove(connection)

    call_command("flush", interactive=False, verbosity=0)

    assert not AuditEntry.objects.exists()
    assert guards.missing(connection) == []


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_may_leave_entries_behind() -> None:
    # The fixture of tests/conftest.py takes the guards off before the flush that
    # follows; without it this very test ends with an error.
    audit.record(None, "opened the house", make_person())

    assert AuditEntry.objects.count() == 1
