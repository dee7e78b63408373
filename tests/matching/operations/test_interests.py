"""Who stands too near: hidden like a superior's pairs, and what nobody follows."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from matching import access, queries
from matching.models import InterestDeclared, Pairing, Proposal
from matching.operations import interests, proposals, self_service
from people.models import Person
from programmes.models import Programme
from tests.factories import (
    NOW,
    make_coordinator,
    make_line,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.pairs import make_pairing, make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return make_programme()


@pytest.fixture
def coordinator(programme: Programme) -> Person:
    return make_coordinator(programme)


def sees(person: Person, pairing: Pairing) -> bool:
    return Pairing.objects.visible_to(person).filter(pk=pairing.pk).exists()


def test_pairs_of_somebody_close_are_hidden_until_it_is_withdrawn(
    programme: Programme, coordinator: Person
) -> None:
    near, far = make_pairing(programme), make_pairing(programme)

    declared = interests.declare(programme, near.mentor, at=NOW, by=coordinator)
    assert not sees(coordinator, near)
    assert sees(coordinator, far)

    interests.withdraw(declared, at=NOW, by=coordinator)
    assert sees(coordinator, near)
    interests.withdraw(declared, at=NOW + timedelta(days=1), by=coordinator)
    declared.refresh_from_db()
    assert declared.withdrawn_at == NOW


def test_an_interest_hides_nothing_from_another_nor_in_another_programme(
    programme: Programme, coordinator: Person
) -> None:
    pairing, other = make_pairing(programme), make_coordinator(programme)
    elsewhere = make_programme()
    interests.declare(elsewhere, pairing.mentee, at=NOW, by=coordinator)
    interests.declare(programme, pairing.mentee, at=NOW, by=make_coordinator(programme))

    assert sees(coordinator, pairing)
    assert sees(other, pairing)


def test_a_proposal_to_somebody_close_is_hidden_and_not_theirs_to_make(
    programme: Programme, coordinator: Person
) -> None:
    proposal = make_proposal(programme)
    assert proposal in Proposal.objects.followed_by(coordinator)

    mentor, mentee = proposal.people()
    interests.declare(programme, mentee, at=NOW, by=coordinator)

    assert proposal not in Proposal.objects.followed_by(coordinator)
    assert not access.may_propose(coordinator, mentor, mentee)


def test_declared_twice_is_once_and_never_oneself(
    programme: Programme, coordinator: Person
) -> None:
    friend = make_person()

    first = interests.declare(programme, friend, at=NOW, by=coordinator)
    assert interests.declare(programme, friend, at=NOW, by=coordinator) == first
    assert queries.interests_of(coordinator, programme) == [first]

    with pytest.raises(ValidationError, match="hidden from you already"):
        interests.declare(programme, coordinator, at=NOW, by=coordinator)
    assert InterestDeclared.objects.count() == 1


def test_where_nobody_is_unbiased_the_pair_runs_in_self_service(
    programme: Programme,
) -> None:
    pairing = make_pairing(programme)  # with a coordinator of its own
    [own] = queries.coordinators_of(programme)
    assert queries.self_service(programme) == frozenset()

    make_line(own, pairing.mentee)
    assert queries.self_service(programme) == {pairing.pk}

    make_coordinator(programme)
    assert queries.self_service(programme) == frozenset()


def test_somebody_from_outside_sees_that_one_pair_and_no_other(
    programme: Programme,
) -> None:
    pairing, other = make_pairing(programme), make_pairing(programme)
    guest = make_person()

    invited = interests.invite_outside(pairing, guest, at=NOW, by=pairing.mentee)
    again = interests.invite_outside(pairing, guest, at=NOW, by=pairing.mentor)

    assert again == invited
    assert sees(guest, pairing)
    assert not sees(guest, other)
    assert queries.follows_something(guest)
    interests.end_outside(invited, at=NOW, by=pairing.mentee)
    assert not sees(guest, pairing)
    assert not queries.follows_something(guest)


def test_who_stands_too_near_is_not_asked_from_outside(programme: Programme) -> None:
    pairing = make_pairing(programme)
    above, below = make_person(), make_person()
    make_line(above, pairing.mentor)
    make_line(pairing.mentee, below)

    for person in (above, below, pairing.mentor):
        with pytest.raises(ValidationError, match="too near"):
            interests.invite_outside(pairing, person, at=NOW, by=pairing.mentee)


def test_a_guest_who_becomes_a_superior_sees_nothing(programme: Programme) -> None:
    pairing, guest = make_pairing(programme), make_person()
    interests.invite_outside(pairing, guest, at=NOW, by=pairing.mentee)

    make_line(guest, pairing.mentee)

    assert not sees(guest, pairing)


def test_the_system_proposes_where_no_coordinator_may(
    programme: Programme, coordinator: Person
) -> None:
    near, far = make_mentee(programme), make_mentee(programme)
    make_mentor(programme)
    interests.declare(programme, near.person, at=NOW, by=coordinator)

    [made] = self_service.propose_where_nobody_may(at=NOW)

    assert made.mentee == near
    assert queries.proposals_waiting_for(near.person) == [made]
    assert queries.proposals_waiting_for(far.person) == []
    assert self_service.propose_where_nobody_may(at=NOW) == []


def test_the_system_goes_on_to_the_next_after_a_no(
    programme: Programme, coordinator: Person
) -> None:
    near = make_mentee(programme)
    make_mentor(programme)
    interests.declare(programme, near.person, at=NOW, by=coordinator)
    [first] = self_service.propose_where_nobody_may(at=NOW)
    proposals.answer(first, yes=False, at=NOW, by=near.person)

    assert self_service.propose_where_nobody_may(at=NOW) == []
    make_mentor(programme)
    [second] = self_service.propose_where_nobody_may(at=NOW)

    assert second.mentor != first.mentor
