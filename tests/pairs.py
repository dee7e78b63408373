"""Pairs as they come to be: proposed, accepted and settled by real operations."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, cast

from matching.models import Pairing, Proposal
from matching.operations import pairings, proposals
from people.models import Person
from programmes.models import Enrolment, Programme
from sessions_log.models import Meeting
from sessions_log.operations import agreements, goals, meetings, preparation
from sessions_log.operations.meetings import Moment
from tests.factories import (
    NOW,
    give_secret,
    make_charter,
    make_coordinator,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)

if TYPE_CHECKING:

    class Pair(Pairing):
        """A pairing that has its two people: only an ended one may lack one."""

        mentor: Person
        mentee: Person

else:
    Pair = Pairing

FIRST_MEETING = date(2026, 9, 8)
GOAL = "To run a meeting by myself."


def make_proposal(
    programme: Programme | None = None,
    mentor: Enrolment | None = None,
    mentee: Enrolment | None = None,
) -> Proposal:
    """Let a coordinator propose two people to each other."""
    programme = programme or make_programme()
    if not programme.charters.exists():
        make_charter(programme)
    return proposals.propose(
        mentor=mentor or make_mentor(programme),
        mentee=mentee or make_mentee(programme),
        at=NOW,
        by=make_coordinator(programme),
    )


def make_pairing(
    programme: Programme | None = None,
    mentor: Enrolment | None = None,
    mentee: Enrolment | None = None,
) -> Pair:
    """Let two people say yes: they get acquainted, with a vault and an agreement."""
    proposal = make_proposal(programme, mentor, mentee)
    for person in proposal.people():
        proposals.answer(proposal, yes=True, at=NOW, by=person)
    pairing = Pairing.objects.for_display().get(
        mentor=proposal.mentor.person, mentee=proposal.mentee.person
    )
    return cast(Pair, pairing)


def make_running_pairing(
    programme: Programme | None = None,
    mentor: Enrolment | None = None,
    mentee: Enrolment | None = None,
) -> Pair:
    """Let two people settle everything, so that their pairing runs."""
    pairing = make_pairing(programme, mentor, mentee)
    goal = goals.add(pairing, GOAL, due_on=None, at=NOW, by=pairing.mentee)
    goals.agree(goal, at=NOW, by=pairing.mentor)
    moment = Moment(FIRST_MEETING, time(14), 60, Meeting.Way.FACE)
    meetings.plan_series(pairing, moment, at=NOW, by=pairing.mentee)
    for person in (pairing.mentor, pairing.mentee):
        agreements.agree(pairing, at=NOW, by=person)
    return cast(Pair, Pairing.objects.for_display().get(pk=pairing.pk))


def after_meeting(days: int = 1) -> datetime:
    """Give a moment some days after the first meeting."""
    return NOW + (FIRST_MEETING - NOW.date()) + timedelta(days=days)


def make_pairing_after_another() -> Pair:
    """Let a mentee who stopped say yes to somebody new."""
    programme = make_programme()
    mentor, mentee = make_two(programme)
    earlier = make_running_pairing(programme, mentor, mentee)
    pairings.stop(earlier, at=NOW, by=mentee.person, tell_now=True)
    other = make_mentor(programme, person=give_secret(make_person()))
    return make_pairing(programme, other, Enrolment.objects.get(pk=mentee.pk))


def make_two(programme: Programme, *, capacity: int = 1) -> tuple[Enrolment, Enrolment]:
    """Save a mentor and a mentee who can sign in: they chose a password before."""
    mentor, mentee = (give_secret(make_person()) for _side in range(2))
    return (
        make_mentor(programme, person=mentor, capacity=capacity),
        make_mentee(programme, person=mentee),
    )


def make_sheet(pairing: Pair, *, at: datetime) -> None:
    """Let the mentee put a point and an action on the sheet of the first meeting."""
    by, meeting = pairing.mentee, Meeting.objects.for_display().earliest("number")
    preparation.add_point(meeting, "A point", at=at, by=by)
    preparation.add_action(
        meeting, "To do", for_role="mentee", due_on=None, at=at, by=by
    )
