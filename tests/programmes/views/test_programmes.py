from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from programmes.models import Enrolment, Programme, Role
from tests.factories import (
    make_coordinator,
    make_draft,
    make_hr,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.programmes.visitor import Visitor

pytestmark = pytest.mark.django_db

LIST = reverse("programmes:programme_list")
NEW = reverse("programmes:programme_create")
TYPED = {
    "template": "onboarding",
    "name": "Start",
    "starts_on": "2027-01-04",
    "substitute_contact": "Katrien",
}


def at(name: str, programme: Programme) -> str:
    return reverse(f"programmes:{name}", args=[programme.slug])


def test_from_a_template_to_an_open_programme_in_five_clicks_and_three_fields(
    client: Client,
) -> None:
    hr = make_hr()
    make_programme()
    client.force_login(hr)

    visitor = Visitor(client, LIST)
    visitor.follow(NEW)
    visitor.choose("template", "leadership")
    visitor.write("name", "Leiding leren")
    visitor.write("starts_on", "2027-01-04")
    visitor.write("substitute_contact", "Katrien Smet, 09 000 00 00")
    visitor.press(NEW)
    visitor.follow("/p/leiding-leren/setup/check/")
    visitor.press("/p/leiding-leren/setup/open/")

    programme = Programme.objects.get(slug="leiding-leren")
    assert programme.state == Programme.State.RECRUITING
    assert programme.kind == Programme.Kind.LEADERSHIP
    assert programme.starts_on == date(2027, 1, 4)
    assert (visitor.clicks, visitor.typed) == (5, 3)
    assert "The programme is open." in visitor.body


def test_an_empty_house_offers_to_begin_only_to_who_may(client: Client) -> None:
    client.force_login(make_person())
    assert NEW not in client.get(LIST).content.decode()

    client.force_login(make_hr())
    assert NEW in client.get(LIST).content.decode()


def test_somebody_who_may_not_start_a_programme_is_told_so(client: Client) -> None:
    client.force_login(make_coordinator(make_programme()))

    assert client.get(NEW).status_code == 403
    assert client.post(NEW, TYPED).status_code == 403
    assert Programme.objects.count() == 1


def test_nobody_who_is_not_signed_in_sees_a_programme(client: Client) -> None:
    response = client.get(at("programme_show", make_programme()))

    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


@pytest.mark.parametrize("programmes", [1, 4])
def test_the_list_asks_the_same_questions_for_one_and_for_four(
    programmes: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _n in range(programmes):
        make_programme()
    client.force_login(make_person())
    client.get(LIST)

    with django_assert_num_queries(7):
        client.get(LIST)


def test_a_colleague_who_coordinates_gets_the_draft_and_the_maker_does_not(
    client: Client,
) -> None:
    hr, colleague = make_hr(), make_person(employee_number="00417")
    client.force_login(hr)

    response = client.post(NEW, {**TYPED, "coordinator": "00417"})

    programme = Programme.objects.get()
    assert response["Location"] == at("programme_show", programme)
    assert Role.objects.get().person == colleague


def test_an_earlier_edition_is_a_template_too(client: Client) -> None:
    earlier = make_programme(weeks=20)
    client.force_login(make_hr())

    client.post(NEW, {**TYPED, "template": str(earlier.pk)})

    copy = Programme.objects.get(slug="start")
    assert (copy.weeks, copy.copied_from) == (20, earlier)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "This field is required."),
        ("name", "a" * 121, "at most 120 characters"),
        ("starts_on", "31/31/2027", "Enter a valid date."),
        ("starts_on", "9999-12-31", "Give a day between 2000 and 2100."),
        ("template", "castle", "Select a valid choice."),
        ("coordinator", "nobody@x.example", "Nobody here has this number or address."),
        ("coordinator", "1, 2", "Nobody here has this number or address."),
    ],
)
def test_bad_input_for_a_new_programme_gets_a_sentence_and_loses_nothing(
    field: str, typed: str, sentence: str, client: Client
) -> None:
    client.force_login(make_hr())

    response = client.post(NEW, {**TYPED, field: typed})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert 'value="Katrien"' in response.content.decode()
    assert not Programme.objects.exists()


