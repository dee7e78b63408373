"""Asking two people, and taking their answers."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from mailing.models import Delivery
from matching import queries
from matching.eligibility import Obstacle
from matching.models import Apart, Pairing, Proposal
from matching.operations import apart, proposals
from people.models import Person
from programmes.models import Enrolment, Programme
from tests.factories import (
    NOW,
    make_chain,
    make_coordinator,
    make_line,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.pairs import make_pairing, make_proposal

pytestmark = pytest.mark.django_db


def letters(kind: str) -> set[object]:
    return set(
        Delivery.objects.filter(kind=kind).values_list("recipient_id", flat=True)
    )


def test_both_are_asked_by_letter() -> None:
    proposal = make_proposal()

    assert proposal.state == Proposal.State.PUBLISHED
    assert letters("proposal_made") == {person.pk for person in proposal.people()}


@pytest.mark.parametrize("depth", [1, 2, 10])
def test_a_superior_is_refused_however_far_above(depth: int) -> None:
    programme = make_programme()
    mentor, mentee = make_mentor(programme), make_mentee(programme)
    between = [make_person() for _ in range(depth - 1)]
    make_chain(mentor.person, *between, mentee.person)

    with pytest.raises(ValidationError, match="cannot be a superior of the mentee"):
        make_proposal(programme, mentor, mentee)

    assert not Proposal.objects.exists()


def test_somebody_below_the_mentee_is_refused_too() -> None:
    programme = make_programme()
    mentor, mentee = make_mentor(programme), make_mentee(programme)
    make_line(mentee.person, mentor.person, kind="acting")

    with pytest.raises(ValidationError, match="cannot be a superior of the mentor"):
        make_proposal(programme, mentor, mentee)


def test_nobody_is_proposed_to_themselves() -> None:
    programme = make_programme()
    mentor = make_mentor(programme)

    with pytest.raises(ValidationError, match="own mentor"):
        make_proposal(programme, mentor, make_mentee(programme, person=mentor.person))


def test_an_unknown_chart_is_refused() -> None:
    programme = make_programme()
    lost = make_person(chart_state=Person.ChartState.UNKNOWN)

    with pytest.raises(ValidationError, match="not known who is above"):
        make_proposal(programme, mentee=make_mentee(programme, person=lost))


def test_two_programmes_do_not_mix() -> None:
    programme = make_programme()

    with pytest.raises(ValidationError, match="different programmes"):
        make_proposal(programme, mentor=make_mentor(make_programme()))


def test_two_mentees_are_no_pair() -> None:
    programme = make_programme()

    with pytest.raises(ValidationError, match="one mentor and one mentee"):
        make_proposal(programme, mentor=make_mentee(programme))


def test_somebody_who_only_signed_up_is_not_proposed() -> None:
    programme = make_programme()
    candidate = make_mentor(programme, state=Enrolment.State.APPLIED)

    with pytest.raises(ValidationError, match="does not take part yet"):
        make_proposal(programme, mentor=candidate)


def test_a_programme_that_does_not_pair_proposes_nobody() -> None:
    programme = make_programme(state=Programme.State.CLOSING)

    with pytest.raises(ValidationError, match="does not form pairs now"):
        make_proposal(programme)


def test_these_two_are_asked_once_at_a_time() -> None:
    proposal = make_proposal()

    with pytest.raises(ValidationError, match="already been proposed"):
        make_proposal(proposal.mentee.programme, proposal.mentor, proposal.mentee)


def test_two_times_yes_makes_a_pair_and_empties_the_answers() -> None:
    proposal = make_proposal()
    mentor, mentee = proposal.people()

    first = proposals.answer(proposal, yes=True, at=NOW, by=mentee)
    assert first.state == Proposal.State.ACCEPTED_BY_ONE
    second = proposals.answer(proposal, yes=True, at=NOW, by=mentor)

    assert second.state == Proposal.State.ACCEPTED
    assert (second.mentor_answer, second.mentee_answer) == ("", "")
    pairing = Pairing.objects.get()
    assert (pairing.mentor, pairing.mentee, pairing.slot) == (mentor, mentee, 1)
    assert pairing.state == Pairing.State.PREPARING
    assert letters("pairing_announced") == {mentor.pk, mentee.pk}


def test_one_yes_makes_no_pair() -> None:
    proposal = make_proposal()

    proposals.answer(proposal, yes=True, at=NOW, by=proposal.mentor.person)
    proposals.answer(proposal, yes=True, at=NOW, by=proposal.mentor.person)

    assert not Pairing.objects.exists()


def test_who_declined_is_kept_under_seal_only() -> None:
    proposal = make_proposal()
    mentor, mentee = proposal.people()
    programme = proposal.mentee.programme

    declined = proposals.answer(proposal, yes=False, at=NOW, by=mentee)

    assert declined.state == Proposal.State.DECLINED
    assert (declined.mentor_answer, declined.mentee_answer) == ("", "")
    assert str(mentor.pk).encode() not in bytes(Apart.objects.get().sealed)
    both_ways = {(mentor.pk, mentee.pk), (mentee.pk, mentor.pk)}
    assert set(queries.kept_apart(programme)) == both_ways
    with pytest.raises(ValidationError, match="Not available for this pair"):
        make_proposal(programme, proposal.mentor, proposal.mentee)


def test_the_mentor_may_decline_as_well() -> None:
    proposal = make_proposal()

    proposals.answer(proposal, yes=False, at=NOW, by=proposal.mentor.person)

    assert Apart.objects.get().by == proposal.mentor.person


def test_a_list_keeps_its_first_reason_and_grows() -> None:
    programme, anna = make_programme(), make_person()
    bram, chief = make_person(), make_person()

    for other, why in ((bram, "refused"), (chief, "conflict"), (chief, "refused")):
        apart.keep_apart(programme=programme, by=anna, other=other, why=why)

    said = queries.kept_apart(programme)
    assert said[anna.pk, bram.pk] == {Obstacle.REFUSED}
    assert said[anna.pk, chief.pk] == {Obstacle.CONFLICT}


def test_a_stranger_answers_nothing() -> None:
    proposal = make_proposal()

    with pytest.raises(ValidationError, match="no longer waits"):
        proposals.answer(proposal, yes=True, at=NOW, by=make_person())


def test_a_replayed_answer_changes_nothing() -> None:
    pairing = make_pairing()
    proposal = Proposal.objects.get()

    with pytest.raises(ValidationError, match="no longer waits"):
        proposals.answer(proposal, yes=False, at=NOW, by=proposal.mentee.person)

    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.PREPARING


def test_a_full_mentor_takes_nobody_more() -> None:
    programme = make_programme()
    mentor = make_mentor(programme, capacity=1)
    first = make_proposal(programme, mentor)
    second = make_proposal(programme, mentor)
    for person in first.people():
        proposals.answer(first, yes=True, at=NOW, by=person)
    proposals.answer(second, yes=True, at=NOW, by=mentor.person)

    with pytest.raises(ValidationError, match="no place left"):
        proposals.answer(second, yes=True, at=NOW, by=second.mentee.person)

    assert Pairing.objects.count() == 1


def test_places_are_given_from_the_lowest_on() -> None:
    programme = make_programme()
    mentor = make_mentor(programme, capacity=2)

    slots = [make_pairing(programme, mentor).slot for _ in range(2)]

    assert slots == [1, 2]


def test_a_coordinator_takes_a_proposal_back_once() -> None:
    proposal = make_proposal()
    coordinator = make_coordinator(proposal.mentee.programme)

    proposals.withdraw(proposal, by=coordinator)
    proposals.withdraw(proposal, by=coordinator)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.WITHDRAWN


def test_publishing_withdraws_what_became_impossible() -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)
    two = [
        Proposal.objects.create(
            mentor=make_mentor(programme),
            mentee=make_mentee(programme),
            proposed_on=NOW.date(),
        )
        for _ in range(2)
    ]
    lawful, impossible = two
    apart.keep_apart(
        programme=programme,
        by=impossible.mentee.person,
        other=impossible.mentor.person,
        why=apart.CONFLICT,
    )

    asked = proposals.publish(two, at=NOW, by=coordinator)
    again = proposals.publish(two, at=NOW, by=coordinator)

    assert (asked, again) == ([lawful], [])
    impossible.refresh_from_db()
    assert impossible.state == Proposal.State.WITHDRAWN


def test_one_reminder_goes_to_whoever_did_not_answer_in_five_working_days() -> None:
    proposal = make_proposal()  # on a Tuesday
    mentor, mentee = proposal.people()
    proposals.answer(proposal, yes=True, at=NOW, by=mentee)
    assert proposal.remind_on == NOW.date() + timedelta(days=7)
    coordinator = make_coordinator(proposal.mentee.programme)

    assert proposals.remind(at=NOW + timedelta(days=6)) == 0
    assert queries.unanswered_for(coordinator) == []
    assert proposals.remind(at=NOW + timedelta(days=7)) == 1
    assert proposals.remind(at=NOW + timedelta(days=8)) == 0

    reminders = Delivery.objects.filter(kind="proposal_reminder")
    assert [one.recipient_id for one in reminders] == [mentor.pk]
    assert queries.unanswered_for(coordinator) == [proposal]
    assert queries.unanswered_for(make_coordinator(make_programme())) == []
