"""The one row of the chart: it is there whenever the tables are.

Whoever opens a pairing or changes a line locks this row, so an empty table would leave
the lines without a lock. A migration, and a flush in tests, end by putting it back.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from people.models import Chart
from privacy.guards import Triggers

TRIGGERS: Triggers = {"sqlite": (), "postgresql": ()}


def install(connection: BaseDatabaseWrapper) -> None:
    """Insert the row if it is missing and its table is there."""
    table = Chart._meta.db_table
    if table not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, version, source) VALUES (1, 0, '')"  # noqa: S608 - our own names
            " ON CONFLICT (id) DO NOTHING"
        )


def remove(connection: BaseDatabaseWrapper) -> None:
    """Leave the row where it is: no migration stumbles over it."""
