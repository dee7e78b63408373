import pytest
from pytest_django import DjangoAssertNumQueries

from programmes import queries
from programmes.models import Enrolment, Offer, Wish
from programmes.queries.participants import half_days_in_words
from tests.factories import (
    make_chain,
    make_competence,
    make_coordinator,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db

State = Enrolment.State


def test_participants_are_chosen_by_name_role_and_state() -> None:
    programme = make_programme()
    anna = make_mentee(programme, person=make_person(family_name="Aerts"))
    zoe = make_mentor(programme, person=make_person(family_name="Zwart"))
    gone = make_mentee(programme, state=State.WITHDRAWN)
    make_mentee(make_programme())

    assert list(queries.participants_of(programme)) == [anna, zoe]
    assert list(queries.participants_of(programme, text="zwa")) == [zoe]
    assert list(queries.participants_of(programme, role="mentee")) == [anna]
    assert list(queries.participants_of(programme, state="withdrawn")) == [gone]


def test_a_row_says_the_role_in_the_words_of_the_programme_and_the_themes() -> None:
    programme = make_programme(mentor_word="tutor")
    mentor, mentee = make_mentor(programme), make_mentee(programme)
    for rank, label in ((2, "sewing"), (1, "welding")):
        thing = make_competence(label)
        Wish.objects.create(enrolment=mentee, competence=thing, rank=rank)
    Offer.objects.create(enrolment=mentor, competence=thing)

    rows = queries.rows_of([mentor, mentee], reader=make_coordinator(programme))

    assert [(row.role, row.themes) for row in rows] == [
        ("tutor", "welding"),
        ("mentee", "welding, sewing"),
    ]


def test_a_row_lets_decide_on_whom_the_reader_may_and_on_nobody_else() -> None:
    programme = make_programme()
    coordinator, middle = make_coordinator(programme), make_person()
    below, other, own, decided = (
        make_mentee(programme, state=State.APPLIED),
        make_mentee(programme, state=State.APPLIED),
        make_mentee(programme, state=State.APPLIED, person=coordinator),
        make_mentee(programme),
    )
    make_chain(coordinator, middle, below.person)

    rows = queries.rows_of([below, other, own, decided], reader=coordinator)

    assert [row.may_decide for row in rows] == [False, True, False, False]
    assert [row.may_read for row in rows] == [False, True, True, True]


@pytest.mark.parametrize("people", [1, 4])
def test_rows_ask_the_same_questions_for_one_and_for_four(
    people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = make_programme()
    reader = make_coordinator(programme)
    for _n in range(people):
        mentee = make_mentee(programme)
        Wish.objects.create(enrolment=mentee, competence=make_competence(), rank=1)

    with django_assert_num_queries(5):
        page = queries.participants_of(programme)[:50]
        assert len(queries.rows_of(page, reader=reader)) == people


def test_the_counts_are_those_of_this_programme() -> None:
    programme = make_programme()
    make_mentor(programme)
    make_mentee(make_programme())
    for state in (State.APPLIED, State.IN_SELECTION, State.INVITED, State.WITHDRAWN):
        make_mentee(programme, state=state)

    assert [one.value for one in queries.counts_of(programme)] == ["1", "0", "2", "1"]


def test_what_a_mentor_told_is_said_in_words() -> None:
    mentor = make_mentor(
        make_programme(), capacity=2, hours_month=4, motivation="To share."
    )
    Offer.objects.create(
        enrolment=mentor, competence=make_competence("sewing"), level=5
    )

    said = {one.label: one.value for one in queries.told_by(mentor)}

    assert said == {
        "Can pass on": "sewing (I have taught it before)",
        "Languages, the preferred one first": "Nederlands",
        "Ways to meet": "face to face, by video",
        "Can meet on": "any working day",
        "Places": "2",
        "Hours a month": "4",
        "Why I take part": "To share.",
    }


def test_what_a_mentee_did_not_tell_is_left_out() -> None:
    mentee = make_mentee(make_programme(), languages=[], ways=[], availability=0)

    assert queries.told_by(mentee) == []


def test_half_days_are_named_one_by_one() -> None:
    assert half_days_in_words(0b1000000001) == "Monday morning, Friday afternoon"
