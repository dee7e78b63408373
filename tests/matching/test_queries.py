"""Who fits whom, said in words."""

import pytest

from matching import queries
from matching.models import Pairing
from matching.operations import rounds
from matching.queries.candidates import reasons_of, strength_of
from matching.scoring import FACTORS, WEIGHTS
from programmes.models import Competence, Enrolment, Offer, Wish
from tests.factories import (
    NOW,
    make_coordinator,
    make_line,
    make_mentee,
    make_mentor,
    make_programme,
)
from tests.pairs import make_proposal

pytestmark = pytest.mark.django_db
NOTHING = dict.fromkeys(FACTORS, 0)


@pytest.mark.parametrize(
    ("score", "word"),
    [(100, "strong"), (60, "strong"), (59, "good"), (40, "good"), (39, "possible")],
)
def test_a_score_is_said_as_a_word(score: int, word: str) -> None:
    assert strength_of(score, 100) == word


def test_at_most_three_reasons_are_given_the_heaviest_first() -> None:
    everything = {factor: 1000 * weight for factor, weight in WEIGHTS.items()}

    assert reasons_of(NOTHING) == ()
    assert reasons_of(everything) == ("skills", "language", "place")


def test_the_mentors_of_a_mentee_are_sorted_by_fit_and_the_impossible_come_last() -> (
    None
):
    programme = make_programme()
    excel = Competence.objects.create(family="digital", labels={"en": "Excel"})
    chief, novice, expert = (make_mentor(programme) for _ in range(3))
    mentee = make_mentee(programme)
    make_line(chief.person, mentee.person)
    Offer.objects.create(enrolment=expert, competence=excel, level=5)
    Wish.objects.create(enrolment=mentee, competence=excel)

    [one] = queries.mentees(programme, at=NOW)

    assert [each.mentor for each in one.candidates] == [expert, novice, chief]
    assert one.candidates[0].strength == "strong"
    assert one.candidates[0].reasons[0].startswith("Can pass on")
    assert one.candidates[-1].obstacle == "A mentor cannot be a superior of the mentee."
    assert one.candidates[-1].reasons == ()


def test_who_has_priority_comes_first() -> None:
    programme = make_programme()
    make_mentor(programme)
    for _ in range(3):
        last = make_mentee(programme)
    Enrolment.objects.filter(pk=last.pk).update(priority_at=NOW)

    assert queries.mentees(programme, at=NOW)[0].seat == last


def test_a_proposal_by_hand_has_no_reasons_and_one_of_the_system_has() -> None:
    programme = make_programme()
    by_hand = make_proposal(programme)
    make_mentor(programme)
    make_mentee(programme)
    made = rounds.compute(programme, at=NOW, by=make_coordinator(programme))

    assert queries.reasons_of_proposal(by_hand) == ()
    assert queries.reasons_of_proposal(made.proposals.get())


def test_a_tombstone_is_nobody() -> None:
    programme = make_programme()
    proposal = make_proposal(programme)
    Pairing.objects.create(
        programme=programme,
        mentee=proposal.mentee.person,
        state=Pairing.State.ENDED,
        made_on=NOW.date(),
        ended_on=NOW.date(),
        ended_as=Pairing.EndedAs.LEFT,
    )

    assert queries.kept_apart(programme) == {}
