"""Two dispatchers at once, on a database with row locks."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from mailing.models import Delivery
from mailing.outbox.claiming import claim
from tests.factories import make_person
from tests.mailing.stationery import MONDAY, promise_news


def careless_claim(limit: int) -> list[object]:
    """Take what is due without locking it: what `claim` must not do."""
    found = Delivery.objects.due(MONDAY).order_by("not_before", "pk")[:limit]
    return [row.pk for row in found]


def careful_claim(limit: int) -> list[object]:
    return [each.row.pk for each in claim(at=MONDAY, limit=limit).letters]


def both_claims(way: Callable[[int], list[object]]) -> list[list[object]]:
    """Let a second connection claim while the claim of the first is not committed."""
    first_has_claimed, second_has_claimed = Event(), Event()

    def first() -> list[object]:
        with transaction.atomic():
            mine = way(6)
            first_has_claimed.set()
            assert second_has_claimed.wait(10)
        connection.close()
        return mine

    def second() -> list[object]:
        assert first_has_claimed.wait(10)
        mine = way(6)
        second_has_claimed.set()
        connection.close()
        return mine

    with ThreadPoolExecutor(2) as pool:
        return [job.result() for job in (pool.submit(first), pool.submit(second))]


@pytest.fixture
def _row_locks() -> None:
    if not connection.features.has_select_for_update_skip_locked:
        pytest.skip("SQLite has no row locks: one writer at a time")


@pytest.mark.usefixtures("_row_locks")
@pytest.mark.django_db(transaction=True)
def test_two_dispatchers_never_take_the_same_letter() -> None:
    for _ in range(10):
        promise_news(make_person())

    first, second = both_claims(careful_claim)

    assert len(first) == 6
    assert len(second) == 4
    assert set(first).isdisjoint(second)


@pytest.mark.usefixtures("_row_locks")
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_dispatchers_do_take_the_same_letter() -> None:
    for _ in range(10):
        promise_news(make_person())

    first, second = both_claims(careless_claim)

    assert first == second
