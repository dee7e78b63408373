"""How the post is doing."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from mailing import outbox, queries
from mailing.models import Breaker, Delivery
from mailing.outbox import breaker
from mailing.outbox.claiming import claim
from tests.factories import make_person
from tests.mailing.stationery import DAY, HOUR, MINUTE, MONDAY, promise_news

pytestmark = pytest.mark.django_db


def test_an_empty_house_is_healthy_but_has_not_ticked() -> None:
    health = queries.health(at=MONDAY)

    assert health == queries.PostHealth(
        last_tick=None,
        open=0,
        overdue=timedelta(),
        dead=0,
        expired=0,
        on_paper=0,
        resting_until=None,
    )


def test_the_age_of_what_is_due_counts_from_its_own_time() -> None:
    promise_news(make_person(), not_before=MONDAY - HOUR)
    promise_news(make_person(), not_before=MONDAY + DAY)

    health = queries.health(at=MONDAY)

    assert (health.open, health.overdue) == (2, HOUR)
    assert queries.health(at=MONDAY - DAY).overdue == timedelta()


def test_what_did_not_arrive_is_counted_and_never_dropped() -> None:
    for number, state in enumerate(("dead", "expired", "expired", "cancelled")):
        row = promise_news(make_person(), occurrence=MONDAY + number * MINUTE)
        Delivery.objects.filter(pk=row.pk).update(state=state)

    health = queries.health(at=MONDAY)

    assert (health.open, health.dead, health.expired) == (0, 1, 2)


def test_paper_that_waits_is_counted_apart_from_mail() -> None:
    promise_news(make_person(email=None, employee_number="7"))
    claim(at=MONDAY, limit=20)

    health = queries.health(at=MONDAY + DAY)

    assert (health.open, health.on_paper) == (0, 1)
    assert health.overdue == timedelta()


def test_a_turn_of_the_dispatcher_is_seen() -> None:
    outbox.deliver_due(at=MONDAY - HOUR)
    outbox.deliver_due(at=MONDAY)

    assert queries.health(at=MONDAY).last_tick == MONDAY


def test_a_server_that_is_away_is_seen_while_all_post_rests() -> None:
    breaker.trip(at=MONDAY)

    assert queries.health(at=MONDAY).resting_until == MONDAY + MINUTE / 2
    assert queries.health(at=MONDAY + MINUTE).resting_until is None
    assert Breaker.objects.get().failures == 1


@pytest.mark.parametrize("number", [1, 4])
def test_the_figures_cost_the_same_for_one_letter_and_for_four(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        promise_news(make_person())

    with django_assert_num_queries(5):
        assert queries.health(at=MONDAY).open == number