def test_the_public_page_shows_mission_frame_and_whom_to_ask(client: Client) -> None:
    programme = make_programme(mission_whom={"nl": "Voor ons allemaal."})
    coordinator = make_coordinator(programme)
    client.force_login(make_person())

    body = client.get(at("programme_show", programme)).content.decode()

    assert '<p lang="nl">Voor ons allemaal.</p>' in body
    assert str(coordinator) in body
    assert "Katrien Smet" in body
    assert "Nothing from this programme counts in an appraisal" in body
    assert at("apply_mentee", programme) in body
    assert at("setup_show", programme) not in body


def test_a_draft_does_not_exist_for_strangers(client: Client) -> None:
    client.force_login(make_person())

    for name in ("programme_show", "setup_show", "people_list", "apply_mentee"):
        assert client.get(at(name, make_draft())).status_code == 404


def test_a_programme_without_coordinator_says_so(client: Client) -> None:
    client.force_login(make_hr())

    body = client.get(at("programme_show", make_draft(substitute_contact="")))

    assert "Nobody coordinates this programme now." in body.content.decode()
    assert "When they are away" not in body.content.decode()


@pytest.mark.parametrize(
    ("state", "there", "not_there"),
    [
        (Enrolment.State.INVITED, "No, thank you", "Change my answers"),
        (Enrolment.State.APPLIED, "Change my answers", "No, thank you"),
        (Enrolment.State.APPROVED, "Leave this programme", "Try again"),
        (Enrolment.State.NOT_NOW, "Try again", "Leave this programme"),
    ],
)
@pytest.mark.parametrize("make", [make_mentee, make_mentor])
def test_the_public_page_offers_what_fits_ones_own_part(
    *, state: str, there: str, not_there: str, make: object, client: Client
) -> None:
    programme = make_programme()
    assert callable(make)
    client.force_login(make(programme, state=state).person)

    body = client.get(at("programme_show", programme)).content.decode()

    assert there in body
    assert not_there not in body


def test_an_invitation_that_came_too_late_offers_only_to_leave(client: Client) -> None:
    programme = make_programme(state="running")
    client.force_login(make_mentee(programme, state="invited").person)

    body = client.get(at("programme_show", programme)).content.decode()

    assert "No, thank you" not in body
    assert "Leave this programme" in body


def test_a_coordinator_moves_the_programme_forward(client: Client) -> None:
    programme = make_programme(state="recruiting")
    client.force_login(make_coordinator(programme))

    body = client.get(at("programme_advance", programme)).content.decode()
    assert "recruiting" in body
    response = client.post(at("programme_advance", programme), {"to": "matching"})

    assert response["Location"] == at("setup_show", programme)
    programme.refresh_from_db()
    assert programme.state == "matching"


def test_a_step_that_is_not_offered_is_refused(client: Client) -> None:
    programme = make_programme(state="recruiting")
    client.force_login(make_coordinator(programme))

    response = client.post(at("programme_advance", programme), {"to": "running"})

    assert response.status_code == 422
    assert "Select a valid choice." in response.content.decode()


@pytest.mark.parametrize("state", ["draft", "closing", "closed"])
def test_where_there_is_no_next_step_the_page_goes_back(
    state: str, client: Client
) -> None:
    programme = make_programme(state=state)
    client.force_login(make_coordinator(programme))

    response = client.get(at("programme_advance", programme))

    assert response["Location"] == at("setup_show", programme)


def test_closing_is_asked_once_more_and_then_done(client: Client) -> None:
    programme = make_programme(state="running")
    client.force_login(make_coordinator(programme))

    assert "This cannot be undone." in (
        client.get(at("programme_close", programme)).content.decode()
    )
    programme.refresh_from_db()
    assert programme.state == "running"
    response = client.post(at("programme_close", programme), follow=True)

    programme.refresh_from_db()
    assert programme.state == "closed"
    assert "The programme is closed." in response.content.decode()


def test_closing_twice_says_so(client: Client) -> None:
    programme = make_programme(state="closed")
    client.force_login(make_coordinator(programme))

    response = client.post(at("programme_close", programme), follow=True)

    assert "This programme is closed already." in response.content.decode()


@pytest.mark.parametrize("name", ["programme_advance", "programme_close"])
def test_somebody_who_does_not_coordinate_moves_nothing(
    name: str, client: Client
) -> None:
    programme = make_programme(state="recruiting")
    for stranger in (
        make_hr(),
        make_coordinator(make_programme()),
        make_mentee(programme).person,
    ):
        client.force_login(stranger)
        assert client.get(at(name, programme)).status_code == 403
        assert client.post(at(name, programme), {"to": "matching"}).status_code == 403

    programme.refresh_from_db()
    assert programme.state == "recruiting"
