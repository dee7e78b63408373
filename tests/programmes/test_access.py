import pytest

from programmes import access
from programmes.models import Enrolment, Programme, Role
from tests.factories import (
    make_administrator,
    make_chain,
    make_coordinator,
    make_hr,
    make_mentee,
    make_person,
    make_programme,
    make_role,
)

pytestmark = pytest.mark.django_db


def test_hr_and_administrators_start_programmes_and_nobody_else() -> None:
    programme = make_programme()

    assert access.may_create(make_hr())
    assert access.may_create(make_administrator())
    assert not access.may_create(make_coordinator(programme))
    assert not access.may_create(make_person())


@pytest.mark.parametrize(
    "question",
    [
        access.coordinates,
        access.may_edit,
        access.may_enrol,
        access.may_see_people,
    ],
)
def test_only_the_coordinators_of_this_very_programme(question: object) -> None:
    programme = make_programme()
    assert callable(question)

    assert question(make_coordinator(programme), programme)
    assert not question(make_coordinator(make_programme()), programme)
    assert not question(make_hr(), programme)
    assert not question(make_mentee(programme).person, programme)
    assert not question(make_role(programme, Role.Kind.SUPPORTER), programme)
    assert not question(make_person(), programme)


def test_roles_are_seen_by_coordinators_hr_and_administrators() -> None:
    programme = make_programme()

    assert access.may_see_roles(make_coordinator(programme), programme)
    assert access.may_see_roles(make_hr(), programme)
    assert not access.may_see_roles(make_person(), programme)


def test_hr_names_coordinators_and_coordinators_name_the_others() -> None:
    programme = make_programme()
    coordinator, hr = make_coordinator(programme), make_hr()
    named, others = Role.Kind.COORDINATOR, (Role.Kind.SUPPORTER, "impact_viewer")

    assert access.may_assign(hr, programme, named)
    assert not access.may_assign(coordinator, programme, named)
    for kind in others:
        assert access.may_assign(coordinator, programme, kind)
        assert not access.may_assign(hr, programme, kind)


def test_a_coordinator_decides_and_a_stranger_does_not() -> None:
    programme = make_programme()
    mentee = make_mentee(programme, state=Enrolment.State.APPLIED)
    coordinator, stranger = make_coordinator(programme), make_person()

    assert access.may_decide(coordinator, mentee)
    assert access.may_withdraw(coordinator, mentee)
    assert access.may_read_application(coordinator, mentee)
    assert not access.may_decide(stranger, mentee)
    assert not access.may_withdraw(stranger, mentee)
    assert not access.may_read_application(stranger, mentee)


def test_nobody_decides_on_their_own_part_but_everybody_may_read_and_leave_it() -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)
    own = make_mentee(programme, person=coordinator)

    assert not access.may_decide(coordinator, own)
    assert access.may_read_application(coordinator, own)
    assert access.may_withdraw(coordinator, own)


def test_a_coordinator_high_above_somebody_neither_decides_nor_reads() -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)
    mentee = make_mentee(programme)
    make_chain(coordinator, make_person(), make_person(), mentee.person)

    assert not access.may_decide(coordinator, mentee)
    assert not access.may_read_application(coordinator, mentee)


def test_signing_up_is_ones_own_act() -> None:
    programme = make_programme()
    mentee = make_mentee(programme)

    assert access.may_apply(mentee.person, mentee)
    assert not access.may_apply(make_coordinator(programme), mentee)


def test_nobody_signs_up_any_more_but_answers_may_still_be_changed() -> None:
    running = make_programme(state=Programme.State.RUNNING)
    person = make_person()
    mentee = make_mentee(running)

    assert not access.may_apply(person, Enrolment(programme=running, person=person))
    assert access.may_apply(mentee.person, mentee)
