"""Promising letters, and taking promises back."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from mailing.models import Delivery
from mailing.outbox import Promise, cancel, promise
from tests.factories import make_person, make_programme
from tests.mailing.stationery import DAY, HOUR, MONDAY, promise_news, state_of

pytestmark = pytest.mark.django_db
State = Delivery.State


def test_a_promise_holds_ids_and_no_text(settings: Settings) -> None:
    settings.SITE_URL = "https://peterschap.fabriek.example:8443"
    anna, scope = make_person(), uuid.uuid4()

    row = promise_news(anna, scope=scope, expires_at=MONDAY + DAY)

    assert (row.kind, row.about_id, row.recipient) == ("news", anna.pk, anna)
    assert (row.state, row.channel, row.scope) == ("pending", "mail", scope)
    assert (row.not_before, row.expires_at) == (MONDAY, MONDAY + DAY)
    assert row.message_id == f"<{row.pk}@peterschap.fabriek.example>"
    assert row.created_at is not None
    assert str(row) == "news (pending)"


def test_a_letter_may_be_due_at_another_moment_than_its_occasion() -> None:
    row = promise_news(make_person(), not_before=MONDAY - DAY)

    assert (row.occurrence, row.not_before) == (MONDAY, MONDAY - DAY)


def test_promising_twice_is_one_letter() -> None:
    anna = make_person()

    first = promise_news(anna)
    again = promise_news(anna)

    assert first.pk == again.pk
    assert Delivery.objects.count() == 1


def test_the_database_refuses_a_second_row_for_one_occasion() -> None:
    row = promise_news(make_person())
    row.pk = uuid.uuid4()
    row._state.adding = True  # noqa: SLF001 - the same row once more

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_another_moment_is_another_letter() -> None:
    anna = make_person()

    promise_news(anna)
    promise_news(anna, occurrence=MONDAY + HOUR)

    assert Delivery.objects.count() == 2


def test_a_letter_that_was_sent_is_not_sent_again() -> None:
    anna = make_person()
    row = promise_news(anna)
    Delivery.objects.update(state=State.SENT, sent_at=MONDAY)

    promise_news(anna)

    assert state_of(row) == State.SENT


def test_a_cancelled_letter_comes_back_with_a_new_promise() -> None:
    anna = make_person()
    row = promise_news(anna, expires_at=MONDAY + HOUR)
    assert cancel("news", about=anna) == 1
    assert state_of(row) == State.CANCELLED

    promise_news(anna, expires_at=MONDAY + DAY)

    assert state_of(row) == State.PENDING
    assert row.expires_at == MONDAY + DAY


def test_a_letter_that_left_before_it_was_cancelled_stays_cancelled() -> None:
    anna = make_person()
    row = promise_news(anna)
    Delivery.objects.update(state=State.CANCELLED, sent_at=MONDAY)

    promise_news(anna)

    assert state_of(row) == State.CANCELLED


def test_only_the_promised_occasion_comes_back() -> None:
    anna = make_person()
    earlier = promise_news(anna)
    later = promise_news(anna, occurrence=MONDAY + HOUR)
    cancel("news", about=anna)

    promise_news(anna, occurrence=MONDAY + HOUR)

    assert (state_of(earlier), state_of(later)) == (State.CANCELLED, State.PENDING)


def test_cancelling_can_be_narrowed_to_a_reader_and_a_moment() -> None:
    anna, bram = make_person(), make_person()
    mine = promise_news(anna)
    his = promise_news(bram, about=anna)
    later = promise_news(anna, occurrence=MONDAY + HOUR)

    assert cancel("news", about=anna, to=anna, occurrence=MONDAY) == 1
    assert cancel("alarm", about=anna) == 0

    assert [state_of(row) for row in (mine, his, later)] == [
        State.CANCELLED,
        State.PENDING,
        State.PENDING,
    ]


def test_what_is_being_sent_is_not_cancelled_under_the_hands_of_its_sender() -> None:
    anna = make_person()
    row = promise_news(anna)
    Delivery.objects.update(
        state=State.SENDING, lease_until=MONDAY + HOUR, worker="somebody"
    )

    assert cancel("news", about=anna) == 0
    assert state_of(row) == State.SENDING


def test_a_promise_vanishes_with_the_act_that_made_it() -> None:
    anna = make_person()

    with transaction.atomic():
        promise_news(anna)
        transaction.set_rollback(True)

    assert not Delivery.objects.exists()


def test_a_kind_that_nobody_declared_is_refused() -> None:
    anna = make_person()

    with pytest.raises(LookupError, match="No letter is called gossip"):
        promise(Promise("gossip", about=anna, to=anna, occurrence=MONDAY))


def test_a_letter_about_something_else_is_refused() -> None:
    with pytest.raises(TypeError, match="A letter news is about Person"):
        promise_news(make_person(), about=make_programme())


def test_a_way_that_nothing_goes_is_refused() -> None:
    with pytest.raises(LookupError, match="Nothing goes by text yet"):
        promise_news(make_person(), channel="text")


@pytest.mark.parametrize("number", [1, 4])
def test_many_promises_cost_as_many_queries_as_one(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [make_person() for _ in range(number)]
    many = [Promise("news", about=each, to=each, occurrence=MONDAY) for each in people]

    with django_assert_num_queries(4):  # a savepoint around the insert and the look
        promise(*many)

    assert Delivery.objects.count() == number
