"""What every test of the suite stands on."""

import os
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

from privacy import guards

# No deadline for one example: a busy machine is not a failing test.
hypothesis_settings.register_profile("patient", deadline=None)
hypothesis_settings.register_profile("long", deadline=None, max_examples=2000)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "patient"))


# Begun first, so that no core waits for a browser or a process at the end.
LONG = (
    "tests/journeys/",
    "tests/processes/",
    "tests/mentoring/commands/",
    "tests/mentoring/demo/test_play.py",
    "tests/rule/test_any_order.py",
)
DATABASE = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out the tests that a second kind of database cannot change",
    )


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    if config.getoption("database_only"):
        items[:] = [item for item in items if _asks_for_database(item)]
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def _asks_for_database(item: pytest.Item) -> bool:
    case = item.cls if isinstance(item, pytest.Function) else None
    return (
        item.get_closest_marker("django_db") is not None
        or bool(DATABASE & set(getattr(item, "fixturenames", ())))
        or (case is not None and issubclass(case, TransactionTestCase))
    )


@pytest.fixture(autouse=True)
def _guards_stand_aside_for_the_flush(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take the database guards off before a transactional test empties its tables.

    The flush sends post_migrate afterwards, which puts them back.
    """
    marker = request.node.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not asked and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")  # so that its flush comes after ours
    yield
    for guarded in guards.watched():
        guarded.remove(connection)


@pytest.fixture
def fresh_tries(settings: Settings) -> None:
    """Forget how often somebody tried to come in: each test counts its own."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": str(uuid4()),
        }
    }
