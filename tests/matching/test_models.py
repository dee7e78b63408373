"""What a row of matching says of itself, and what is always true of it."""

import pytest
from django.core.exceptions import ValidationError

from matching.models import Apart, Exclusion, Pairing, Proposal, Round
from tests.factories import (
    NOW,
    START,
    make_line,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.pairs import make_pairing, make_proposal

pytestmark = pytest.mark.django_db


def test_rows_name_their_two_people() -> None:
    pairing, proposal = make_pairing(), make_proposal()
    anna, bram = make_person(called="Anna"), make_person(called="Bram")

    assert str(pairing) == f"{pairing.mentor} - {pairing.mentee}"
    assert str(proposal) == f"{proposal.mentor.person} - {proposal.mentee.person}"
    assert str(Exclusion(one=anna, other=bram)) == f"{anna} / {bram}"
    made = Round(programme=pairing.programme, made_at=NOW)
    assert str(made) == f"{pairing.programme} 2026-09-01"
    apart = Apart()
    assert str(apart) == str(apart.pk)


def test_a_pairing_is_refused_by_the_rules_wherever_it_is_made() -> None:
    chief, newcomer = make_person(), make_person()
    make_line(chief, newcomer)
    pairing = Pairing(
        programme=make_programme(), mentor=chief, mentee=newcomer, made_on=START
    )

    with pytest.raises(ValidationError, match="cannot be a superior"):
        pairing.full_clean()
    pairing.state = Pairing.State.SUSPENDED
    pairing.full_clean()


def test_the_partner_of_each_is_the_other() -> None:
    pairing = make_pairing()

    assert pairing.other_than(pairing.mentor) == pairing.mentee
    assert pairing.other_than(pairing.mentee) == pairing.mentor
    assert not pairing.has(make_person())


def test_a_proposal_is_refused_by_the_rules_wherever_it_is_made() -> None:
    programme = make_programme()
    chief, newcomer = make_mentor(programme), make_mentee(programme)
    make_line(chief.person, newcomer.person)

    with pytest.raises(ValidationError, match="cannot be a superior"):
        Proposal(mentor=chief, mentee=newcomer, proposed_on=START).full_clean()
