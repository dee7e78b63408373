"""What follows a suspension: its day, its end, and somebody new."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from mailing.models import Delivery
from matching import access, queries
from matching.models import Pairing
from matching.operations import pairings, proposals, reorganisations, suspensions
from people.operations import lines
from people.operations import people as staff
from tests.factories import NOW, make_line, make_mentee, make_person, make_programme
from tests.pairs import Pair, make_proposal, make_running_pairing, make_two

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LAST_DAY = date(2026, 9, 20)
RETURN = NOW + timedelta(days=20)  # the day after the last one
WANTED, NOT_NOW = Pairing.Rematch.WANTED, Pairing.Rematch.NOT_NOW


def suspended(pairing: Pair, until_on: date | None = None) -> Pairing:
    """Let the mentor stand in for the superior of the mentee."""
    make_line(make_person(top_of_line=True), pairing.mentee)
    make_line(pairing.mentor, pairing.mentee, kind="acting", until_on=until_on)
    reorganisations.suspend_forbidden(at=NOW)
    return now(pairing)


def now(pairing: Pairing) -> Pairing:
    return Pairing.objects.for_display().get(pk=pairing.pk)


def letters(kind: str, at: datetime) -> int:
    return Delivery.objects.filter(kind=kind, occurrence=at).count()


def turned(at: datetime) -> None:
    """Let the night pass as the beat would: the lines first, then the pairs."""
    lines.turn_the_day(at=at)
    suspensions.turn_the_day(at=at)


def test_a_line_with_a_last_day_is_a_pause_that_ends_by_itself() -> None:
    pairing = suspended(make_running_pairing(), until_on=LAST_DAY)
    assert pairing.resumes_on == RETURN.date()

    turned(RETURN - DAY)
    assert now(pairing).state == Pairing.State.SUSPENDED
    turned(RETURN)

    again = now(pairing)
    assert again.state == Pairing.State.RUNNING
    assert (again.suspended_at, again.told_at, again.resumes_on) == (None, None, None)
    assert letters("pairing_resumed", RETURN) == 2


@pytest.mark.parametrize("until_on", [None, NOW.date() + timedelta(weeks=9)])
def test_a_line_without_a_near_last_day_lasts(until_on: date | None) -> None:
    assert suspended(make_running_pairing(), until_on=until_on).resumes_on is None


def test_of_several_lines_the_last_one_that_forbids_counts() -> None:
    pairing = make_running_pairing()
    make_line(pairing.mentor, pairing.mentee, until_on=LAST_DAY + DAY)

    assert suspended(pairing, until_on=LAST_DAY).resumes_on == RETURN.date() + DAY


def test_a_line_that_is_still_in_force_in_the_first_hour_is_waited_for() -> None:
    pairing = suspended(make_running_pairing(), until_on=LAST_DAY)

    suspensions.turn_the_day(at=RETURN)
    assert now(pairing).state == Pairing.State.SUSPENDED
    turned(RETURN)

    assert now(pairing).state == Pairing.State.RUNNING


def test_a_pause_whose_line_stays_after_all_lasts_from_then_on() -> None:
    running = make_running_pairing()
    pairing = suspended(running, until_on=LAST_DAY)
    make_line(running.mentor, running.mentee)

    turned(RETURN)

    lasting = now(pairing)
    assert (lasting.state, lasting.resumes_on) == ("suspended", None)
    assert lasting.suspended_at == RETURN
    assert letters("pairing_suspended", RETURN) == 2


def test_a_mentor_who_gave_the_place_away_does_not_go_on() -> None:
    programme = make_programme()
    mentor, mentee = make_two(programme)
    pairing = suspended(make_running_pairing(programme, mentor, mentee), LAST_DAY)
    make_running_pairing(programme, mentor, make_mentee(programme))

    turned(RETURN)

    assert (now(pairing).state, now(pairing).ended_as) == ("ended", "chart")


def test_what_is_not_suspended_is_not_lifted() -> None:
    with pytest.raises(ValidationError, match="not suspended"):
        suspensions.lift(make_running_pairing(), at=NOW)


def test_what_lasts_ends_after_four_weeks() -> None:
    pairing = suspended(make_running_pairing())

    suspensions.turn_the_day(at=NOW + timedelta(days=27))
    assert now(pairing).state == Pairing.State.SUSPENDED
    suspensions.turn_the_day(at=NOW + timedelta(days=29))

    ended = now(pairing)
    assert (ended.state, ended.ended_as) == ("ended", "chart")
    assert ended.mentee
    assert ended.mentee.enrolments.get().priority_at


def test_a_mentee_asks_for_somebody_new_and_comes_first() -> None:
    pairing = suspended(make_running_pairing())
    assert pairing.mentee

    suspensions.say_what_next(pairing, WANTED, at=NOW, by=pairing.mentee)

    seat = queries.waiting_mentees(pairing.programme).get()
    assert (seat.person, seat.priority_at) == (pairing.mentee, NOW)


def test_a_mentee_who_would_rather_wait_is_not_matched_until_they_say_so() -> None:
    pairing = suspended(make_running_pairing())
    assert pairing.mentee
    suspensions.say_what_next(pairing, NOT_NOW, at=NOW, by=pairing.mentee)
    assert not queries.waiting_mentees(pairing.programme).exists()

    suspensions.say_what_next(pairing, WANTED, at=NOW, by=pairing.mentee)

    assert queries.waiting_mentees(pairing.programme).exists()


def test_nobody_else_chooses_and_nobody_chooses_during_a_pause() -> None:
    lasting = suspended(make_running_pairing())
    pause = suspended(make_running_pairing(), until_on=LAST_DAY)
    for pairing, person in (
        (lasting, lasting.mentor),
        (lasting, make_person()),
        (pause, pause.mentee),
    ):
        assert person
        with pytest.raises(ValidationError, match="nothing to choose"):
            suspensions.say_what_next(pairing, WANTED, at=NOW, by=person)


def test_who_has_somebody_new_chooses_no_more() -> None:
    pairing = suspended(make_running_pairing())
    assert pairing.mentee
    seat = pairing.mentee.enrolments.get()
    proposal = make_proposal(pairing.programme, mentee=seat)
    for person in proposal.people():
        proposals.answer(proposal, yes=True, at=NOW, by=person)

    assert not access.may_say_what_next(pairing.mentee, now(pairing))


def test_a_mentee_whose_mentor_left_chooses_too() -> None:
    pairing = make_running_pairing()
    staff.leave(pairing.mentor, last_on=NOW.date(), at=NOW, by=None)

    assert access.may_say_what_next(pairing.mentee, now(pairing))


def test_stopping_what_is_suspended_is_told_at_once() -> None:
    pairing = suspended(make_running_pairing())
    assert pairing.mentor
    assert pairing.mentee

    stopped = pairings.stop(pairing, at=NOW + DAY, by=pairing.mentee)

    assert stopped.state_for(pairing.mentor) == Pairing.State.ENDED
    assert not access.may_undo_stop(pairing.mentee, stopped)
    told = Delivery.objects.get(kind="pairing_ended")
    assert told.recipient_id == pairing.mentor.pk
