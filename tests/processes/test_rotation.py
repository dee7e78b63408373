"""A rotation that is killed with -9 half-way, and the run after it."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from people.models import Person
from privacy import keyring
from sessions_log.models import Grant, Vault
from tests.key_rings import ring_of
from tests.privacy.conftest import ring_text
from tests.processes.conftest import address_of_the_database

GRANTS = 6_000
HALF_WAY = 500


def fill() -> None:
    ring = keyring.current()
    people = Person.objects.bulk_create(
        Person(given_name=f"P{number}") for number in range(GRANTS)
    )
    vaults = Vault.objects.bulk_create(
        Vault(kind=Vault.Kind.PRIVATE, owner=person) for person in people
    )
    grants = [Grant(vault=vault, reader=vault.owner) for vault in vaults]
    for grant in grants:
        grant.kek_id, grant.sealed_key = ring.wrap(
            b"k" * 32, grant.bindings("sealed_key")[0]
        )
    Grant.objects.bulk_create(grants)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give what a process needs to work on our rows: on SQLite, on a copy of them."""
    with ring_of("2026a"):
        fill()
    address = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    if connection.vendor == "postgresql":
        address = address_of_the_database()
    else:
        with sqlite3.connect(tmp_path / "db.sqlite3") as copy:
            connection.connection.backup(copy)
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": address,
        "NOTES_KEYS": ring_text("2027a", "2026a"),
    }


def rotation(environment: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "django", "rotate_note_keys"],
        env=environment,
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
    )


def under_the_new_key(environment: dict[str, str]) -> int:
    """Count as a process would that looks from outside."""
    question = "SELECT count(*) FROM sessions_log_grant WHERE kek_id = '2027a'"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(question)
            return int(cursor.fetchone()[0])
    file = environment["DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(file) as rows:
        return int(rows.execute(question).fetchone()[0])


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_a_kill_half_way_loses_nothing_and_the_next_run_does_the_rest(
    environment: dict[str, str],
) -> None:
    first = rotation(environment)
    while under_the_new_key(environment) < HALF_WAY and first.poll() is None:
        time.sleep(0.005)
    first.kill()
    first.communicate(timeout=30)

    done = under_the_new_key(environment)
    assert HALF_WAY <= done < GRANTS  # else it was not half-way

    said, _errors = rotation(environment).communicate(timeout=60)
    assert f'{GRANTS - done} values were sealed anew under "2027a"' in said
    assert under_the_new_key(environment) == GRANTS
    said, _errors = rotation(environment).communicate(timeout=60)
    assert "0 values were sealed anew" in said
    verified = subprocess.run(
        [sys.executable, "-m", "django", "rotate_note_keys", "--verify"],
        env={**environment, "NOTES_KEYS": ring_text("2027a")},
        cwd=settings.BASE_DIR,
        check=True,
        capture_output=True,
        text=True,
    )
    assert f"{GRANTS}  2027a: values open" in verified.stdout
