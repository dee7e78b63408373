"""`manage.py demo`: one command, one company, and nothing else touched."""

import json
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from mentoring import data_folder
from mentoring.demo.logins import LOGINS
from tests.mentoring.commands.installation import Installation, stop


def ids(demo: Installation) -> list[str]:
    with closing(sqlite3.connect(demo.folder / "db.sqlite3")) as database:
        return [row[0] for row in database.execute("SELECT id FROM people_person")]


def is_begun(demo: Installation) -> bool:
    """Say whether a demo is being played in this database."""
    try:
        with closing(sqlite3.connect(demo.folder / "db.sqlite3")) as database:
            verbs = database.execute("SELECT DISTINCT verb FROM privacy_auditentry")
            return ("demo_begun",) in verbs and ("demo_played",) not in verbs
    except sqlite3.OperationalError:  # not there yet, or being migrated
        return False


def test_what_was_played_is_kept(demo: Installation) -> None:
    played = ids(demo)

    again = demo.run("demo", "--prepare")

    said = json.loads((demo.folder / "said.json").read_text())
    assert said["url"].startswith("http://localhost:80")
    assert said["logins"] == [login._asdict() for login in LOGINS]
    assert {*said["logins"][0]} == {"role", "email", "password"}
    assert all(login.email in again.stdout for login in LOGINS)
    assert ids(demo) == played


def test_it_begins_anew_when_asked_and_after_a_kill(demo: Installation) -> None:
    played = ids(demo)
    letter = demo.folder / "letters" / "one.log"
    letter.parent.mkdir(exist_ok=True)
    letter.touch()

    with demo.started("demo", "--fresh", "--prepare") as killed:
        while not is_begun(demo):
            assert killed.poll() is None
            time.sleep(0.02)
        killed.kill()
    ran = demo.run("demo", "--prepare")

    assert ran.returncode == 0, ran.stderr
    assert not letter.exists()
    assert len(ids(demo)) == len(played)
    assert set(ids(demo)).isdisjoint(played)


def test_a_database_that_demo_did_not_make_is_left_as_it_is(tmp_path: Path) -> None:
    pilot = Installation(tmp_path)
    data_folder.settle(["manage.py", "start", f"--data={tmp_path}"], {})
    file = tmp_path / "db.sqlite3"
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE payroll (person, salary)")
    before = file.read_bytes()

    ran = pilot.run("demo", "--prepare", "--fresh")

    assert ran.returncode == 1
    assert "was not made by demo, so demo does not touch it" in ran.stderr
    assert file.read_bytes() == before


def test_it_serves_tells_that_it_is_a_demo_and_stops_when_told(
    demo: Installation, tmp_path: Path
) -> None:
    other = Installation(tmp_path / "other")
    other.port = demo.port

    with demo.serving("demo") as process:
        status, page = demo.get("/account/login/")
        taken = other.run("demo", f"--port={demo.port}")
        twice = demo.run("demo", "--prepare")
        said = stop(process)

    assert status == 200
    assert "This is a demo" in page or "Dit is een demo" in page
    assert f"The demo is at http://localhost:{demo.port}" in said
    assert process.returncode == 0
    assert f"Port {demo.port} is in use: choose another with --port." in taken.stderr
    assert not (other.folder / "db.sqlite3").exists()
    assert "is in use by another process" in twice.stderr
    assert "Traceback" not in said + taken.stderr + twice.stderr


def test_it_does_not_run_on_the_settings_of_an_installation() -> None:
    with pytest.raises(CommandError, match="Start the demo as"):
        call_command("demo")
