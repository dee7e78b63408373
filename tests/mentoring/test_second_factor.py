import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from people.models import Person
from tests.factories import (
    give_secret,
    make_administrator,
    make_coordinator,
    make_hr,
    make_mentor,
    make_person,
    make_programme,
    sign_in,
)

pytestmark = pytest.mark.django_db
SET_UP = "/account/2fa/"


@pytest.fixture(autouse=True)
def _required(settings: Settings) -> None:
    settings.REQUIRE_MFA = True


def coordinator() -> Person:
    return make_coordinator(make_programme())


@pytest.mark.parametrize("make", [make_administrator, make_hr, coordinator])
def test_whoever_sees_much_is_sent_to_set_up_a_second_factor(
    client: Client, make: object
) -> None:
    sign_in(client, make())  # type: ignore[operator]  # each makes a person

    assert client.get(reverse("today")).headers["Location"] == SET_UP
    assert client.post(reverse("people:address_ask")).headers["Location"] == SET_UP


@pytest.mark.parametrize("make", [make_administrator, make_hr, coordinator])
def test_whoever_showed_a_second_factor_goes_on(client: Client, make: object) -> None:
    sign_in(client, make(), "password", "mfa")  # type: ignore[operator]  # idem

    assert client.get(reverse("today")).status_code == 200


def test_whoever_takes_part_needs_none(client: Client) -> None:
    mentor = make_mentor(make_programme()).person
    for person in (mentor, make_person()):
        sign_in(client, person)
        assert client.get(reverse("today")).status_code == 200


def test_the_way_to_set_one_up_and_the_way_out_stay_open(client: Client) -> None:
    sign_in(client, give_secret(make_hr()))

    assert client.get(SET_UP).status_code == 200
    assert client.get(reverse("account_reauthenticate")).status_code == 200
    assert client.post(reverse("set_language"), {"language": "nl"}).headers[
        "Location"
    ] in {"/", SET_UP}
    assert client.post(reverse("account_logout")).headers["Location"] == "/"


def test_visitors_are_not_asked(client: Client) -> None:
    assert client.get(reverse("account_login")).status_code == 200


def test_an_address_that_does_not_exist_is_still_not_found(client: Client) -> None:
    sign_in(client, make_hr())

    assert client.get("/nowhere/").status_code == 404


def test_where_the_company_wants_none_nobody_is_asked(
    client: Client, settings: Settings
) -> None:
    settings.REQUIRE_MFA = False
    sign_in(client, make_hr())

    assert client.get(reverse("today")).status_code == 200


def test_asking_costs_one_query_and_none_once_it_was_shown(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = make_person()
    sign_in(client, person, "password", "mfa")
    with django_assert_num_queries(2):  # the session, the person
        client.get(reverse("theme"))
    sign_in(client, person)
    with django_assert_num_queries(3):  # and the roles
        client.get("/enter/")
