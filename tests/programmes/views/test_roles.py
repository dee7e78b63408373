import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from programmes.models import Programme, Role
from tests.factories import (
    NOW,
    make_coordinator,
    make_hr,
    make_person,
    make_programme,
    make_role,
)

pytestmark = pytest.mark.django_db


def at(programme: Programme) -> str:
    return reverse("programmes:role_list", args=[programme.slug])


def end(role: Role) -> str:
    return reverse("programmes:role_end", args=[role.programme.slug, role.pk])


def test_hr_names_a_second_coordinator(client: Client) -> None:
    programme, colleague = make_programme(), make_person(employee_number="7")
    client.force_login(make_hr())

    response = client.post(at(programme), {"person": "7", "kind": "coordinator"})

    assert response["Location"] == at(programme)
    assert Programme.objects.coordinated_by(colleague).get() == programme


def test_a_coordinator_gives_the_other_roles_and_only_those(client: Client) -> None:
    programme, colleague = make_programme(), make_person(employee_number="7")
    client.force_login(make_coordinator(programme))

    client.post(at(programme), {"person": "7", "kind": "supporter"})
    refused = client.post(at(programme), {"person": "7", "kind": "coordinator"})

    assert refused.status_code == 422
    assert [role.kind for role in Role.objects.held_by(colleague)] == ["supporter"]


def test_the_list_names_who_has_a_role_and_lets_end_what_one_may(
    client: Client,
) -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)
    make_role(programme, Role.Kind.SUPPORTER)
    client.force_login(coordinator)

    body = client.get(at(programme)).content.decode()

    supporter = Role.objects.get(kind="supporter")
    assert str(supporter.person) in body
    assert end(supporter) in body
    assert end(Role.objects.get(person=coordinator)) not in body


def test_a_list_without_roles_says_so(client: Client) -> None:
    client.force_login(make_hr())

    body = client.get(at(make_programme())).content.decode()

    assert "Nobody has a role yet." in body


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"person": "nobody", "kind": "supporter"}, "Nobody here has this number"),
        ({"person": "", "kind": "supporter"}, "This field is required."),
        ({"person": "7", "kind": "king"}, "Select a valid choice."),
        ({"person": "8", "kind": "supporter"}, "already has this role"),
    ],
)
def test_bad_input_for_a_role_gets_a_sentence(
    typed: dict[str, str], sentence: str, client: Client
) -> None:
    programme = make_programme()
    make_person(employee_number="7")
    make_role(programme, Role.Kind.SUPPORTER, make_person(employee_number="8"))
    client.force_login(make_coordinator(programme))

    response = client.post(at(programme), typed)

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_role_is_ended(client: Client) -> None:
    programme = make_programme()
    make_role(programme, Role.Kind.SUPPORTER)
    client.force_login(make_coordinator(programme))
    role = Role.objects.get(kind="supporter")

    client.post(end(role))

    role.refresh_from_db()
    assert role.until_at is not None


def test_the_last_coordinator_stays_and_the_page_says_why(client: Client) -> None:
    programme = make_programme()
    make_coordinator(programme)
    client.force_login(make_hr())

    response = client.post(end(Role.objects.get(kind="coordinator")), follow=True)

    assert "Name another one first." in response.content.decode()


def test_strangers_neither_see_nor_end_roles(client: Client) -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)
    make_role(programme, Role.Kind.SUPPORTER)
    for stranger in (make_person(), make_coordinator(make_programme())):
        client.force_login(stranger)
        assert client.get(at(programme)).status_code == 403
        for role in programme.roles.all():
            assert client.post(end(role)).status_code == 403
    client.force_login(coordinator)
    own = Role.objects.get(person=coordinator)
    assert client.post(end(own)).status_code == 403
    assert Role.objects.filter(until_at__isnull=False).count() == 0


def test_a_role_of_another_programme_is_not_there(client: Client) -> None:
    programme, other = make_programme(), make_programme()
    make_role(other, Role.Kind.SUPPORTER)
    client.force_login(make_coordinator(programme))
    role = Role.objects.get(kind="supporter")

    url = reverse("programmes:role_end", args=[programme.slug, role.pk])

    assert client.post(url).status_code == 404


@time_machine.travel(NOW, tick=False)
def test_a_role_is_planned_and_the_list_says_when_and_for_whom(client: Client) -> None:
    programme = make_programme()
    make_person(employee_number="7")
    client.force_login(make_coordinator(programme))
    days = {"from_on": "2026-10-01", "until_on": "2026-12-31"}

    page = client.post(
        at(programme),
        {"person": "7", "kind": "impact_viewer", "works_council": "on", **days},
        follow=True,
    )

    assert "works council" in page.text
    assert "from 1 October 2026" in page.text
    assert "until 31 December 2026" in page.text


@time_machine.travel(NOW, tick=False)
def test_a_last_day_too_soon_is_said_at_its_field(client: Client) -> None:
    programme = make_programme()
    make_person(employee_number="7")
    client.force_login(make_coordinator(programme))

    page = client.post(
        at(programme),
        {"person": "7", "kind": "supporter", "until_on": "2026-08-01"},
    )

    assert page.status_code == 422
    assert page.context["form"].errors["until_on"]


def test_a_coordinator_gives_no_role_to_themselves(client: Client) -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme, make_person(employee_number="7"))
    client.force_login(coordinator)

    page = client.post(at(programme), {"person": "7", "kind": "impact_viewer"})

    assert page.status_code == 422
    assert "Nobody gives a role to themselves" in page.text


def test_whoever_names_coordinators_only_is_not_asked_about_the_council(
    client: Client,
) -> None:
    client.force_login(make_hr())

    assert "works council" not in client.get(at(make_programme())).text
