"""`manage.py doctor`: what is well with this installation, what is not, what to do."""

import shutil
import stat
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.mail import get_connection
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from redis import Redis, RedisError

from mentoring import data_folder, vital_signs

ENOUGH_ROOM = 1_000_000_000  # bytes
KEY_FILES = (data_folder.SECRET_KEY, data_folder.NOTES_KEYS)


class Finding(NamedTuple):
    """One thing looked at; `advice` is empty when it is well."""

    about: str
    advice: str = ""


class Command(BaseCommand):
    """Look at everything an operator would, and say what to do about it."""

    help = "Check this installation; exits with 1 when something needs a hand."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--stopped", action="store_true", help="do not expect it to be running"
        )

    def handle(self, *, stopped: bool, **_options: object) -> None:
        ill = 0
        for finding in findings(running=not stopped):
            ill += bool(finding.advice)
            mark = self.style.ERROR("NOT WELL") if finding.advice else "well"
            self.stdout.write(f"{mark:8}  {finding.about}")
            if finding.advice:
                self.stdout.write(f"          {finding.advice}")
        if ill:
            raise CommandError(f"{ill} thing(s) need a hand.")


def findings(*, running: bool) -> Iterator[Finding]:
    """Look at one thing after another; only what answers is asked further."""
    signs = vital_signs.take(at=timezone.now())
    if not signs.database_answers:
        yield Finding(
            "the database",
            "It does not answer, or holds nothing yet: see DATABASE_URL, and run "
            "manage.py migrate.",
        )
        return
    yield Finding("the database")
    yield _migrations()
    yield _guards(signs.guards_missing)
    yield _checks()
    yield from _key_files(settings.VAR_DIR)
    yield _room(settings.VAR_DIR)
    yield _mail()
    yield _broker()
    if running:
        yield _post(signs)


def _migrations() -> Finding:
    said = _said("migrate", "--check", "--no-color")
    return Finding("migrations", "Run manage.py migrate." if said is not None else "")


def _guards(missing: tuple[str, ...]) -> Finding:
    advice = f"Run manage.py migrate; missing are: {', '.join(missing)}."
    return Finding("the guards in the database", advice if missing else "")


def _checks() -> Finding:
    """Run the product's own system checks, those of a deployment included."""
    deploy = ("--deploy",) if settings.HTTPS else ()
    level = ("--database=default", "--fail-level=WARNING", "--no-color")
    return Finding("settings and keys", _said("check", *deploy, *level) or "")


def _said(command: str, *words: str) -> str | None:
    """Run a command silently; return what it said if it did not succeed."""
    heard = StringIO()
    try:
        with redirect_stdout(heard), redirect_stderr(heard):
            call_command(command, *words, stdout=heard, stderr=heard)
    except (CommandError, SystemExit) as failure:
        return f"{heard.getvalue()}{failure}".strip()
    return None


def _key_files(folder: Path) -> Iterator[Finding]:
    for file in (folder / name for name in KEY_FILES):
        if file.exists():
            open_to = stat.S_IMODE(file.stat().st_mode) & 0o077
            advice = f"Others can read it: chmod 600 {file}" if open_to else ""
            yield Finding(f"who can read {file.name}", advice)


def _room(folder: Path) -> Finding:
    existing = next(f for f in (folder, *folder.parents) if f.exists())
    free = shutil.disk_usage(existing).free
    advice = f"Only {free / 1e6:,.0f} MB are free at {existing}."
    return Finding("room on the disk", advice if free < ENOUGH_ROOM else "")


def _mail() -> Finding:
    """Knock at the mail server, without sending anything."""
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        return Finding("the mail server", "Letters go nowhere: set EMAIL_URL.")
    try:
        mail = get_connection(fail_silently=False)
        mail.open()
        mail.close()
    except OSError as failure:
        return Finding("the mail server", f"It does not let us in: {failure}")
    return Finding("the mail server")


def _broker() -> Finding:
    if not settings.REDIS_URL:
        return Finding("the broker (this process's own memory)")
    try:
        with Redis.from_url(settings.REDIS_URL, socket_timeout=5) as redis:
            redis.ping()
    except RedisError as failure:
        return Finding("the broker", f"Redis does not answer: {failure}")
    return Finding("the broker")


def _post(signs: vital_signs.VitalSigns) -> Finding:
    advice = "Nobody delivers letters: are the worker and the beat running?"
    return Finding("the post", "" if signs.post_works else advice)
