"""Which moments are proposed for the next meeting."""

from datetime import date, time, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from people.models import Absence, Shift
from programmes.models import Programme
from sessions_log import queries
from sessions_log.models import Meeting
from sessions_log.operations import meetings
from sessions_log.operations.meetings import Moment
from tests.factories import NOW
from tests.pairs import FIRST_MEETING, Pair

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
WEEK = timedelta(weeks=1)
MONDAY = date(2026, 8, 31)


def first_for(pairing: Pair, *, on: date = TODAY) -> dict[str, object]:
    [first, *_rest] = queries.proposals_for(pairing, by=pairing.mentor, on=on)
    return first.as_initial()


def test_the_first_moment_that_is_proposed_is_a_weekday_next_week(
    preparing: Pair,
) -> None:
    assert first_for(preparing, on=date(2026, 9, 5)) == {
        "on": date(2026, 9, 14),
        "time": time(10),
        "minutes": 60,
        "way": "face",
    }


def test_a_programme_without_meetings_face_to_face_proposes_its_own_way(
    preparing: Pair,
) -> None:
    preparing.programme = Programme(forms=["video"], meeting_minutes=45)

    proposed = first_for(preparing)

    assert (proposed["way"], proposed["minutes"]) == ("video", 45)


def test_the_next_moment_is_one_cadence_after_the_last_as_it_was(
    running: Pair,
) -> None:
    assert first_for(running) == {
        "on": FIRST_MEETING + 6 * WEEK,
        "time": time(14),
        "minutes": 60,
        "way": "face",
    }
    Meeting.objects.exclude(number=1).update(state=Meeting.State.CANCELLED)
    assert first_for(running)["on"] == FIRST_MEETING + 2 * WEEK
    assert first_for(running, on=date(2027, 1, 4))["on"] == date(2027, 1, 4)


def test_a_programme_without_a_cadence_proposes_a_week(running: Pair) -> None:
    running.programme = Programme(cadence_weeks=None)

    assert first_for(running)["on"] == FIRST_MEETING + 5 * WEEK


def test_three_days_are_proposed_around_days_away(running: Pair) -> None:
    due = FIRST_MEETING + 6 * WEEK
    Absence.objects.create(person=running.mentee, from_on=due, until_on=due)

    found = queries.proposals_for(running, by=running.mentor, on=TODAY)

    days = [one.slot.on - due for one in found]
    assert days == [timedelta(days=one) for one in (1, 2, 3)]
    assert {one.said for one in found} == {""}


@pytest.mark.parametrize(
    ("mentor", "mentee", "way", "said"),
    [
        ("early", "late", "face", "when one of you comes and the other goes"),
        ("day", "night", "phone", "your hours leave no time in common then: a call"),
    ],
)
def test_without_time_in_common_the_proposal_says_so(
    running: Pair, mentor: str, mentee: str, way: str, said: str
) -> None:
    for person, shift in ((running.mentor, mentor), (running.mentee, mentee)):
        Shift.objects.create(person=person, pattern=[shift], starts_on=MONDAY)

    found = queries.proposals_for(running, by=running.mentor, on=TODAY)

    assert {(one.way, one.said) for one in found} == {(way, said)}
    assert queries.ways_of(found) == {way}


def test_a_meeting_may_move_to_the_days_after_it(running: Pair) -> None:
    first = Meeting.objects.for_display().earliest("number")

    found = queries.other_moments(first, by=running.mentor, on=TODAY)

    assert [one.slot.on.day for one in found] == [9, 10, 11]
    later = queries.other_moments(first, by=running.mentor, on=date(2026, 9, 21))
    assert later[0].slot.on == date(2026, 9, 22)


def test_of_a_series_is_told_what_is_unlike_the_first(preparing: Pair) -> None:
    for person, weeks in (
        (preparing.mentor, ["day", "day", "day", "day"]),
        (preparing.mentee, ["day", "day", "day", "night", "night"]),
    ):
        Shift.objects.create(person=person, pattern=weeks, starts_on=MONDAY)
    moment = Moment(FIRST_MEETING, time(14), 60, Meeting.Way.FACE)

    series = meetings.plan_series(preparing, moment, at=NOW, by=preparing.mentor)

    assert [(one.way, one.minutes) for one in series] == [
        ("face", 60),
        ("phone", 30),
        ("face", 60),
    ]
    assert queries.told_of_series(series) == [
        "22 September is shorter or by phone: your hours leave no time in common then."
    ]


def test_it_is_known_whether_a_next_date_stands(running: Pair) -> None:
    assert queries.has_next(running)
    meetings.cancel_planned(running)
    assert not queries.has_next(running)


def test_proposing_costs_a_few_queries(
    running: Pair, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        queries.proposals_for(running, by=running.mentor, on=TODAY)
