"""Moments on which two people can meet, around shifts, days away and holidays."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from people.rules import Presence
from sessions_log.rules import (
    HANDOVER,
    PHONE,
    TOGETHER,
    Slot,
    Wish,
    choices_from,
    nearest,
    series_from,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
MONDAY = date(2026, 9, 7)
TUESDAY = date(2026, 9, 8)
WISH = Wish(60, time(14), BRUSSELS)
BY_DAY = Presence(BRUSSELS)
TWO_WEEKS = timedelta(weeks=2)


def in_shifts(*weeks: str) -> Presence:
    return Presence(BRUSSELS, shifts=weeks, shifts_from=MONDAY)


def away(first: int, last: int) -> Presence:
    return Presence(BRUSSELS, away=((date(2026, 9, first), date(2026, 9, last)),))


def test_the_wished_moment_is_taken_when_both_are_there() -> None:
    assert nearest(TUESDAY, (BY_DAY, BY_DAY), WISH) == Slot(TUESDAY, time(14), 60)


@pytest.mark.parametrize(
    ("one", "other", "at", "minutes", "kind"),
    [
        ("day", "day", time(14), 60, TOGETHER),
        ("day", "early", time(13), 60, TOGETHER),
        ("day", "late", time(14), 60, TOGETHER),
        ("early", "early", time(13), 60, TOGETHER),
        ("night", "night", time(22), 60, TOGETHER),
        ("early", "late", time(14), 15, HANDOVER),
        ("late", "night", time(22), 15, HANDOVER),
        ("night", "early", time(6), 15, HANDOVER),
        ("day", "night", time(16), 30, PHONE),
    ],
)
def test_shifts_that_share_no_hours_speak_at_the_change_or_by_phone(
    one: str, other: str, at: time, minutes: int, kind: str
) -> None:
    for two in (
        (in_shifts(one), in_shifts(other)),
        (in_shifts(other), in_shifts(one)),
    ):
        assert nearest(TUESDAY, two, WISH) == Slot(TUESDAY, at, minutes, kind)


def test_hours_that_are_too_short_are_no_time_together() -> None:
    long = Wish(240, time(14), BRUSSELS)

    slot = nearest(TUESDAY, (BY_DAY, in_shifts("late")), long)

    assert slot == Slot(TUESDAY, time(14), 15, HANDOVER)


@pytest.mark.parametrize(
    ("two", "on"),
    [
        ((BY_DAY, away(8, 9)), 10),
        ((away(8, 10), away(11, 11)), 14),
        ((Presence(BRUSSELS, days_off={TUESDAY}), BY_DAY), 9),
        ((BY_DAY, away(8, 25)), 28),  # longer than a week: the first day after it
    ],
)
def test_a_day_off_of_one_of_the_two_is_passed_over(
    two: tuple[Presence, Presence], on: int
) -> None:
    assert nearest(TUESDAY, two, WISH) == Slot(date(2026, 9, on), time(14), 60)


def test_a_week_that_is_better_soon_is_waited_for() -> None:
    two = in_shifts("early", "day"), in_shifts("late", "day")

    assert nearest(TUESDAY, two, WISH) == Slot(date(2026, 9, 14), time(14), 60)
    assert nearest(MONDAY, two, WISH) == Slot(MONDAY, time(14), 15, HANDOVER)


def test_who_is_away_for_months_leaves_the_day_as_it_is() -> None:
    gone = Presence(BRUSSELS, away=((TUESDAY, date(2027, 9, 8)),))

    for wish, at in ((WISH, time(14)), (Wish(60, None, BRUSSELS), time(10))):
        slot = nearest(date(2026, 9, 12), (gone, BY_DAY), wish)
        assert slot == Slot(date(2026, 9, 14), at, 60, PHONE)


def test_a_time_that_was_chosen_on_purpose_stays_on_another_day() -> None:
    evening = Wish(60, time(19), BRUSSELS, is_fixed=True)

    assert nearest(TUESDAY, (BY_DAY, away(8, 8)), evening) == Slot(
        date(2026, 9, 9), time(19), 60
    )


def test_two_time_zones_meet_in_the_hours_of_both_as_the_planner_reads_them() -> None:
    there = Presence(ZoneInfo("America/New_York"))

    slot = nearest(TUESDAY, (BY_DAY, there), Wish(60, time(10), BRUSSELS))

    assert slot == Slot(TUESDAY, time(15), 60)


def test_choices_are_on_different_days() -> None:
    found = choices_from(TUESDAY, (BY_DAY, away(9, 9)), WISH, count=3)

    assert [one.on.day for one in found] == [8, 10, 11]


def test_a_series_keeps_its_rhythm_around_a_free_day() -> None:
    two = BY_DAY, Presence(BRUSSELS, days_off={date(2026, 9, 22)})

    found = series_from(TUESDAY, two, WISH, step=TWO_WEEKS, count=3)

    assert [one.on for one in found] == [
        TUESDAY,
        date(2026, 9, 23),
        date(2026, 10, 6),
    ]


def test_a_long_absence_does_not_crowd_the_meetings_after_it() -> None:
    week = timedelta(weeks=1)

    found = series_from(TUESDAY, (BY_DAY, away(14, 30)), WISH, step=week, count=3)

    assert [one.on for one in found] == [
        TUESDAY,
        date(2026, 10, 1),
        date(2026, 10, 8),
    ]
