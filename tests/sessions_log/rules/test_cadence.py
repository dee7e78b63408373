"""The word for the rhythm of a pair: thresholds, pauses, and the marks of months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions_log.rules import cadence
from sessions_log.rules.cadence import (
    ACQUAINTED,
    NOTHING,
    ON_TRACK,
    PAUSE,
    QUIET,
    Course,
    Pause,
)

START = date(2026, 9, 1)
A_DAY = timedelta(days=1)
days = st.dates(START, START + timedelta(days=400))
steps = st.integers(1, 26).map(lambda weeks: timedelta(weeks=weeks))


@st.composite
def pauses(draw: st.DrawFn) -> Pause:
    first = draw(days)
    lasts = draw(st.none() | st.integers(0, 60))
    return Pause(first, None if lasts is None else first + lasts * A_DAY)


def word(after: int, *, weeks: int = 2, state: str = "running") -> str:
    course = Course(state, START, timedelta(weeks=weeks))
    return cadence.word_for(course, today=START + after * A_DAY)


@pytest.mark.parametrize(
    ("after", "weeks", "said"),
    [
        (0, 2, ON_TRACK),
        (21, 2, ON_TRACK),
        (22, 2, QUIET),
        (35, 2, QUIET),
        (36, 2, NOTHING),
        (10, 1, ON_TRACK),
        (11, 1, QUIET),
        (17, 1, QUIET),
        (18, 1, NOTHING),
    ],
)
def test_one_and_a_half_cadence_is_on_track_and_two_and_a_half_is_quiet(
    after: int, weeks: int, said: str
) -> None:
    assert word(after, weeks=weeks) == said


@given(after=st.integers(0, 500))
def test_who_gets_acquainted_or_pauses_is_never_behind(after: int) -> None:
    assert word(after, state="preparing") == ACQUAINTED
    assert word(after, state="paused") == PAUSE
    assert word(after, state="suspended") == PAUSE


@given(since=days, today=days, step=steps)
def test_the_word_only_gets_quieter_with_time(
    since: date, today: date, step: timedelta
) -> None:
    order = [ON_TRACK, QUIET, NOTHING]
    course = Course("running", since, step)

    now = cadence.word_for(course, today=today)
    later = cadence.word_for(course, today=today + A_DAY)

    assert order.index(now) <= order.index(later)


@given(since=days, today=days, some=st.lists(pauses(), max_size=4))
def test_a_day_in_a_pause_is_counted_once_however_pauses_overlap(
    since: date, today: date, some: list[Pause]
) -> None:
    counted = [
        day
        for day in (since + A_DAY * (n + 1) for n in range((today - since).days))
        if not any(one.from_on <= day <= (one.until_on or today) for one in some)
    ]

    assert cadence.days_counted(since, today, some) == len(counted)


def test_a_pause_stops_the_clock() -> None:
    pause = Pause(START + 10 * A_DAY, START + 40 * A_DAY)
    course = Course("running", START, timedelta(weeks=2), (pause,))

    assert cadence.word_for(course, today=START + 50 * A_DAY) == ON_TRACK
    assert cadence.word_for(course, today=START + 53 * A_DAY) == QUIET


def test_a_meeting_without_a_date_counts_for_its_month() -> None:
    def counted(today: date, *, is_dated: bool = False) -> date:
        return cadence.counted_on(date(2026, 9, 3), is_dated=is_dated, today=today)

    assert counted(date(2026, 10, 20)) == date(2026, 9, 30)
    assert counted(date(2026, 9, 12)) == date(2026, 9, 12)
    assert counted(date(2026, 10, 20), is_dated=True) == date(2026, 9, 3)


@given(day=days, today=days)
def test_a_meeting_never_counts_from_before_it_was_held(day: date, today: date) -> None:
    assert cadence.counted_on(day, is_dated=False, today=today) >= day


@pytest.mark.parametrize(
    ("words", "drifts"),
    [
        ([], False),
        ([ON_TRACK] * 3 + [QUIET], False),
        ([ON_TRACK] * 2 + [NOTHING], True),
        ([ON_TRACK] * 3 + [QUIET] + [PAUSE, ACQUAINTED] * 9, False),
        ([QUIET], True),
    ],
)
def test_more_than_a_quarter_behind_is_a_drift(words: list[str], drifts: bool) -> None:  # noqa: FBT001 - a table of cases
    assert cadence.is_drifting(words, percent=25) is drifts


def test_a_month_is_held_or_not_and_this_one_still_open() -> None:
    held = [date(2026, 9, 20), date(2026, 9, 2)]

    found = cadence.months(START, held, today=date(2026, 11, 3), most=6)

    assert found == [
        (date(2026, 9, 1), "met"),
        (date(2026, 10, 1), "quiet"),
        (date(2026, 11, 1), "ahead"),
    ]


@given(first=days, today=days, held=st.lists(days), most=st.integers(1, 12))
def test_months_follow_each_other_up_to_now(
    first: date, today: date, held: list[date], most: int
) -> None:
    found = cadence.months(first, held, today=today, most=most)
    numbers = [12 * month.year + month.month for month, _mark in found]

    assert found[-1][0] == today.replace(day=1)
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert 1 <= len(found) <= most
