"""Meetings: a series, one more, moved, cancelled; never on an odd day."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from matching.models import Pairing
from matching.operations import pairings
from programmes.models import Programme
from sessions_log.models import Meeting
from sessions_log.operations import meetings
from sessions_log.operations.meetings import Moment
from tests.factories import NOW
from tests.pairs import FIRST_MEETING, Pair

pytestmark = pytest.mark.django_db
MOMENT = Moment(FIRST_MEETING, time(14), 60, Meeting.Way.VIDEO)
WEEK = timedelta(weeks=1)


def days_of(found: list[Meeting]) -> list[date]:
    return [one.planned_on for one in found]


def test_a_series_is_three_meetings_one_cadence_apart(preparing: Pair) -> None:
    series = meetings.plan_series(preparing, MOMENT, at=NOW, by=preparing.mentor)

    assert days_of(series) == [FIRST_MEETING + 2 * turn * WEEK for turn in range(3)]
    assert [one.number for one in series] == [1, 2, 3]
    assert {one.time_zone for one in series} == {"Europe/Brussels"}
    assert {(one.planned_time, one.minutes, one.way) for one in series} == {
        (time(14), 60, "video")
    }
    assert Pairing.objects.get().planned_at == NOW


def test_a_series_that_begins_in_a_weekend_begins_on_monday(preparing: Pair) -> None:
    saturday = replace(MOMENT, on=date(2026, 9, 12))

    series = meetings.plan_series(preparing, saturday, at=NOW, by=preparing.mentor)

    assert days_of(series)[0] == date(2026, 9, 14)


def test_a_series_is_planned_once(running: Pair) -> None:
    later = replace(MOMENT, on=FIRST_MEETING + WEEK)

    again = meetings.plan_series(running, later, at=NOW, by=running.mentor)

    assert [one.number for one in again] == [1, 2, 3]
    assert Meeting.objects.count() == 3


def test_one_more_is_planned_and_the_same_moment_twice_is_one(running: Pair) -> None:
    extra = replace(MOMENT, on=FIRST_MEETING + WEEK)

    planned = [
        meetings.plan_next(running, extra, at=NOW, by=running.mentor)
        for _press in range(2)
    ]

    assert planned[0] == planned[1]
    assert planned[0].number == 4
    assert Meeting.objects.count() == 4


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (NOW.date() - timedelta(days=1), "not a pair yet"),
        (date.max, "three years"),
        (NOW.date() + 4 * 53 * WEEK, "three years"),
    ],
)
def test_an_odd_day_is_refused_wherever_it_is_typed(
    running: Pair, on: date, said: str
) -> None:
    odd, by = replace(MOMENT, on=on), running.mentor
    first = Meeting.objects.earliest("number")

    with pytest.raises(ValidationError, match=said):
        meetings.plan_next(running, odd, at=NOW, by=by)
    with pytest.raises(ValidationError, match=said):
        meetings.move(first, odd, at=NOW, by=by)
    Pairing.objects.update(state=Pairing.State.PREPARING, planned_at=None)
    with pytest.raises(ValidationError, match=said):
        meetings.plan_series(running, odd, at=NOW, by=by)


@pytest.mark.parametrize("minutes", [4, 481])
def test_a_meeting_of_no_or_endless_length_is_refused(
    running: Pair, minutes: int
) -> None:
    odd = replace(MOMENT, on=FIRST_MEETING + WEEK, minutes=minutes)

    with pytest.raises(ValidationError, match="between 5 minutes and 8 hours"):
        meetings.plan_next(running, odd, at=NOW, by=running.mentor)


def test_a_meeting_moves_and_calendars_can_see_that_it_did(running: Pair) -> None:
    first = Meeting.objects.earliest("number")
    other = Moment(FIRST_MEETING + WEEK, None, 30, Meeting.Way.PHONE)

    moved = meetings.move(first, other, at=NOW, by=running.mentee)

    assert (moved.planned_on, moved.planned_time) == (FIRST_MEETING + WEEK, None)
    assert (moved.minutes, moved.way, moved.sequence) == (30, "phone", 1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"state": "held", "held_on": FIRST_MEETING}, "already been noted"),
        ({"state": "cancelled"}, "was cancelled"),
    ],
)
def test_what_was_held_or_cancelled_does_not_move(
    running: Pair, change: dict[str, object], said: str
) -> None:
    Meeting.objects.update(**change)

    with pytest.raises(ValidationError, match=said):
        meetings.move(
            Meeting.objects.earliest("number"), MOMENT, at=NOW, by=running.mentor
        )


def test_what_lay_ahead_of_a_pair_is_cancelled_for_calendars_too(
    running: Pair,
) -> None:
    assert meetings.cancel_planned(running) == 3
    assert meetings.cancel_planned(running) == 0
    found = Meeting.objects.values_list("state", "sequence")
    assert set(found) == {("cancelled", 1)}


def test_nothing_is_planned_after_the_end(running: Pair) -> None:
    first = Meeting.objects.earliest("number")
    pairings.end(running, Pairing.EndedAs.LEFT, at=NOW)
    by = running.mentor

    for act in (
        lambda: meetings.plan_series(running, MOMENT, at=NOW, by=by),
        lambda: meetings.plan_next(running, MOMENT, at=NOW, by=by),
        lambda: meetings.move(first, MOMENT, at=NOW, by=by),
    ):
        with pytest.raises(ValidationError, match="has ended"):
            act()


def test_a_rhythm_of_every_week_plans_every_week(preparing: Pair) -> None:
    Programme.objects.update(cadence_weeks=1)

    series = meetings.plan_series(preparing, MOMENT, at=NOW, by=preparing.mentor)

    assert days_of(series) == [FIRST_MEETING + turn * WEEK for turn in range(3)]
