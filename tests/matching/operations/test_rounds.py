"""A round for everybody who waits: lawful, best, and with its proof."""

import pytest

from matching.models import Exclusion, Pairing, Proposal, Round
from matching.operations import apart, rounds
from people.models import Employment
from programmes.models import Competence, Enrolment, Offer, Programme, Wish
from tests.factories import (
    NOW,
    START,
    make_coordinator,
    make_line,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.pairs import make_pairing, make_proposal

pytestmark = pytest.mark.django_db


def pairs_of(made: Round) -> set[tuple[Enrolment, Enrolment]]:
    found = made.proposals.select_related("mentor", "mentee")
    return {(one.mentor, one.mentee) for one in found}


def compute(programme: Programme, mode: str = "total") -> Round:
    by = make_coordinator(programme)
    return rounds.compute(programme, at=NOW, by=by, mode=mode)


def test_it_pairs_those_who_can_teach_what_is_wished_for() -> None:
    programme = make_programme()
    excel, french = (
        Competence.objects.create(family="digital", labels={"en": "Excel"}),
        Competence.objects.create(family="languages", labels={"en": "French"}),
    )
    teaches_excel, teaches_french = make_mentor(programme), make_mentor(programme)
    seeks_french, seeks_excel = make_mentee(programme), make_mentee(programme)
    Offer.objects.create(enrolment=teaches_excel, competence=excel, level=5)
    Offer.objects.create(enrolment=teaches_french, competence=french, level=4)
    Wish.objects.create(enrolment=seeks_french, competence=french)
    Wish.objects.create(enrolment=seeks_excel, competence=excel)

    made = compute(programme)

    assert pairs_of(made) == {
        (teaches_excel, seeks_excel),
        (teaches_french, seeks_french),
    }
    assert made.certificate["gap"] == 0
    for proposal in made.proposals.all():
        assert proposal.state == Proposal.State.DRAFTED
        assert sum(proposal.factors or ()) == proposal.score


def test_superiors_and_those_who_were_kept_apart_are_left_out() -> None:
    programme = make_programme()
    chief, refused, excluded, partner, stranger, lawful = (
        make_mentor(programme) for _ in range(6)
    )
    mentee = make_mentee(programme)
    middle = make_person()
    make_line(chief.person, middle)
    make_line(middle, mentee.person, kind="functional")
    make_line(partner.person, mentee.person, kind="hr_partner")
    apart.keep_apart(
        programme=programme, by=mentee.person, other=refused.person, why=apart.REFUSED
    )
    Exclusion.objects.create(
        one=mentee.person, other=excluded.person, reason=Exclusion.Reason.PREVIOUS
    )
    Enrolment.objects.filter(pk=stranger.pk).update(languages=["fr"])

    made = compute(programme)

    assert pairs_of(made) == {(lawful, mentee)}


def test_it_fills_no_place_that_is_held_or_asked_for() -> None:
    programme = make_programme()
    mentor = make_mentor(programme, capacity=3)
    make_pairing(programme, mentor)
    make_proposal(programme, mentor)
    waiting = [make_mentee(programme) for _ in range(3)]

    made = compute(programme)

    assert made.proposals.count() == 1
    assert made.proposals.get().mentee in waiting


def test_a_new_round_replaces_the_drafts_of_the_older_one() -> None:
    programme = make_programme()
    make_mentor(programme)
    make_mentee(programme)

    older = compute(programme)
    newer = compute(programme, mode="fair")

    older.refresh_from_db()
    assert older.state == Round.State.SUPERSEDED
    assert older.proposals.get().state == Proposal.State.WITHDRAWN
    assert newer.state == Round.State.DRAFT
    assert newer.input_hash == older.input_hash


def test_publishing_a_round_asks_everybody_and_two_times_yes_makes_pairs() -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)
    for _ in range(3):
        make_mentor(programme)
        make_mentee(programme)
    made = compute(programme)

    asked = rounds.publish(made, at=NOW, by=coordinator)

    assert asked == 3
    assert made.state == Round.State.PUBLISHED
    assert set(made.proposals.values_list("state", flat=True)) == {"published"}
    assert not Pairing.objects.exists()


def test_a_post_counts_in_the_fit() -> None:
    programme = make_programme()
    mentor, mentee = make_mentor(programme), make_mentee(programme)
    near = compute(programme).proposals.get().score
    for seat, site in ((mentor, "Gent"), (mentee, "Luik")):
        Employment.objects.create(
            person=seat.person, site=site, country="BE", grade=4, from_on=START
        )

    assert compute(programme).proposals.get().score != near


def test_nobody_waits_means_an_empty_round() -> None:
    made = compute(make_programme())

    assert made.proposals.count() == 0
    assert made.certificate["gap"] == 0
