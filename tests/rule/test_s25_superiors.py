"""The list of S25, first part: who is a superior, and who is not."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from matching import queries
from matching.models import Pairing, Proposal
from matching.operations import reorganisations
from people.models import Employment, Person, ReportingLine
from people.operations import lines
from programmes.models import Programme
from tests.factories import (
    NOW,
    START,
    make_chain,
    make_coordinator,
    make_line,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.pairs import make_pairing, make_proposal
from tests.people.imports import take
from tests.rule import doors
from tests.rule.judge import unlawful_pairs

pytestmark = pytest.mark.django_db
FROM_DIRECT_TO_THE_TOP = range(1, 11)
ACTING_UNTIL = NOW.date() + timedelta(days=14)


@pytest.fixture
def chief() -> Person:
    return make_person()


@pytest.fixture
def newcomer() -> Person:
    return make_person()


def test_a_direct_manager(chief: Person, newcomer: Person) -> None:
    make_line(chief, newcomer)

    doors.refused_at_every_door(chief, newcomer)


@pytest.mark.parametrize("depth", FROM_DIRECT_TO_THE_TOP)
def test_a_managers_manager_up_to_the_top(depth: int) -> None:
    chain = [make_person() for _ in range(depth + 1)]
    make_chain(*chain)

    doors.refused_at(doors.by_proposal, chain[0], chain[-1])
    doors.refused_at(doors.by_raw_pairing, chain[0], chain[-1])


def test_the_top_of_ten_levels_at_every_door() -> None:
    chain = [make_person() for _ in range(11)]
    make_chain(*chain)

    doors.refused_at_every_door(chain[0], chain[-1])


def test_a_dotted_line(chief: Person, newcomer: Person) -> None:
    make_line(make_person(), newcomer)
    make_line(chief, newcomer, kind="functional")

    doors.refused_at_every_door(chief, newcomer)


def test_an_acting_manager_between_two_dates(chief: Person, newcomer: Person) -> None:
    acting = make_line(chief, newcomer, kind="acting", until_on=ACTING_UNTIL)
    doors.refused_at_every_door(chief, newcomer)

    lines.turn_the_day(at=NOW + timedelta(days=15))

    acting.refresh_from_db()
    assert not acting.in_force
    Person.objects.update(chart_state="known")  # somebody else is their manager again
    programme = make_programme()
    pair = make_mentor(programme, person=chief), make_mentee(programme, person=newcomer)
    assert make_proposal(programme, *pair).state == Proposal.State.PUBLISHED


def test_an_acting_manager_before_the_first_day(
    chief: Person, newcomer: Person
) -> None:
    line = ReportingLine(superior=chief, person=newcomer, kind="acting")
    line.from_on = NOW.date() + timedelta(days=1)
    lines.begin(line, at=NOW, by=None)
    programme = make_programme()
    pair = make_mentor(programme, person=chief), make_mentee(programme, person=newcomer)
    assert make_proposal(programme, *pair).state == Proposal.State.PUBLISHED

    lines.turn_the_day(at=NOW + timedelta(days=1))

    doors.refused_at_every_door(chief, newcomer)


@pytest.mark.parametrize("which", [0, 1])
def test_co_managers(which: int, newcomer: Person) -> None:
    both = [make_person(), make_person()]
    for one in both:
        make_line(one, newcomer)

    doors.refused_at_every_door(both[which], newcomer)


def test_a_loop_in_imported_data_is_reported_and_does_not_hang() -> None:
    report = take("Number;Name;Manager\n1;Anna;3\n2;Bram;1\n3;Chloe;2\n4;Dirk;3\n")

    assert report.cycles == (("1", "2", "3"),)
    people = {one.given_name: one for one in Person.objects.all()}
    assert {one.chart_state for one in people.values()} == {"unknown"}
    doors.refused_at_every_door(people["Anna"], people["Bram"])
    doors.refused_at_every_door(people["Anna"], people["Dirk"])


def test_a_subordinate_as_mentor_is_blocked_and_no_option_allows_it(
    chief: Person, newcomer: Person
) -> None:
    make_line(chief, newcomer)
    reverse_programme = make_programme(kind=Programme.Kind.REVERSE)

    with pytest.raises(ValidationError, match="superior"):
        make_proposal(
            reverse_programme,
            make_mentor(reverse_programme, person=newcomer),
            make_mentee(reverse_programme, person=chief),
        )

    rules = queries.seats_of(reverse_programme, {"skills": 1}, at=NOW).instance.rules
    assert rules.block_subordinate
    settings = {field.name for field in Programme._meta.get_fields()}
    assert not [name for name in settings if "superior" in name or "line" in name]


def test_peers_under_one_manager_are_allowed_and_scored_down(
    client: Client, chief: Person
) -> None:
    programme = make_programme()
    newcomer, peer = make_mentee(programme), make_mentor(programme)
    farther = make_mentor(programme)
    for one in (newcomer, peer):
        make_line(chief, one.person)
    for one, department in ((newcomer, "line 1"), (peer, "line 1"), (farther, "lab")):
        Employment.objects.create(
            person=one.person, job_title="x", department=department, from_on=START
        )
    client.force_login(make_coordinator(programme))

    page = client.get(reverse("matching:board", args=[programme.slug]))

    first, second = page.context["mentees"][0].candidates
    assert (first.mentor, second.mentor) == (farther, peer)
    assert (second.obstacle, second.score < first.score) == ("", True)
    assert make_pairing(programme, peer, newcomer).is_open


def test_the_judge_sees_what_it_must_see(chief: Person, newcomer: Person) -> None:
    """Take rule and guard away: the judge of this list would notice."""
    make_line(chief, newcomer)
    with doors.no_guards():
        doors.insert(
            Pairing(
                programme=make_programme(),
                mentor=chief,
                mentee=newcomer,
                made_on=START,
            )
        )
        assert unlawful_pairs() == [(chief.pk, newcomer.pk)]
        reorganisations.suspend_forbidden(at=NOW)
        assert unlawful_pairs() == []
