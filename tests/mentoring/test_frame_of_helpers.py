"""Where somebody may go who only helps."""

import pytest
from django.test import RequestFactory

from mentoring.frame import Frame
from people.models import Person
from programmes.models import Role
from tests.factories import make_enrolment, make_programme, make_role

pytestmark = pytest.mark.django_db


def places_of(person: Person) -> list[str]:
    request = RequestFactory().get("/")
    request.user = person
    return [str(link.label) for link in Frame(request).navigation]


def test_somebody_who_only_helps_finds_nothing_else_of_the_programme() -> None:
    programme = make_programme()
    helper = make_role(programme, Role.Kind.SUPPORTER)

    assert places_of(helper) == ["Questions", "My availability", "Help"]


def test_a_mentor_who_helps_too_finds_both() -> None:
    programme = make_programme()
    helper = make_role(programme, Role.Kind.SUPPORTER)
    make_enrolment(programme, "mentor", person=helper)

    assert {"Questions", "My mentees", "Today"} <= set(places_of(helper))
