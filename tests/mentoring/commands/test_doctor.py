"""`manage.py doctor`: one line per thing, and what to do about it."""

from collections import namedtuple
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from pytest_django import Settings
from redis import Redis, RedisError

from mailing.models import Tick
from mentoring.management.commands import doctor
from privacy import guards

pytestmark = pytest.mark.django_db

SMTP = "django.core.mail.backends.smtp.EmailBackend"
CONSOLE = "django.core.mail.backends.console.EmailBackend"
NOBODY = 1  # a port on which nobody listens


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Give an installation without a broker of its own, in a folder that is closed."""
    tmp_path.chmod(0o700)
    settings.VAR_DIR = tmp_path
    settings.REDIS_URL = ""
    return tmp_path


def advice(*, running: bool = False) -> dict[str, str]:
    """Look, and give the advice for what is not well."""
    found = doctor.findings(running=running)
    return {about: said for about, said in found if said}


def test_an_installation_that_is_well_needs_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("doctor", "--stopped")

    said = capsys.readouterr().out
    assert "well      the database" in said
    assert "well      settings and keys" in said
    assert "NOT WELL" not in said


def test_what_is_not_well_makes_it_fail(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL_BACKEND = CONSOLE

    with pytest.raises(CommandError, match=r"1 thing\(s\) need a hand"):
        call_command("doctor", "--stopped", "--no-color")

    said = capsys.readouterr().out
    assert "NOT WELL  the mail server" in said
    assert "          Letters go nowhere: set EMAIL_URL." in said


def test_a_database_that_holds_nothing_is_all_that_is_said() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE mailing_tick RENAME TO mailing_tock")

    assert list(advice()) == ["the database"]


def test_guards_that_are_gone_are_named() -> None:
    for guarded in guards.watched():
        guarded.remove(connection)

    said = advice()["the guards in the database"]

    assert said.startswith("Run manage.py migrate; missing are: ")
    assert "audit_entry_never_changes" in said


def test_a_migration_that_waits_is_said() -> None:
    [latest] = MigrationLoader(connection).graph.leaf_nodes("evaluations")
    MigrationRecorder(connection).record_unapplied(*latest)

    assert advice()["migrations"] == "Run manage.py migrate."


def test_what_the_system_checks_say_is_passed_on(settings: Settings) -> None:
    settings.HTTPS = True
    settings.SECURE_HSTS_SECONDS = 0

    assert "security.W004" in advice()["settings and keys"]


def test_a_key_that_others_can_read_is_said(folder: Path) -> None:
    key = folder / "notes.keys"
    key.touch(mode=0o644)
    (folder / "secret.key").touch(mode=0o600)

    assert advice() == {
        "who can read notes.keys": f"Others can read it: chmod 600 {key}"
    }


def test_a_disk_that_is_nearly_full_is_said(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, folder: Path
) -> None:
    usage = namedtuple("usage", "total used free")  # noqa: PYI024 - as shutil has it
    monkeypatch.setattr(
        "shutil.disk_usage", lambda _path: usage(10**12, 10**12, 5 * 10**8)
    )
    settings.VAR_DIR = folder / "not" / "there" / "yet"

    assert advice()["room on the disk"] == f"Only 500 MB are free at {folder}."


def test_a_mail_server_that_is_not_there_is_said(settings: Settings) -> None:
    settings.EMAIL_BACKEND = SMTP
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", NOBODY

    assert "It does not let us in" in advice()["the mail server"]


def test_a_broker_that_is_not_there_is_said(settings: Settings) -> None:
    settings.REDIS_URL = f"redis://127.0.0.1:{NOBODY}/0"

    assert "Redis does not answer" in advice()["the broker"]


def test_a_broker_that_answers_is_well(settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:6379/0"
    try:
        with Redis.from_url(settings.REDIS_URL) as redis:
            redis.ping()
    except RedisError:
        pytest.skip("no Redis runs on its usual port here")

    assert "the broker" not in advice()


def test_a_post_that_nobody_delivers_is_said_while_it_should_run() -> None:
    silent = advice(running=True)
    Tick.objects.create(at=timezone.now())
    beating = advice(running=True)

    assert silent["the post"].startswith("Nobody delivers letters")
    assert beating == {}
