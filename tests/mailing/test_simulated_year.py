"""A year of post for 200 people in six zones, by the rules: nobody is bothered."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from mailing import rules
from mailing.rules import Diary, Hours

ZONES = [
    "Europe/Brussels",
    "Europe/London",
    "America/New_York",
    "Asia/Tokyo",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
]
PATTERNS: list[list[Hours]] = [
    [(time(7), time(19))],
    [(time(6), time(14)), (time(14), time(22))],
    [(time(6), time(14)), (time(14), time(22)), (time(22), time(6))],
]
YEAR = date(2026, 1, 1)
DAYS = st.lists(st.integers(0, 60), max_size=20).map(
    lambda numbers: [YEAR + timedelta(days=number) for number in numbers]
)


def somebody(dice: Random, number: int) -> Diary:
    """Make up a zone, shifts and a few weeks away."""
    pattern = PATTERNS[number % len(PATTERNS)]
    begins = [YEAR + timedelta(days=dice.randrange(365)) for _ in range(3)]
    away = {
        day + timedelta(days=length)
        for day in begins
        for length in range(dice.randrange(1, 15))
    }

    def hours_on(day: date) -> Hours:
        return pattern[(day - YEAR).days // 7 % len(pattern)]

    def works_on(day: date) -> bool:
        return rules.is_working_day(day) and day not in away

    return Diary(ZoneInfo(ZONES[number % len(ZONES)]), hours_on, works_on)


def dues(dice: Random, *, count: int) -> list[datetime]:
    start = datetime.combine(YEAR, time(), tzinfo=UTC)
    minutes = [dice.randrange(365 * 24 * 60) for _ in range(count)]
    return sorted(start + timedelta(minutes=each) for each in minutes)


def year_of(diary: Diary, wanted: list[datetime]) -> Iterator[datetime]:
    """Send what is wanted as soon as there are hours and room for it."""
    told: list[date] = []
    for due in wanted:
        moment = diary.next_moment(due)
        while rules.day_with_room(told, first=diary.day_of(moment)) != diary.day_of(
            moment
        ):
            moment = diary.start_of(
                rules.day_with_room(told, first=diary.day_of(moment))
            )
        told.append(diary.day_of(moment))
        yield moment


def is_at_work(diary: Diary, at: datetime) -> bool:
    """Say it in other words than the rules do: look at the day, and the one before."""
    local = at.astimezone(diary.zone)
    for day in (local.date(), local.date() - timedelta(days=1)):
        opens, closes = diary.hours_on(day)
        ends_on = day if closes > opens else day + timedelta(days=1)
        begin = datetime.combine(day, opens, tzinfo=diary.zone).astimezone(UTC)
        end = datetime.combine(ends_on, closes, tzinfo=diary.zone).astimezone(UTC)
        if diary.works_on(day) and begin <= at < end:
            return True
    return False


def test_in_a_year_nobody_is_written_to_off_hours_or_too_often() -> None:
    dice = Random(20261123)  # noqa: S311 - a play, the same each time
    sent = 0
    for number in range(200):
        diary = somebody(dice, number)
        moments = list(year_of(diary, dues(dice, count=80)))
        sent += len(moments)
        assert all(is_at_work(diary, moment) for moment in moments)
        days = [diary.day_of(moment) for moment in moments]
        assert max(Counter(days).values()) == 1
        weeks = Counter(day.isocalendar()[:2] for day in days)
        assert max(weeks.values()) <= 2
    assert sent == 200 * 80


def test_in_a_year_no_reminder_comes_late_or_off_hours() -> None:
    dice = Random(20261124)  # noqa: S311 - a play, the same each time
    for number in range(200):
        diary = somebody(dice, number)
        for due in dues(dice, count=26):
            moment = diary.last_moment(due)
            assert moment <= due
            assert is_at_work(diary, moment)


def test_the_play_would_see_post_at_any_hour() -> None:
    dice = Random(20261125)  # noqa: S311 - a play, the same each time
    diary = somebody(dice, 0)

    wanted = dues(dice, count=80)

    assert not all(is_at_work(diary, due) for due in wanted)
    assert max(Counter(day.date().isocalendar()[:2] for day in wanted).values()) > 2


@given(DAYS, st.integers(0, 70))
def test_the_day_with_room_is_the_first_one(told: list[date], number: int) -> None:
    first = YEAR + timedelta(days=number)

    day = rules.day_with_room(told, first=first)

    between = [first + timedelta(days=n) for n in range((day - first).days + 1)]
    room = [
        one not in told
        and len([t for t in told if timedelta() <= one - t < timedelta(days=7)]) < 2
        for one in between
    ]
    assert room == [False] * (len(between) - 1) + [True]
