"""The rhythm: what becomes of every turn, however two people meet."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions_log.rules import MOST_SHOWN, Rhythm, Turn, around_now, on_a_weekday, turns

FIRST = date(2026, 9, 8)
TWO_WEEKS = timedelta(weeks=2)
EVERY_TWO_WEEKS = Rhythm(FIRST, TWO_WEEKS, 6)
DAYS = st.dates(date(2026, 9, 8), date(2027, 12, 31))


def states(rhythm: Rhythm, held: list[date], coming: date | None, today: date) -> str:
    found = turns(rhythm, held=held, coming=coming, today=today)
    return " ".join(turn.state for turn in found)


def test_what_was_held_is_met_and_the_next_one_has_a_ring() -> None:
    held = [FIRST, FIRST + TWO_WEEKS]
    coming = FIRST + 2 * TWO_WEEKS

    said = states(EVERY_TWO_WEEKS, held, coming, FIRST + TWO_WEEKS)

    assert said == "met met planned ahead ahead ahead"


def test_a_turn_in_which_nothing_was_noted_is_quiet_when_it_is_over() -> None:
    a_week_later = FIRST + TWO_WEEKS + timedelta(days=7)

    assert states(EVERY_TWO_WEEKS, [FIRST], None, a_week_later).startswith("met ahead")
    assert states(
        EVERY_TWO_WEEKS, [FIRST], None, a_week_later + timedelta(days=1)
    ).startswith("met quiet")


def test_a_turn_that_has_passed_before_the_next_meeting_is_quiet_too() -> None:
    today, coming = FIRST + TWO_WEEKS + timedelta(days=1), FIRST + 2 * TWO_WEEKS

    assert states(EVERY_TWO_WEEKS, [FIRST], coming, today).startswith(
        "met quiet planned"
    )
    assert states(EVERY_TWO_WEEKS, [FIRST], None, today).startswith("met ahead ahead")


@pytest.mark.parametrize("days", range(-6, 7))
def test_a_meeting_that_was_moved_by_less_than_half_a_turn_is_no_miss(
    days: int,
) -> None:
    moved = FIRST + TWO_WEEKS + timedelta(days=days)

    found = turns(
        EVERY_TWO_WEEKS, held=[FIRST, moved], coming=None, today=FIRST + 2 * TWO_WEEKS
    )

    assert found[1] == Turn("met", moved)


def test_an_extra_meeting_gives_its_ring_to_the_turn_after_it() -> None:
    soon = FIRST + timedelta(days=2)

    assert states(EVERY_TWO_WEEKS, [FIRST], soon, FIRST).startswith("met planned")


def test_a_meeting_after_the_last_turn_belongs_to_the_last() -> None:
    late = FIRST + 20 * TWO_WEEKS

    assert states(EVERY_TWO_WEEKS, [FIRST], late, late).endswith("planned")
    assert "planned" not in states(EVERY_TWO_WEEKS, [FIRST, late], late, late)


@given(
    held=st.lists(DAYS, max_size=30),
    coming=st.none() | DAYS,
    today=DAYS,
    weeks=st.integers(1, 8),
    count=st.integers(1, 60),
)
def test_every_turn_has_a_state_and_at_most_one_a_ring(
    held: list[date], coming: date | None, today: date, weeks: int, count: int
) -> None:
    rhythm = Rhythm(FIRST, timedelta(weeks=weeks), count)

    found = turns(rhythm, held=held, coming=coming, today=today)

    assert len(found) == count
    assert [turn.state for turn in found].count("planned") <= 1
    met = {turn.on for turn in found if turn.state == "met"}
    assert met <= set(held)
    assert bool(met) == bool(held)
    shown = around_now(found)
    assert len(shown) == min(count, MOST_SHOWN)
    assert all(turn in found for turn in shown)


def test_a_long_journey_shows_the_turns_around_today() -> None:
    weekly = Rhythm(FIRST, timedelta(weeks=1), 100)

    def shown(weeks: int) -> list[date]:
        today = FIRST + timedelta(weeks=weeks)
        return [
            turn.on
            for turn in around_now(turns(weekly, held=[], coming=None, today=today))
        ]

    assert shown(0)[0] == FIRST
    assert shown(50)[0] == FIRST + timedelta(weeks=50 - MOST_SHOWN // 2)
    assert shown(200)[-1] == weekly.due_on(99)


@given(day=st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_nobody_is_asked_to_meet_in_a_weekend(day: date) -> None:
    moved = on_a_weekday(day)

    assert moved.weekday() < 5
    assert day <= moved <= day + timedelta(days=2)
    assert moved == day or day.weekday() >= 5
