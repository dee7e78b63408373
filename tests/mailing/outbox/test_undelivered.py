"""What did not arrive: shown without a secret, tried again, or told another way."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from mailing import outbox, queries
from mailing.models import Address, Delivery
from mailing.outbox.claiming import claim
from people.models import Person
from privacy.models import AuditEntry
from tests.factories import make_person
from tests.mailing.stationery import DAY, HOUR, MONDAY, promise_news, state_of

pytestmark = pytest.mark.django_db
State = Delivery.State
SCOPE = uuid4()


def lost(to: Person, **fields: object) -> Delivery:
    """Promise a letter in a programme that a server then refused."""
    state = fields.pop("state", State.DEAD)
    row = promise_news(to, **{"scope": SCOPE, **fields})
    Delivery.objects.filter(pk=row.pk).update(state=state, last_error="550 no")
    row.refresh_from_db()
    return row


def test_the_list_names_what_did_not_arrive_in_this_programme() -> None:
    anna = make_person()
    row = lost(anna)
    expired = lost(anna, occurrence=MONDAY + HOUR, state=State.EXPIRED)
    lost(make_person(), scope=uuid4())
    promise_news(make_person(), scope=SCOPE)

    first, second = queries.undelivered_in(SCOPE)

    assert (first.row, first.kind, first.answer) == (row, "news", "550 no")
    assert first.since == MONDAY
    assert second.row == expired


def test_confidential_letters_are_one_line_without_a_kind() -> None:
    anna = make_person()
    row = lost(anna, kind="secret")
    lost(anna, kind="secret", occurrence=MONDAY + HOUR)
    # That one expired says nothing of the address, and would tell that there was one.
    lost(make_person(), kind="secret", state=State.EXPIRED)

    (line,) = queries.undelivered_in(SCOPE)

    assert (line.row, line.kind, line.count) == (row, None, 2)


def test_a_letter_is_tried_again_as_if_it_were_new() -> None:
    anna, bram = make_person(), make_person()
    Address.objects.create(
        person=anna, value=anna.email or "", hard_bounces=2, stopped_at=MONDAY
    )
    row = lost(anna)

    assert outbox.retry(row, by=bram, at=MONDAY) == 1

    assert state_of(row) == State.PENDING
    assert (row.attempts, row.last_error) == (0, "")
    assert not queries.stopped_addresses().exists()
    (again,) = claim(at=MONDAY, limit=20).letters
    assert again.row == row
    assert AuditEntry.objects.filter(verb="tried again to write to").exists()


def test_confidential_letters_are_tried_again_together() -> None:
    anna = make_person()
    row = lost(anna, kind="secret")
    other = lost(anna, kind="secret", occurrence=MONDAY + HOUR)
    news, elsewhere = (
        lost(anna),
        lost(
            anna,
            kind="secret",
            scope=uuid4(),
            about=row.recipient,
            occurrence=MONDAY + DAY,
        ),
    )

    assert outbox.retry(row, by=make_person(), at=MONDAY) == 2

    assert state_of(row) == state_of(other) == State.PENDING
    assert state_of(news) == state_of(elsewhere) == State.DEAD


def test_what_tells_nothing_any_more_is_not_tried_again() -> None:
    row = lost(make_person(), expires_at=MONDAY)

    with pytest.raises(ValidationError, match="cannot be sent any more"):
        outbox.retry(row, by=make_person(), at=MONDAY)

    assert state_of(row) == State.DEAD


def test_who_was_told_another_way_is_not_written_to_again() -> None:
    anna = make_person()
    row = lost(anna)

    assert outbox.mark_told(row, by=make_person(), at=MONDAY) == 1
    promise_news(anna, scope=SCOPE)

    assert state_of(row) == State.CANCELLED
    assert queries.undelivered_in(SCOPE) == []
    assert claim(at=MONDAY, limit=20).seen == 0


def test_what_is_off_the_list_cannot_be_told_twice() -> None:
    row = lost(make_person())
    outbox.mark_told(row, by=make_person(), at=MONDAY)

    with pytest.raises(ValidationError, match="not on the list any more"):
        outbox.mark_told(row, by=make_person(), at=MONDAY)


def test_an_address_that_was_stopped_asks_for_somebody() -> None:
    anna = make_person()
    Address.objects.create(person=anna, value="a@fabriek.example", stopped_at=MONDAY)
    Address.objects.create(person=anna, value="b@fabriek.example", hard_bounces=1)

    (address,) = queries.stopped_addresses()

    assert (address.value, address.person) == ("a@fabriek.example", anna)


@pytest.mark.parametrize("number", [1, 4])
def test_the_list_costs_one_query(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        lost(make_person())

    with django_assert_num_queries(1):
        lines = [str(line.row.recipient) for line in queries.undelivered_in(SCOPE)]

    assert len(lines) == number
