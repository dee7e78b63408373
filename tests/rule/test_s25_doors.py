"""The list of S25, second part: through which door."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve

from matching.models import Pairing
from matching.operations import proposals
from people.models import Person, ReportingLine
from tests.factories import (
    NOW,
    START,
    make_chain,
    make_line,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.pairs import make_pairing, make_proposal, make_running_pairing
from tests.people.imports import take
from tests.rule import doors
from tests.rule.judge import unlawful_pairs

pytestmark = pytest.mark.django_db


@pytest.fixture
def far_apart() -> tuple[Person, Person]:
    """Give two people with two levels between them."""
    chain = [make_person() for _ in range(4)]
    make_chain(*chain)
    return chain[0], chain[-1]


def test_by_a_proposal(far_apart: tuple[Person, Person]) -> None:
    doors.refused_at(doors.by_proposal, *far_apart)


def test_by_a_manual_pairing(far_apart: tuple[Person, Person]) -> None:
    doors.refused_at(doors.by_hand, *far_apart)


def test_by_a_round_of_matching(far_apart: tuple[Person, Person]) -> None:
    doors.refused_at(doors.by_round, *far_apart)


def test_by_a_self_request(far_apart: tuple[Person, Person]) -> None:
    doors.refused_at(doors.by_self_request, *far_apart)


def test_by_accepting_what_was_proposed_before() -> None:
    proposal = make_proposal()
    mentor, mentee = proposal.people()
    proposals.answer(proposal, yes=True, at=NOW, by=mentor)

    make_line(mentor, mentee)

    with pytest.raises(ValidationError, match="no longer waits"):
        proposals.answer(proposal, yes=True, at=NOW, by=mentee)
    assert not Pairing.objects.exists()


def test_by_accepting_where_no_guard_stands() -> None:
    proposal = make_proposal()
    mentor, mentee = proposal.people()
    proposals.answer(proposal, yes=True, at=NOW, by=mentor)
    with doors.no_guards():
        make_line(mentor, mentee)

        with pytest.raises(ValidationError, match="superior"):
            proposals.answer(proposal, yes=True, at=NOW, by=mentee)

    assert not Pairing.objects.exists()


def test_by_an_import() -> None:
    take("Number;Name;Manager\n1;Anna;\n2;Bram;1\n3;Chloe;1\n")
    people = {one.given_name: one for one in Person.objects.all()}
    programme = make_programme()
    pairing = make_pairing(
        programme,
        make_mentor(programme, person=people["Bram"]),
        make_mentee(programme, person=people["Chloe"]),
    )

    report = take("Number;Name;Manager\n1;Anna;\n2;Bram;1\n3;Chloe;2\n")

    pairing.refresh_from_db()
    assert (pairing.state, report.pairings_stopped) == ("suspended", 1)
    assert unlawful_pairs() == []


def test_by_raw_sql_on_this_database(far_apart: tuple[Person, Person]) -> None:
    """Run the suite on the other database too: CI does."""
    doors.refused_at(doors.by_raw_pairing, *far_apart)
    doors.refused_at(doors.by_raw_proposal, *far_apart)


def test_by_a_raw_line_under_a_running_pair() -> None:
    pairing = make_running_pairing()

    doors.insert(
        ReportingLine(superior=pairing.mentee, person=pairing.mentor, from_on=START)
    )

    assert unlawful_pairs() == []
    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.SUSPENDED


def test_by_an_api_there_is_none() -> None:
    """Fail as soon as there is one: then it needs its own test in this list."""
    for address in ("/api/", "/api/v1/pairings/", "/graphql/"):
        with pytest.raises(Resolver404):
            resolve(address)
