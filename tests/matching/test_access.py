"""Who may propose, answer and stop; each with a stranger who may not."""

from datetime import timedelta

import pytest

from matching import access
from matching.models import Pairing, Proposal
from matching.operations import pairings, proposals
from programmes.models import Programme
from tests.factories import (
    NOW,
    make_chain,
    make_coordinator,
    make_hr,
    make_person,
    make_programme,
)
from tests.pairs import make_pairing, make_proposal

pytestmark = pytest.mark.django_db


def test_only_the_coordinator_of_this_programme_matches() -> None:
    programme = make_programme()

    assert access.may_match(make_coordinator(programme), programme)
    assert not access.may_match(make_coordinator(make_programme()), programme)
    assert not access.may_match(make_hr(), programme)
    assert not access.may_match(make_person(), programme)


def test_nobody_matches_in_a_programme_that_closed() -> None:
    programme = make_programme(state=Programme.State.CLOSED)

    assert not access.may_match(make_coordinator(programme), programme)


def test_a_coordinator_proposes_neither_themselves_nor_people_below() -> None:
    coordinator, middle, below, other = (make_person() for _ in range(4))
    make_chain(coordinator, middle, below)

    assert access.may_propose(coordinator, other, make_person())
    assert not access.may_propose(coordinator, coordinator, other)
    assert not access.may_propose(coordinator, other, coordinator)
    assert not access.may_propose(coordinator, below, other)
    assert not access.may_propose(coordinator, other, below)


def test_only_the_two_answer_and_only_while_they_are_asked() -> None:
    proposal = make_proposal()

    for person in proposal.people():
        assert access.may_answer(person, proposal)
    assert not access.may_answer(make_person(), proposal)
    proposals.withdraw(proposal, by=make_person())
    assert not access.may_answer(
        proposal.mentor.person, Proposal.objects.get(pk=proposal.pk)
    )


def test_either_may_stop_and_nobody_else() -> None:
    pairing = make_pairing()

    assert access.may_stop(pairing.mentor, pairing)
    assert access.may_stop(pairing.mentee, pairing)
    assert not access.may_stop(make_coordinator(pairing.programme), pairing)


def test_a_stop_is_taken_back_by_the_one_who_stopped_until_the_other_knows() -> None:
    pairing = make_pairing()
    pairings.stop(pairing, at=NOW, by=pairing.mentee)
    pairing.refresh_from_db()

    assert access.may_undo_stop(pairing.mentee, pairing)
    assert not access.may_undo_stop(pairing.mentor, pairing)
    assert access.may_stop(pairing.mentor, pairing)
    assert not access.may_stop(pairing.mentee, pairing)
    pairings.tell_of_stops(at=NOW + timedelta(days=1))
    told = Pairing.objects.get()
    assert not access.may_undo_stop(pairing.mentee, told)
    assert not access.may_stop(pairing.mentor, told)


def test_who_coordinates_does_not_see_a_pair_they_are_in_or_above() -> None:
    pairing = make_pairing()
    coordinator = make_coordinator(pairing.programme)
    assert Pairing.objects.visible_to(coordinator).get() == pairing

    make_chain(coordinator, make_person(), pairing.mentee)

    assert not Pairing.objects.visible_to(coordinator).exists()
    assert Pairing.objects.visible_to(pairing.mentee).get() == pairing
    assert not Pairing.objects.visible_to(make_person()).exists()
