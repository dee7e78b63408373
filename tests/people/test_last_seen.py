"""How long a session lasts, and who knows when somebody was last here: the browser."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from people.browser_sessions import SessionStore
from people.models import BrowserSession

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def session_of(**data: object) -> SessionStore:
    session = SessionStore()
    session.update(data)
    session.save()
    return session


def mark_of(key: str | None, mark: str) -> str:
    """Come with a mark, and get the next one; none when the session has ended."""
    session = SessionStore(key)
    session.mark = mark
    session.get("colour")
    return session.mark_seen(timezone.now())


def test_a_session_ends_when_nobody_uses_it() -> None:
    with time_machine.travel(NINE, tick=False):
        key = session_of(colour="green").session_key
    idle = timedelta(seconds=settings.SESSION_IDLE_AGE)

    with time_machine.travel(NINE + idle - timedelta(seconds=1), tick=False):
        assert SessionStore(key)["colour"] == "green"
    with time_machine.travel(NINE + idle, tick=False):
        assert SessionStore(key).load() == {}
    assert not BrowserSession.objects.exists()


def test_a_session_goes_on_while_its_browser_brings_a_fresh_mark() -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        key, mark = session_of(colour="green").session_key, ""
        for _hour in range(3):
            clock.shift(timedelta(hours=1))
            mark = mark_of(key, mark)
            assert mark
        clock.shift(timedelta(hours=2))
        assert mark_of(key, mark) == ""


@pytest.mark.parametrize("worth", ["", "forged", "of another session"])
def test_a_mark_that_is_not_of_this_session_says_nothing(worth: str) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        key, other = session_of(colour="green"), session_of(colour="blue")
        clock.shift(timedelta(hours=1))
        mark = worth
        if worth == "of another session":
            mark = mark_of(other.session_key, "")
        clock.shift(timedelta(hours=1))
        assert mark_of(key.session_key, mark) == ""


def test_a_browser_is_marked_once_a_minute_and_only_when_it_was_looked_at() -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        key = session_of(colour="green").session_key
        clock.shift(timedelta(seconds=59))
        assert mark_of(key, "") == ""
        clock.shift(timedelta(seconds=1))
        assert mark_of(key, "")
        assert SessionStore(key).mark_seen(timezone.now()) == ""


def test_a_session_ends_after_half_a_day_however_much_it_is_used() -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        key = session_of(colour="green").session_key
        mark = ""
        for _hour in range(11):
            clock.shift(timedelta(hours=1))
            mark = mark_of(key, mark)
        clock.shift(timedelta(minutes=59))
        mark = mark_of(key, mark)
        assert mark
        clock.shift(timedelta(minutes=1))
        assert mark_of(key, mark) == ""


def test_reading_writes_nothing_however_long_ago_the_last_time_was(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with time_machine.travel(NINE, tick=False) as clock:
        key = session_of(colour="green").session_key
        before = list(BrowserSession.objects.values())
        clock.shift(timedelta(hours=1))
        with django_assert_num_queries(1):
            SessionStore(key).load()
        assert list(BrowserSession.objects.values()) == before
