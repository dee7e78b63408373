"""Journeys, the agenda, what waits, and the moment that is proposed."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from matching.models import Pairing
from matching.operations import pairings
from people.models import Person
from sessions_log import queries
from sessions_log.models import Meeting
from sessions_log.operations import agreements, goals, meetings
from sessions_log.operations.meetings import Moment
from tests.factories import NOW, make_mentor, make_person, make_programme
from tests.pairs import FIRST_MEETING, Pair, make_pairing, make_running_pairing

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
WEEK = timedelta(weeks=1)


@pytest.fixture
def mentor() -> Person:
    return make_person()


def with_mentee_of(mentor: Person) -> Pair:
    programme = make_programme()
    return make_running_pairing(programme, make_mentor(programme, person=mentor))


def test_ones_journeys_come_with_their_next_meeting_the_open_ones_first(
    mentor: Person,
) -> None:
    ended, running = with_mentee_of(mentor), with_mentee_of(mentor)
    pairings.end(ended, Pairing.EndedAs.LEFT, at=NOW)

    first, second = queries.journeys_of(mentor, on=TODAY)

    assert (first.pairing, second.pairing) == (running, ended)
    assert first.next
    assert first.next.planned_on == FIRST_MEETING
    assert second.next is None
    assert (first.is_over, second.is_over) == (False, True)
    assert (first.state, second.state) == ("running", "ended")
    assert first.name == running.mentee.get_short_name()
    assert first.is_mentor


def test_nobody_finds_the_journeys_of_others(running: Pair) -> None:
    assert queries.journeys_of(make_person(), on=TODAY) == []
    assert queries.agenda_of(make_person(), on=TODAY) == []


def test_a_stop_is_in_the_list_of_whoever_was_not_told_as_it_was(
    running: Pair,
) -> None:
    pairings.stop(running, at=NOW, by=running.mentee)

    [mine] = queries.journeys_of(running.mentee, on=TODAY)
    [theirs] = queries.journeys_of(running.mentor, on=TODAY)

    assert (mine.state, mine.next) == ("ended", None)
    assert (theirs.state, theirs.next is not None) == ("running", True)
    assert queries.agenda_of(running.mentee, on=TODAY) == []
    assert len(queries.agenda_of(running.mentor, on=TODAY)) == 3


def test_the_agenda_is_told_week_by_week(mentor: Person) -> None:
    one, other = with_mentee_of(mentor), with_mentee_of(mentor)
    moment = Moment(FIRST_MEETING + timedelta(2), None, 60, Meeting.Way.FACE)
    meetings.plan_next(other, moment, at=NOW, by=mentor)

    weeks = queries.agenda_of(mentor, on=FIRST_MEETING)

    monday = date(2026, 9, 7)
    assert [week.begins_on for week in weeks] == [
        monday,
        monday + 2 * WEEK,
        monday + 4 * WEEK,
    ]
    assert [len(week.appointments) for week in weeks] == [3, 2, 2]
    names = {one.name for one in weeks[0].appointments}
    assert names == {pair.mentee.get_short_name() for pair in (one, other)}
    assert len(queries.agenda_of(mentor, on=FIRST_MEETING + timedelta(5))) == 2


def test_a_meeting_that_passed_waits_to_be_logged_by_both(running: Pair) -> None:
    after = FIRST_MEETING + timedelta(days=1)

    for person in (running.mentor, running.mentee):
        [waiting] = queries.meetings_to_log(person, on=after)
        assert waiting.number == 1
        assert queries.meetings_to_log(person, on=FIRST_MEETING) == []
    assert queries.meetings_to_log(make_person(), on=after) == []


def test_after_a_stop_nothing_waits_on_whoever_stopped(running: Pair) -> None:
    after = FIRST_MEETING + timedelta(days=1)
    pairings.stop(running, at=NOW, by=running.mentee)

    assert queries.meetings_to_log(running.mentee, on=after) == []
    assert len(queries.meetings_to_log(running.mentor, on=after)) == 1


def test_a_meeting_of_a_pair_that_is_suspended_waits_on_nobody(running: Pair) -> None:
    Pairing.objects.update(state=Pairing.State.SUSPENDED)

    after = FIRST_MEETING + timedelta(days=1)

    assert queries.meetings_to_log(running.mentee, on=after) == []


def test_settling_waits_on_whoever_still_has_to_do_something(preparing: Pair) -> None:
    mentor, mentee = preparing.mentor, preparing.mentee
    assert queries.pairings_to_settle(mentor) == [preparing]

    meetings.plan_series(
        preparing,
        Moment(FIRST_MEETING, None, 60, Meeting.Way.FACE),
        at=NOW,
        by=mentee,
    )
    goal = goals.add(preparing, "A goal", due_on=None, at=NOW, by=mentee)
    agreements.agree(preparing, at=NOW, by=mentee)
    assert queries.pairings_to_settle(mentee) == []
    assert queries.pairings_to_settle(mentor) == [preparing]

    goals.agree(goal, at=NOW, by=mentor)
    assert queries.pairings_to_settle(mentor) == [preparing]

    agreements.agree(preparing, at=NOW, by=mentor)
    assert queries.pairings_to_settle(mentor) == []
    assert Pairing.objects.get().state == Pairing.State.RUNNING


def test_nothing_of_a_stand_in_or_of_others_has_to_be_settled(preparing: Pair) -> None:
    assert queries.pairings_to_settle(make_person()) == []

    Pairing.objects.update(kind=Pairing.Kind.STAND_IN, until_on=TODAY + WEEK)

    assert queries.pairings_to_settle(preparing.mentee) == []


@pytest.mark.parametrize("pairs", [1, 4])
def test_what_waits_costs_the_same_for_one_and_for_four(
    mentor: Person,
    pairs: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _pair in range(pairs):
        programme = make_programme()
        make_pairing(programme, make_mentor(programme, person=mentor))
        with_mentee_of(mentor)

    with django_assert_num_queries(2):
        assert len(queries.pairings_to_settle(mentor)) == pairs
    with django_assert_num_queries(1):
        assert len(queries.meetings_to_log(mentor, on=FIRST_MEETING + WEEK)) == pairs
