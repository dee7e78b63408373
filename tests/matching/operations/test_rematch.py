"""Back in the row with priority, a day that was promised, and never the same two."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from matching import access, queries
from matching.models import Exclusion, Pairing
from matching.operations import pairings, proposals, suspensions
from programmes.models import Enrolment
from tests.factories import NOW, make_coordinator, make_mentor
from tests.pairs import Pair, make_pairing, make_proposal, make_running_pairing

LATER = NOW + timedelta(hours=1)
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WANTED, NOT_NOW = Pairing.Rematch.WANTED, Pairing.Rematch.NOT_NOW


@pytest.fixture
def running() -> Pair:
    return make_running_pairing()


def part_of(pairing: Pair) -> Enrolment:
    return Enrolment.objects.mentees().get(person=pairing.mentee)


def test_a_mentee_who_wants_somebody_else_is_promised_a_day(running: Pair) -> None:
    pairings.stop(running, at=NOW, by=running.mentee, rematch=WANTED)

    [seeking] = queries.seeking_of(running.mentee)
    assert seeking.by_on == NOW.date() + timedelta(days=14)
    assert seeking.programme == running.programme
    assert queries.seeking_in([running.programme]) == [seeking]
    assert queries.seeking_of(running.mentor) == []


def test_a_mentee_who_stops_waits_for_nobody_until_they_say_so(running: Pair) -> None:
    stopped = pairings.stop(running, at=NOW, by=running.mentee, rematch=NOT_NOW)

    assert not queries.waiting_mentees(running.programme)
    assert queries.seeking_of(running.mentee) == []
    assert access.may_say_what_next(running.mentee, stopped)
    assert not access.may_say_what_next(running.mentor, stopped)
    suspensions.say_what_next(stopped, WANTED, at=NOW + DAY, by=running.mentee)

    [seeking] = queries.seeking_of(running.mentee)
    assert seeking.by_on == NOW.date() + timedelta(days=15)


def test_a_mentee_is_asked_nothing_before_a_stop_of_the_mentor_is_told(
    running: Pair,
) -> None:
    pairings.stop(running, at=NOW, by=running.mentor)
    mentor = make_mentor(running.programme)

    assert not queries.waiting_mentees(running.programme)
    assert queries.seeking_of(running.mentee) == []
    with pytest.raises(ValidationError, match="Not available"):
        make_proposal(running.programme, mentor, part_of(running))

    pairings.tell_of_stops(at=NOW + DAY)
    make_proposal(running.programme, mentor, part_of(running))
    assert len(queries.seeking_of(running.mentee)) == 1  # while both are being asked


def test_once_paired_again_nobody_waits_any_more(running: Pair) -> None:
    pairings.stop(running, at=NOW, by=running.mentee, rematch=NOT_NOW, tell_now=True)
    part_of(running)
    proposal = make_proposal(running.programme, None, part_of(running))

    for person in proposal.people():
        proposals.answer(proposal, yes=True, at=NOW, by=person)

    running.refresh_from_db()
    assert part_of(running).priority_at is None
    assert running.rematch == ""
    assert queries.seeking_of(running.mentee) == []


def test_the_same_two_are_not_proposed_again(running: Pair) -> None:
    pairings.stop(running, at=NOW, by=running.mentee, rematch=WANTED, tell_now=True)
    mentor = Enrolment.objects.mentors().get(person=running.mentor)

    with pytest.raises(ValidationError, match="have been a pair before"):
        make_proposal(running.programme, mentor, part_of(running))
    [waiting] = queries.mentees(running.programme, at=NOW)
    assert waiting.best() == []


def test_an_undo_takes_the_priority_back_and_keeps_other_facts(running: Pair) -> None:
    Exclusion.objects.create(
        programme=running.programme,
        one=running.mentor,
        other=running.mentee,
        reason=Exclusion.Reason.HR_PARTNER,
    )
    pairings.stop(running, at=NOW, by=running.mentee, rematch=WANTED)

    pairings.undo_stop(running, at=NOW, by=running.mentee)

    assert part_of(running).priority_at is None
    assert Exclusion.objects.get().reason == Exclusion.Reason.HR_PARTNER


def test_the_other_is_told_at_once_when_the_one_who_stopped_says_so(
    running: Pair,
) -> None:
    pairings.stop(running, at=NOW, by=running.mentee)
    kept = pairings.tell_now(running, at=NOW, by=running.mentor)
    assert kept.told_at is None

    told = pairings.tell_now(running, at=NOW, by=running.mentee)

    assert told.told_at == NOW
    again = pairings.tell_now(running, at=LATER, by=running.mentee)
    assert again.told_at == NOW
    with pytest.raises(ValidationError, match="no longer be undone"):
        pairings.undo_stop(running, at=NOW, by=running.mentee)


def test_a_stop_noted_by_telephone_is_the_asker_s(running: Pair) -> None:
    coordinator = make_coordinator(running.programme)

    pairings.stop(running, at=NOW, by=running.mentor, noted_by=coordinator)

    running.refresh_from_db()
    assert access.may_undo_stop(running.mentor, running)
    assert not access.may_undo_stop(coordinator, running)
    undone = pairings.undo_stop(
        running, at=NOW, by=running.mentor, noted_by=coordinator
    )
    assert undone.state == Pairing.State.RUNNING


def test_the_latest_pair_before_is_the_one_that_goals_come_from(running: Pair) -> None:
    assert queries.earlier_pair_of(running) is None
    pairings.stop(running, at=NOW, by=running.mentee, tell_now=True)
    new = make_pairing(running.programme, None, part_of(running))

    assert queries.earlier_pair_of(new) == running
