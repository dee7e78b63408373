"""Post comes when people work: their days away, shifts, holidays and sites."""

from datetime import UTC, date, datetime, time

import pytest
from pytest_django import DjangoAssertNumQueries

from mailing import letters, outbox
from mailing.models import Delivery
from mailing.outbox.claiming import claim
from people.models import Absence, Employment, Person, Shift
from people.operations import presence
from tests.factories import make_person
from tests.mailing.stationery import DAY, HOUR, MONDAY, promise_news, state_of

pytestmark = pytest.mark.django_db
State = Delivery.State
SATURDAY = datetime(2026, 11, 28, 9, tzinfo=UTC)
FRIDAY_LATE = datetime(2026, 11, 27, 16, tzinfo=UTC)  # five in the afternoon, Brussels


def away(person: Person, first: int, last: int) -> None:
    """Keep somebody away on these days of November 2026."""
    days = date(2026, 11, first), date(2026, 11, last)
    presence.be_away(Absence(person=person, from_on=days[0], until_on=days[1]))


def test_who_is_away_gets_post_on_the_first_day_back() -> None:
    anna, bram = make_person(), make_person()
    away(anna, 23, 24)
    hers, his = promise_news(anna), promise_news(bram)

    claim(at=MONDAY, limit=20)

    assert state_of(hers) == State.PENDING
    assert hers.not_before == datetime(2026, 11, 25, 6, tzinfo=UTC)
    assert state_of(his) == State.SENDING


def test_nothing_is_put_off_past_the_moment_at_which_it_says_nothing() -> None:
    anna = make_person()
    away(anna, 23, 24)
    row = promise_news(anna, expires_at=MONDAY + DAY)

    claim(at=MONDAY, limit=20)

    assert state_of(row) == State.EXPIRED


def test_urgent_post_asks_nobody_whether_they_are_there() -> None:
    anna = make_person()
    away(anna, 23, 24)
    row = promise_news(anna, kind="alarm")

    claim(at=MONDAY, limit=20)

    assert state_of(row) == State.SENDING


def test_a_night_shift_gets_its_post_at_night() -> None:
    anna = make_person()
    Shift.objects.create(person=anna, pattern=["night"], starts_on=date(2026, 11, 23))
    row = promise_news(anna)

    claim(at=MONDAY, limit=20)

    assert state_of(row) == State.PENDING
    assert row.not_before == datetime(2026, 11, 23, 21, tzinfo=UTC)


@pytest.mark.parametrize(("country", "waits"), [("BE", True), ("NL", False)])
def test_the_holidays_are_those_of_the_site(country: str, *, waits: bool) -> None:
    anna, armistice = make_person(), datetime(2026, 11, 11, 9, tzinfo=UTC)
    Employment.objects.create(
        person=anna, site="Breda", country=country, from_on=date(2026, 1, 1)
    )
    row = promise_news(anna, occurrence=armistice)

    claim(at=armistice, limit=20)

    assert (state_of(row) == State.PENDING) is waits


def test_a_reminder_comes_before_the_weekend_and_other_post_after_it() -> None:
    anna = make_person()

    reminder = promise_news(anna, kind="reminder", occurrence=SATURDAY)
    news = promise_news(anna, occurrence=SATURDAY)

    assert reminder.not_before == FRIDAY_LATE
    assert reminder.occurrence == news.not_before == SATURDAY


def test_a_reminder_comes_before_days_away_said_after_it_was_promised() -> None:
    anna, bram = make_person(), make_person()
    tuesday = datetime(2026, 12, 1, 9, tzinfo=UTC)
    hers = promise_news(anna, kind="reminder", occurrence=tuesday)
    his = promise_news(bram, kind="reminder", occurrence=tuesday)

    presence.be_away(
        Absence(person=anna, from_on=date(2026, 11, 30), until_on=date(2026, 12, 2))
    )

    hers.refresh_from_db()
    his.refresh_from_db()
    assert (hers.not_before, his.not_before) == (FRIDAY_LATE, tuesday)


def test_a_reminder_comes_within_shifts_that_changed() -> None:
    anna = make_person()
    row = promise_news(anna, kind="reminder", occurrence=MONDAY + DAY)

    presence.work_in_shifts(anna, weeks=["late"], starts_on=date(2026, 11, 23))

    row.refresh_from_db()
    assert row.not_before == datetime(2026, 11, 23, 19, tzinfo=UTC)


def test_a_reminder_that_no_day_before_can_carry_keeps_its_time() -> None:
    anna = make_person()
    row = promise_news(anna, kind="reminder", occurrence=MONDAY)
    claim(at=MONDAY, limit=20)

    outbox.rearrange(anna)

    assert state_of(row) == State.SENDING
    assert row.not_before == MONDAY


def test_where_nobody_knows_who_is_there_post_comes_by_day_in_belgium(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(letters, "REGISTERS", [])
    anna = make_person()
    away(anna, 23, 24)
    row = promise_news(anna)
    late = promise_news(make_person(), occurrence=SATURDAY)

    claim(at=MONDAY, limit=20)
    assert state_of(row) == State.SENDING
    claim(at=SATURDAY, limit=20)

    assert state_of(late) == State.PENDING
    assert anna.working_hours() == (time(7), time(19))
    assert late.not_before == datetime(2026, 11, 30, 6, tzinfo=UTC)


@pytest.mark.parametrize("number", [1, 4])
def test_promising_reminders_costs_the_same_for_one_and_for_four(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    anna = make_person()
    promises = [
        outbox.Promise("reminder", about=anna, to=anna, occurrence=MONDAY + n * HOUR)
        for n in range(number)
    ]

    with django_assert_num_queries(7):  # a savepoint, three looks, insert and revive
        outbox.promise(*promises)
