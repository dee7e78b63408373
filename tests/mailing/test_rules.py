"""When post may go, and how long it waits: for all hours, zones and days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing import rules

BRUSSELS = ZoneInfo("Europe/Brussels")
OFFICE = (time(7), time(19))
ZONES = st.sampled_from(
    ["Europe/Brussels", "America/New_York", "Asia/Tokyo", "Pacific/Apia", "UTC"]
).map(ZoneInfo)
HOURS = st.tuples(*[st.times().map(lambda each: each.replace(second=0))] * 2)
MOMENTS = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    datetime(2027, 12, 31),  # noqa: DTZ001 - idem
    timezones=st.just(UTC),
)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 22), False),  # Sunday
        (date(2026, 7, 21), False),  # the national day of Belgium, a Tuesday
        (date(2026, 12, 25), False),
    ],
)
def test_weekends_and_holidays_are_no_working_days(day: date, works: bool) -> None:  # noqa: FBT001 - a table of examples
    assert rules.is_working_day(day) is works


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 11, 23, 10, tzinfo=BRUSSELS), None),
        (datetime(2026, 11, 23, 7, tzinfo=BRUSSELS), None),
        (datetime(2026, 11, 23, 6, 59, tzinfo=BRUSSELS), (23, 7)),
        (datetime(2026, 11, 23, 19, tzinfo=BRUSSELS), (24, 7)),
        (datetime(2026, 11, 20, 19, tzinfo=BRUSSELS), (23, 7)),
    ],
)
def test_post_waits_for_the_morning(
    at: datetime, expected: tuple[int, int] | None
) -> None:
    wanted = datetime(2026, 11, *expected, tzinfo=BRUSSELS) if expected else at

    assert rules.next_working_moment(at, hours=OFFICE, zone=BRUSSELS) == wanted


def test_a_night_shift_gets_its_post_after_midnight_too() -> None:
    night = (time(22), time(6))
    at = datetime(2026, 11, 24, 3, tzinfo=BRUSSELS)

    assert rules.next_working_moment(at, hours=night, zone=BRUSSELS) == at


@given(MOMENTS, HOURS, ZONES)
def test_the_next_working_moment_is_one_and_the_first(
    at: datetime, hours: tuple[time, time], zone: ZoneInfo
) -> None:
    moment = rules.next_working_moment(at, hours=hours, zone=zone)

    assert moment >= at
    # Asked again there, the answer is the moment itself; just before it is no answer.
    assert rules.next_working_moment(moment, hours=hours, zone=zone) == moment
    if moment > at:
        before = moment - timedelta(seconds=1)
        assert rules.next_working_moment(before, hours=hours, zone=zone) == moment


@given(MOMENTS, ZONES)
def test_office_post_never_comes_at_night_or_on_a_free_day(
    at: datetime, zone: ZoneInfo
) -> None:
    moment = rules.next_working_moment(at, hours=OFFICE, zone=zone).astimezone(zone)

    assert time(7) <= moment.time() < time(19)
    assert rules.is_working_day(moment.date())


def test_waits_double_up_to_an_hour() -> None:
    waits = [rules.wait_after_refusal(n, luck=0) for n in range(1, 9)]

    assert [wait.seconds // 60 for wait in waits] == [1, 2, 4, 8, 16, 32, 60, 60]


@given(st.integers(1, 10_000), st.floats(-1, 1))
def test_luck_moves_a_wait_by_a_fifth_at_most(attempts: int, luck: float) -> None:
    even = rules.wait_after_refusal(attempts, luck=0)

    lucky = rules.wait_after_refusal(attempts, luck=luck)

    assert abs(lucky - even) <= even * 0.2 + timedelta(microseconds=1)


def test_a_pause_lasts_thirty_seconds_to_five_minutes() -> None:
    assert rules.pause_after_failure(1) == timedelta(seconds=30)
    assert rules.pause_after_failure(1000) == timedelta(minutes=5)
