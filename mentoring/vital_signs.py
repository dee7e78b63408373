"""How this installation is: for the health pages and `doctor`. Figures, no names."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from mailing import queries as post
from mailing.queries import PostHealth
from privacy import guards

SILENCE = timedelta(minutes=5)  # without a tick: nobody delivers
DELAY = timedelta(minutes=15)  # of the oldest letter that is due


@dataclass(frozen=True)
class VitalSigns:
    """What was found at one moment; without an answer of the database nothing is known.

    `well` is what pages need. The post may be late while every page works, so it has a
    sign of its own.
    """

    at: datetime
    database_answers: bool
    guards_missing: tuple[str, ...] = ()
    post: PostHealth | None = None

    @property
    def well(self) -> bool:
        return self.database_answers and not self.guards_missing

    @property
    def post_works(self) -> bool:
        """Say whether somebody delivers, and in time."""
        if self.post is None or self.post.last_tick is None:
            return False
        return self.at - self.post.last_tick <= SILENCE and self.post.overdue <= DELAY


def take(*, at: datetime) -> VitalSigns:
    """Ask the database; that it does not answer is a finding too, not an error."""
    try:
        return VitalSigns(
            at=at,
            database_answers=True,
            guards_missing=tuple(guards.missing(connection)),
            post=post.health(at=at),
        )
    except DatabaseError:
        return VitalSigns(at=at, database_answers=False)


def migrations_waiting() -> tuple[str, ...]:
    """Name what this version has and the database lacks; asks the database."""
    applied = MigrationRecorder(connection).applied_migrations()
    return tuple(f"{app}.{name}" for app, name in sorted(_known() - applied.keys()))


@cache
def _known() -> frozenset[tuple[str, str]]:
    """Read our migrations from disk, once."""
    return frozenset(MigrationLoader(None).disk_migrations or ())
