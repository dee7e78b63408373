"""Which database a demo may touch: only one whose audit trail says that demo made it.

The mark is an audit entry, so no statement can put it into a real company's database
without leaving it there for two years, and it goes along when a file is copied.
"""

from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, connections, transaction

from people.models import Chart
from privacy import audit
from privacy.models import AuditEntry

BEGUN, PLAYED = "demo_begun", "demo_played"


def begin() -> None:
    """Mark the database before anything else is in it."""
    audit.record(None, BEGUN, Chart())


def finish() -> None:
    """Mark that the whole company has been played."""
    audit.record(None, PLAYED, Chart())


def is_begun() -> bool:
    return _has(BEGUN)


def is_played() -> bool:
    return _has(PLAYED)


def refuse_a_stranger_s() -> None:
    """Raise CommandError when there is a database here that demo did not make."""
    if connection.introspection.table_names() and not is_begun():
        raise CommandError(
            f"{_file()} was not made by demo, so demo does not touch it. "
            f"Choose another folder with --data."
        )


def throw_away() -> None:
    """Delete the database and the letters of an earlier demo."""
    refuse_a_stranger_s()
    connections.close_all()
    for ending in ("", "-wal", "-shm"):
        file = _file()
        file.with_name(file.name + ending).unlink(missing_ok=True)
    for letter in Path(settings.LETTERS_DIR).glob("*.log"):
        letter.unlink()


def _file() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])


def _has(verb: str) -> bool:
    try:
        with transaction.atomic():
            return AuditEntry.objects.filter(verb=verb).exists()
    except DatabaseError:  # there is no trail, or one of another make
        return False
