"""Copies of the database: whole, closed to others, and forgotten in time."""

import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from pytest_django import Settings

from mentoring import backups, tasks
from people.models import Person
from privacy import guards
from tests.factories import make_person

NOW = datetime(2026, 9, 1, 3, 4, 5, tzinfo=UTC)
ON_SQLITE = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="what a copy of SQLite is"
)
ON_POSTGRESQL = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="what PostgreSQL's own tools do"
)


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Give the folder of a pilot that keeps its copies in it."""
    folder = tmp_path / "backups"
    settings.VAR_DIR, settings.BACKUP_DIR = tmp_path, folder
    (tmp_path / "settings.env").touch()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else []


@ON_SQLITE
@pytest.mark.django_db(transaction=True)
def test_a_copy_is_a_whole_database_that_only_its_owner_reads(folder: Path) -> None:
    person = make_person()

    copy = backups.take(folder, at=NOW)

    with closing(sqlite3.connect(copy)) as database:
        (row,) = database.execute("SELECT email FROM people_person")
    assert row == (person.email,)
    assert names(folder) == ["peterschap-20260901-030405.sqlite3"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@ON_POSTGRESQL
@pytest.mark.django_db(transaction=True)
def test_postgresql_comes_back_as_it_was_with_its_guards(folder: Path) -> None:
    person = make_person()
    copy = backups.take(folder, at=NOW)
    Person.objects.filter(pk=person.pk).update(email="lost@fabriek.example")

    backups.put_back(copy)

    assert Person.objects.get().email == person.email
    assert guards.missing(connection) == []
    assert names(folder) == ["peterschap-20260901-030405.dump"]


@ON_POSTGRESQL
@pytest.mark.django_db
def test_what_postgresql_does_not_know_as_a_copy_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear database,")

    with pytest.raises(CommandError, match="pg_restore did not succeed"):
        backups.put_back(tmp_path / "letter")


@ON_POSTGRESQL
@pytest.mark.django_db
def test_a_machine_without_the_client_programs_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(CommandError, match="pg_dump is not on this machine"):
        backups.take(folder, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_the_night_takes_one_copy_and_lets_the_oldest_go(folder: Path) -> None:
    ending = ".dump" if connection.vendor == "postgresql" else ".sqlite3"
    folder.mkdir()
    for day in ("20260727-030405", "20260728-030405"):  # 36 and 35 days before
        (folder / f"peterschap-{day}{ending}").touch()
    (folder / "somebody-else-s.sqlite3").touch()

    backups.keep_nightly(folder, at=NOW)
    backups.keep_nightly(folder, at=NOW + timedelta(hours=1))

    assert names(folder) == [
        f"peterschap-20260728-030405{ending}",
        f"peterschap-20260901-030405{ending}",
        "somebody-else-s.sqlite3",
    ]


@pytest.mark.django_db(transaction=True)
def test_only_a_pilot_copies_itself_at_night(folder: Path, settings: Settings) -> None:
    settings.DEMO = True
    tasks.copy_database()
    demo = names(folder)
    settings.DEMO = False
    settings.VAR_DIR = folder / "elsewhere"
    tasks.copy_database()
    elsewhere = names(folder)
    settings.VAR_DIR = folder.parent
    tasks.copy_database()

    assert demo == elsewhere == []
    assert len(names(folder)) == 1


@pytest.mark.django_db(transaction=True)
def test_the_command_says_what_it_deleted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.mkdir()
    (folder / "peterschap-20200101-000000.dump").touch()

    call_command("backup", to=folder)

    said = capsys.readouterr().out
    assert "Deleted peterschap-20200101-000000.dump: older than 35 days." in said
    assert "The note keys are not in it." in said
    assert len(names(folder)) == 1
