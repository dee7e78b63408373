"""A database for one measurement: made as the tests make theirs, gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection
from django.test.utils import setup_databases, teardown_databases


@contextmanager
def own_database() -> Iterator[None]:
    """Measure beside the database of DATABASE_URL (SQLite without), never in it.

    SQLite's is a file, as a company has it: in memory it would count as ours.
    """
    with TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "company")
        made = setup_databases(verbosity=0, interactive=False)
        try:
            yield
        finally:
            teardown_databases(made, verbosity=0)
