from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people import access
from people.models import CompanyRole, Person
from privacy.models import AuditEntry
from tests.doorways import problems_in
from tests.factories import make_administrator, make_hr, make_person, sign_in

pytestmark = pytest.mark.django_db
ROLES = "/people/roles/"


def end(person: Person) -> str:
    return reverse("people:role_end", args=[person.company_roles.get().pk])


def test_an_administrator_gives_a_role_that_counts_from_the_next_click(
    client: Client,
) -> None:
    anna = make_person(employee_number="0042")
    sign_in(hers := Client(), anna)
    assert hers.get(reverse("people:person_list")).status_code == 403
    sign_in(client, make_administrator())

    response = client.post(ROLES, {"person": "0042", "kind": "hr"})

    assert response.headers["Location"] == ROLES
    assert hers.get(reverse("people:person_list")).status_code == 200
    assert AuditEntry.objects.get(verb="gave_hr").audience == "house"


def test_a_role_that_is_ended_opens_nothing_at_the_next_click(client: Client) -> None:
    make_hr()
    sign_in(theirs := Client(), hr := make_hr())
    assert theirs.get(reverse("people:person_list")).status_code == 200
    sign_in(client, make_administrator())

    client.post(end(hr))

    assert theirs.get(reverse("people:person_list")).status_code == 403
    assert f"{hr}" in client.get(ROLES).text  # among who had one earlier


@pytest.mark.parametrize("make", [make_person, make_hr])
def test_nobody_else_gives_or_ends_a_role(
    client: Client, make: Callable[[], Person]
) -> None:
    chief, anna = make_administrator(), make_person(employee_number="0042")
    sign_in(client, make())

    assert client.get(ROLES).status_code == 403
    assert client.post(ROLES, {"person": "0042", "kind": "hr"}).status_code == 403
    assert client.post(end(chief)).status_code == 403
    assert not access.holds_company_role(anna)


def test_the_last_administrator_is_told_why_the_role_stays(client: Client) -> None:
    chief = sign_in(client, make_administrator())

    answer = client.post(end(chief), follow=True)

    assert "A company needs at least one administrator" in answer.text
    assert access.is_administrator(chief)


def test_one_of_two_may_lay_the_role_down_and_is_outside_then(client: Client) -> None:
    make_administrator()
    chief = sign_in(client, make_administrator())

    response = client.post(end(chief))

    assert response.headers["Location"] == reverse("today")
    assert client.get(ROLES).status_code == 403


def test_what_is_refused_is_said(client: Client) -> None:
    chief = sign_in(client, make_administrator(employee_number="0001"))
    hr = make_hr()

    nobody = client.post(ROLES, {"person": "9999", "kind": "hr"})
    again = client.post(ROLES, {"person": hr.email or "", "kind": "hr"})
    oneself = client.post(ROLES, {"person": "0001", "kind": "hr"})

    assert "Nobody here has this number or address" in problems_in(nobody)
    assert "already has this role" in problems_in(again)
    assert "Nobody gives a role to themselves" in problems_in(oneself)
    assert CompanyRole.objects.filter(person=chief).count() == 1


def test_a_role_that_ended_is_not_ended_twice(client: Client) -> None:
    make_hr()
    page = end(make_hr())
    sign_in(client, make_administrator())

    assert client.post(page).status_code == 302
    assert client.post(page).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_four(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(client, make_administrator())
    with django_assert_num_queries(6):
        client.get(ROLES)
    for _hr in range(3):
        make_hr()
    with django_assert_num_queries(6):
        client.get(ROLES)
