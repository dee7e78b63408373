"""Who is new, who still needs a mentor, and what comes too late."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matching.models import Pairing
from people.models import Person
from programmes.models import Enrolment, Programme, Welcome
from programmes.rules import WELCOME_STEPS as STEPS
from tests.factories import (
    NOW,
    make_coordinator,
    make_mentee,
    make_person,
    make_programme,
)
from tests.pairs import make_pairing, make_two

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return make_programme(kind=Programme.Kind.ONBOARDING)


def starting(days: int, **fields: str) -> Person:
    return make_person(hired_on=timezone.localdate() + timedelta(days=days), **fields)


def list_of(programme: Programme) -> str:
    return reverse("newcomers", args=[programme.slug])


def standings(client: Client, programme: Programme) -> dict[str, str]:
    client.force_login(make_coordinator(programme))
    page = client.get(list_of(programme))
    return {row.person.given_name: row.standing for row in page.context["rows"]}


def test_each_newcomer_stands_with_what_is_still_to_do(
    client: Client, programme: Programme
) -> None:
    starting(10, given_name="Soon")
    starting(0, given_name="Today")
    starting(-120, given_name="Long ago")
    unwilling = starting(-2, given_name="Unwilling")
    make_mentee(programme, person=unwilling, state=Enrolment.State.WITHDRAWN)

    said = standings(client, programme)

    assert said["Soon"].startswith("needs a mentor before")
    assert said["Today"].startswith("too late: started on")
    assert said["Unwilling"] == "would rather not"
    assert "Long ago" not in said


def test_who_has_a_mentor_is_named_with_them(
    client: Client, programme: Programme
) -> None:
    mentor, mentee = make_two(programme)
    Person.objects.filter(pk=mentee.person.pk).update(hired_on=timezone.localdate())
    make_pairing(programme, mentor, mentee)

    said = standings(client, programme)

    assert f"has {mentor.person}" in said.values()
    assert Pairing.objects.active().exists()


def test_those_who_were_ticked_are_invited_as_mentee(
    client: Client, programme: Programme
) -> None:
    newcomer = starting(5)
    client.force_login(make_coordinator(programme))

    nobody = client.post(list_of(programme))
    client.post(list_of(programme), {"person": [str(newcomer.pk)]})

    assert nobody.status_code == 422
    assert "Tick whom you want to invite." in nobody.content.decode()
    part = Enrolment.objects.get()
    assert (part.person, part.role) == (newcomer, Enrolment.Role.MENTEE)
    assert part.state == Enrolment.State.INVITED


def test_the_first_days_are_led_to_from_the_list(
    client: Client, programme: Programme
) -> None:
    for given, signed_on in {"Noted": None, "Signed": NOW.date()}.items():
        Welcome.objects.create(
            programme=programme,
            person=starting(1, given_name=given),
            steps_done=list(STEPS),
            signed_on=signed_on,
        )
    starting(1, given_name="Fresh")
    client.force_login(make_coordinator(programme))

    page = client.get(list_of(programme)).content.decode()

    assert all(words in page for words in ("to be signed", "to be noted", "signed"))


def test_without_newcomers_the_page_says_so(
    client: Client, programme: Programme
) -> None:
    client.force_login(make_coordinator(programme))

    assert "No new colleagues" in client.get(list_of(programme)).content.decode()


def test_only_who_coordinates_an_onboarding_sees_the_list(
    client: Client, programme: Programme
) -> None:
    other = make_programme(kind=Programme.Kind.FREE)
    client.force_login(make_person())
    assert client.get(list_of(programme)).status_code == 403

    client.force_login(make_coordinator(other))
    assert client.get(list_of(other)).status_code == 404
    assert client.get(list_of(programme)).status_code == 403


@pytest.mark.parametrize("people", [1, 4])
def test_the_list_asks_the_same_questions_for_one_and_for_four(
    people: int,
    client: Client,
    programme: Programme,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _n in range(people):
        starting(3)
    client.force_login(make_coordinator(programme))
    client.get(list_of(programme))

    with django_assert_num_queries(10):
        client.get(list_of(programme))
