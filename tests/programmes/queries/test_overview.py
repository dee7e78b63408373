import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from programmes import queries
from programmes.models import Enrolment, Role
from tests.factories import (
    make_coordinator,
    make_draft,
    make_hr,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
    make_role,
)

pytestmark = pytest.mark.django_db


def test_the_list_says_what_one_is_in_each_programme_in_its_own_words() -> None:
    person = make_person()
    first = make_programme(name="A start", mentor_word="tutor")
    make_programme(name="b other", mission_whom={"nl": "Voor ons."})
    make_mentor(first, person=person)
    make_coordinator(first, person)
    make_mentee(first, person=person, state=Enrolment.State.NOT_NOW)

    one, other = queries.programmes_of(person)

    assert (one.name, one.my_roles) == ("A start", ["coordinator", "tutor"])
    assert (other.name, other.my_roles, other.waits) == ("b other", [], False)
    assert [str(told) for told in other.for_whom] == ["Voor ons."]


def test_an_invitation_waits_on_its_reader() -> None:
    programme = make_programme()
    mentee = make_mentee(programme, state=Enrolment.State.INVITED)

    (row,) = queries.programmes_of(mentee.person)

    assert row.waits


def test_a_draft_is_in_the_list_of_who_makes_it_and_of_nobody_else() -> None:
    draft = make_draft(mission_whom={}, mission_what_for={}, mission_how_seen={})

    assert len(queries.programmes_of(make_coordinator(draft))) == 1
    assert len(queries.programmes_of(make_hr())) == 1
    assert queries.programmes_of(make_person()) == []


@pytest.mark.parametrize("programmes", [1, 4])
def test_the_list_asks_three_questions_for_one_and_for_four(
    programmes: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = make_person()
    for _n in range(programmes):
        made = make_programme()
        make_mentee(made, person=person)
        make_coordinator(made, person)

    with django_assert_num_queries(3):
        assert len(queries.programmes_of(person)) == programmes


def test_the_page_offers_the_roles_that_one_does_not_have() -> None:
    programme = make_programme()
    mentee = make_mentee(programme)
    make_mentor(programme, person=mentee.person, state=Enrolment.State.WITHDRAWN)

    page = queries.page_of(programme, mentee.person)

    assert page.my_parts == [mentee]
    assert page.may_apply_as == ["mentor"]
    assert (page.may_edit, page.may_see_roles) == (False, False)


def test_the_page_offers_nothing_when_nobody_can_sign_up() -> None:
    page = queries.page_of(make_programme(state="closing"), make_person())

    assert page.may_apply_as == []


def test_the_page_names_whom_to_ask_and_the_promise_that_holds() -> None:
    programme = make_programme()
    second = make_coordinator(programme, make_person(family_name="Zwart"))
    first = make_coordinator(programme, make_person(family_name="Aerts"))
    make_role(programme, Role.Kind.SUPPORTER)

    with translation.override("nl"):
        page = queries.page_of(programme, second)

    assert page.coordinators == [first, second]
    assert page.lock.text.startswith("Niets uit dit programma telt mee")
    assert page.may_edit
    assert queries.page_of(programme, make_hr()).may_see_roles


def test_the_frame_is_said_in_figures_and_only_what_is_chosen() -> None:
    said = [(one.label, one.value) for one in queries.frame_of(make_programme())]

    assert said == [
        ("Weeks", "26"),
        ("Weeks between meetings", "2"),
        ("Meetings", "13"),
        ("Hours", "15"),
    ]
    assert queries.frame_of(make_draft(cadence_weeks=None)) == []


def test_roles_are_listed_with_those_that_one_may_end() -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)
    supporter = make_role(programme, Role.Kind.SUPPORTER)

    rows = queries.roles_of(programme, endable={"supporter"})

    assert [(row.role.person, row.may_end) for row in rows] == [
        (coordinator, False),
        (supporter, True),
    ]
