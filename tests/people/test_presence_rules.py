"""When somebody is at work, from days away, holidays and shifts."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from people.rules import Presence

BRUSSELS = ZoneInfo("Europe/Brussels")
MONDAY = date(2026, 9, 7)


def utc(day: int, hour: int) -> datetime:
    return datetime(2026, 9, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "is_there"),
    [
        (date(2026, 9, 7), True),
        (date(2026, 9, 8), False),  # away
        (date(2026, 9, 9), False),  # away, the last day
        (date(2026, 9, 10), False),  # a day off of the site
        (date(2026, 9, 11), True),
        (date(2026, 9, 12), False),  # Saturday
    ],
)
def test_nobody_is_there_on_days_away_days_off_and_weekends(
    day: date, *, is_there: bool
) -> None:
    presence = Presence(
        BRUSSELS,
        away=((date(2026, 9, 8), date(2026, 9, 9)),),
        days_off={date(2026, 9, 10)},
    )

    assert presence.is_there(day) is is_there


def test_working_days_are_counted_back_over_a_weekend_and_days_away() -> None:
    presence = Presence(BRUSSELS, away=((date(2026, 9, 11), date(2026, 9, 11)),))

    assert presence.working_days_before(date(2026, 9, 15), 2) == date(2026, 9, 10)
    assert presence.working_days_before(date(2026, 9, 15), 0) == date(2026, 9, 15)


@pytest.mark.parametrize(
    ("shifts", "spells"),
    [
        ((), [(utc(7, 7), utc(7, 15)), (utc(8, 7), utc(8, 15))]),
        (("early",), [(utc(7, 4), utc(7, 12)), (utc(8, 4), utc(8, 12))]),
        (("late",), [(utc(7, 12), utc(7, 20)), (utc(8, 12), utc(8, 20))]),
        (("night",), [(utc(7, 20), utc(8, 4)), (utc(8, 20), utc(9, 4))]),
        (("day", "late"), [(utc(7, 7), utc(7, 15)), (utc(8, 7), utc(8, 15))]),
        (("late", "day"), [(utc(7, 12), utc(7, 20)), (utc(8, 12), utc(8, 20))]),
    ],
)
def test_a_shift_says_the_hours_of_its_week(
    shifts: tuple[str, ...], spells: list[tuple[datetime, datetime]]
) -> None:
    presence = Presence(BRUSSELS, shifts=shifts, shifts_from=MONDAY)

    assert list(presence.spells_around(date(2026, 9, 8))) == spells


def test_a_pattern_begins_again_and_holds_before_it_was_said() -> None:
    presence = Presence(BRUSSELS, shifts=("day", "late"), shifts_from=MONDAY)

    for day, hour in ((16, 12), (22, 7), (1, 12)):
        [*_before, (opens, _closes)] = presence.spells_around(date(2026, 9, day))
        assert opens == utc(day, hour)


def test_who_is_away_has_no_hours() -> None:
    presence = Presence(BRUSSELS, away=((MONDAY, date(2026, 9, 8)),))

    assert list(presence.spells_around(date(2026, 9, 8))) == []
