"""Database guards: triggers that refuse even raw SQL.

Any app may have guards of its own. Its `guards.py` names them per vendor in `TRIGGERS`
and offers `install(connection)` and `remove(connection)`, both idempotent; its
AppConfig says in `ready`::

    guards.watch(self)

From then on they are off while a migration runs and on when it has run: SQLite remakes
the tables that it alters, which would lose a trigger on them and stumble over a trigger
that names them. `missing(connection)` is what a system check, `doctor` and tests ask.

What `privacy` itself guards is the audit trail.
"""

from privacy.guards.audit_trail import MONTHS, TRIGGERS, install, remove
from privacy.guards.triggers import (
    Trigger,
    Triggers,
    postgresql_refusal,
    put_on,
    sqlite_refusal,
    take_off,
)
from privacy.guards.watching import missing, watch, watched

__all__ = [
    "MONTHS",
    "TRIGGERS",
    "Trigger",
    "Triggers",
    "install",
    "missing",
    "postgresql_refusal",
    "put_on",
    "remove",
    "sqlite_refusal",
    "take_off",
    "watch",
    "watched",
]
