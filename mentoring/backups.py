"""Copies of the database: taken while people work, put back when nobody does.

A copy never holds the note keys. They are kept elsewhere, so that whoever finds a copy
can read no note, and so that retiring a key makes an erasure final in old copies too.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection, connections

SQLITE, POSTGRESQL = ".sqlite3", ".dump"
SQLITE_BEGINS = b"SQLite format 3\0"
#: After this a retired note key makes an erasure final in old copies too.
WINDOW = timedelta(days=35)
NAME = "peterschap-{:%Y%m%d-%H%M%S}{}"


def take(folder: Path, *, at: datetime) -> Path:
    """Write a copy that only its owner reads; it has its name only when it is whole."""
    kind = POSTGRESQL if settings.ON_POSTGRESQL else SQLITE
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy = folder / NAME.format(at, kind)
    part = copy.with_name(f"{copy.name}.part")
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    (_dump_postgresql if settings.ON_POSTGRESQL else _copy_sqlite)(part)
    return part.rename(copy)


def keep_nightly(folder: Path, *, at: datetime) -> None:
    """Take the copy of this day, unless there is one, and let go of the oldest."""
    today = NAME.format(at, "").rpartition("-")[0]
    if not any(copy.name.startswith(today) for copy in _copies(folder)):
        take(folder, at=at)
        forget_older(folder, than=WINDOW, at=at)


def forget_older(folder: Path, *, than: timedelta, at: datetime) -> list[Path]:
    """Delete the copies in the folder that are older; return which they were."""
    oldest = NAME.format(at - than, "")
    old = sorted(copy for copy in _copies(folder) if copy.name < oldest)
    for copy in old:
        copy.unlink()
    return old


def put_back(copy: Path) -> None:
    """Make the database what it was in the copy.

    Raises CommandError when the file is no copy for this database.
    """
    if settings.ON_POSTGRESQL:
        _restore_postgresql(copy)
    else:
        _restore_sqlite(copy)


def _copies(folder: Path) -> Iterator[Path]:
    for kind in (SQLITE, POSTGRESQL):
        yield from folder.glob(f"peterschap-????????-??????{kind}")


def _copy_sqlite(target: Path) -> None:
    """Copy page by page by SQLite's own means: a writer beside it does no harm."""
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)


def _restore_sqlite(copy: Path) -> None:
    with copy.open("rb") as file:
        if not file.read(len(SQLITE_BEGINS)).startswith(SQLITE_BEGINS):
            raise CommandError(f"{copy} is not a copy of an SQLite database.")
    connections.close_all()
    database = Path(settings.DATABASES["default"]["NAME"])
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = database.with_name(f"{database.name}.part")
    shutil.copyfile(copy, part)
    part.chmod(0o600)
    for beside in ("-wal", "-shm"):
        database.with_name(database.name + beside).unlink(missing_ok=True)
    part.rename(database)


def _dump_postgresql(target: Path) -> None:
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def _restore_postgresql(copy: Path) -> None:
    connections.close_all()
    whole = ("--single-transaction", "--exit-on-error", "--clean", "--if-exists")
    _run("pg_restore", *whole, "--no-owner", f"--dbname={_database()['NAME']}", copy)


def _run(program: str, *words: str | Path) -> None:
    """Run PostgreSQL's own tool; the password goes by the environment."""
    database = _database()
    told = {
        "PGHOST": database["HOST"],
        "PGPORT": str(database["PORT"]),
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
        "PGDATABASE": database["NAME"],
    }
    found = shutil.which(program)
    if found is None:
        raise CommandError(
            f"{program} is not on this machine: install PostgreSQL's client programs."
        )
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own tool, our own words
        [found, *words],
        check=False,
        env={**os.environ, **{name: value for name, value in told.items() if value}},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise CommandError(f"{program} did not succeed: {done.stderr.strip()[-400:]}")


def _database() -> dict[str, str]:
    return connection.settings_dict
