"""When post may go, and how long it waits: for all hours, zones and days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing import rules
from mailing.rules import Diary

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


def diary(zone: ZoneInfo, hours: tuple[time, time] = OFFICE) -> Diary:
    return Diary(zone, lambda _day: hours)


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

    assert diary(BRUSSELS).next_moment(at) == wanted


def test_a_night_shift_gets_its_post_after_midnight_too() -> None:
    night = (time(22), time(6))
    at = datetime(2026, 11, 24, 3, tzinfo=BRUSSELS)

    assert diary(BRUSSELS, night).next_moment(at) == at
    assert diary(BRUSSELS, night).last_moment(at) == at


@given(MOMENTS, HOURS, ZONES)
def test_the_next_working_moment_is_one_and_the_first(
    at: datetime, hours: tuple[time, time], zone: ZoneInfo
) -> None:
    own = diary(zone, hours)
    moment = own.next_moment(at)

    assert moment >= at
    # Asked again there, the answer is the moment itself; just before it is no answer.
    assert own.next_moment(moment) == moment
    if moment > at:
        before = moment - timedelta(seconds=1)
        assert own.next_moment(before) == moment


@given(MOMENTS, HOURS, ZONES)
def test_the_moment_before_is_a_working_one_and_never_later(
    at: datetime, hours: tuple[time, time], zone: ZoneInfo
) -> None:
    own = diary(zone, hours)
    moment = own.last_moment(at)

    assert own.last_moment(moment) == moment == own.next_moment(moment)
    assert moment <= at <= own.next_moment(at)
    # Between the two nobody works, but for the last hours in which it goes.
    if moment < at:
        closing = min(moment + rules.LEEWAY, at)
        assert own.next_moment(closing) >= at or own.next_moment(closing) == closing


@given(MOMENTS, ZONES)
def test_office_post_never_comes_at_night_or_on_a_free_day(
    at: datetime, zone: ZoneInfo
) -> None:
    moment = diary(zone).next_moment(at).astimezone(zone)

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


SUNDAY = datetime(2026, 11, 22, 14, tzinfo=BRUSSELS)


def test_a_reminder_of_a_sunday_goes_late_on_friday() -> None:
    friday = datetime(2026, 11, 20, 17, tzinfo=BRUSSELS)

    assert diary(BRUSSELS).last_moment(SUNDAY) == friday


def test_in_a_very_short_shift_a_reminder_goes_when_it_begins() -> None:
    short = (time(9), time(9, 30))
    friday = datetime(2026, 11, 20, 9, tzinfo=BRUSSELS)

    assert diary(BRUSSELS, short).last_moment(SUNDAY) == friday


def test_who_is_away_for_ever_holds_up_nobody() -> None:
    away = Diary(BRUSSELS, lambda _day: OFFICE, works_on=lambda _day: False)

    assert away.next_moment(SUNDAY) == SUNDAY + timedelta(days=rules.AHEAD)
    assert away.last_moment(SUNDAY) == SUNDAY


@pytest.mark.parametrize(
    ("day", "wall", "utc"),
    [
        (date(2026, 3, 29), time(2, 30), (1, 30)),  # skipped: it is 03:30 then
        (date(2026, 10, 25), time(2, 30), (0, 30)),  # twice: the first
        (date(2026, 10, 25), time(2, 30, fold=1), (0, 30)),
        (date(2026, 7, 1), time(9), (7, 0)),
    ],
)
def test_a_wall_time_is_one_instant(
    day: date, wall: time, utc: tuple[int, int]
) -> None:
    wanted = datetime.combine(day, time(*utc), tzinfo=UTC)

    assert rules.instant_of(day, wall, BRUSSELS) == wanted
