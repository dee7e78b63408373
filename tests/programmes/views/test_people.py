import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mailing.models import Delivery
from programmes.models import Enrolment, Programme
from tests.factories import (
    make_chain,
    make_coordinator,
    make_draft,
    make_hr,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db

State = Enrolment.State


def at(name: str, programme: Programme, *more: object) -> str:
    return reverse(f"programmes:{name}", args=[programme.slug, *more])


def enter(client: Client, programme: Programme) -> None:
    client.force_login(make_coordinator(programme))


@pytest.mark.parametrize("people", [1, 4])
def test_the_list_asks_the_same_questions_for_one_and_for_four(
    people: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = make_programme()
    enter(client, programme)
    for _n in range(people):
        make_mentee(programme, state=State.APPLIED)
    client.get(at("people_list", programme))

    with django_assert_num_queries(12):
        client.get(at("people_list", programme))


def test_fifty_stand_on_a_page(client: Client) -> None:
    programme = make_programme()
    enter(client, programme)
    for number in range(51):
        make_mentee(programme, person=make_person(family_name=f"Z{number:02}"))

    first = client.get(at("people_list", programme)).content.decode()
    second = client.get(at("people_list", programme), {"page": 2}).content.decode()
    far = client.get(at("people_list", programme), {"page": "many"}).content.decode()

    assert ("Z49" in first, "Z50" in first) == (True, False)
    assert ("Z49" in second, "Z50" in second) == (False, True)
    assert "Z00" in far


def test_a_search_finds_and_nonsense_shows_everybody(client: Client) -> None:
    programme = make_programme()
    enter(client, programme)
    make_mentee(programme, person=make_person(family_name="Aerts"))
    make_mentor(programme, person=make_person(family_name="Zwart"))

    def shown(**asked: str) -> str:
        return client.get(at("people_list", programme), asked).content.decode()

    assert "Aerts" not in shown(q="zw")
    assert "Zwart" not in shown(role="mentee")
    assert "Nobody fits this search." in shown(state="ended")
    for nonsense in ({"role": "king"}, {"state": "gone"}, {"q": "\x00"}):
        assert "Aerts" in shown(**nonsense)


def test_an_empty_programme_offers_to_invite_when_it_takes_people(
    client: Client,
) -> None:
    open_one, draft = make_programme(), make_draft()
    enter(client, open_one)
    assert at("people_enrol", open_one) in (
        client.get(at("people_list", open_one)).content.decode()
    )
    enter(client, draft)
    body = client.get(at("people_list", draft)).content.decode()
    assert "Nobody takes part yet." in body
    assert at("people_enrol", draft) not in body


def test_only_those_on_whom_one_may_decide_have_a_box(client: Client) -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)
    waiting = make_mentee(programme, state=State.APPLIED)
    below = make_mentee(programme, state=State.APPLIED)
    make_chain(coordinator, below.person)
    client.force_login(coordinator)

    body = client.get(at("people_list", programme)).content.decode()

    assert f'value="{waiting.pk}"' in body
    assert f'value="{below.pk}"' not in body
    assert "another coordinator decides" in body


def test_ticked_people_take_part_and_whoever_was_smuggled_in_does_not(
    client: Client,
) -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)
    waiting = make_mentee(programme, state=State.APPLIED)
    below = make_mentee(programme, state=State.APPLIED)
    elsewhere = make_mentee(make_programme(), state=State.APPLIED)
    make_chain(coordinator, below.person)
    client.force_login(coordinator)
    ticked = [waiting.pk, below.pk, elsewhere.pk, uuid4(), "nonsense"]

    response = client.post(
        at("people_approve", programme), {"enrolment": ticked}, follow=True
    )

    assert "1 person takes part from now on." in response.content.decode()
    for part, state in (
        (waiting, State.APPROVED),
        (below, State.APPLIED),
        (elsewhere, State.APPLIED),
    ):
        part.refresh_from_db()
        assert part.state == state


def test_people_are_found_ticked_and_invited(client: Client) -> None:
    programme = make_programme()
    zwart = make_person(family_name="Zwart", given_name="Zoe")
    make_mentor(programme, person=make_person(family_name="Zwarts"))
    enter(client, programme)
    url = at("people_enrol", programme)

    body = client.get(url, {"q": "zw"}).content.decode()
    assert "Zoe Zwart" in body
    assert "(takes part already)" in body
    response = client.post(url, {"people": [zwart.pk], "role": "mentee"}, follow=True)

    assert "1 person is invited." in response.content.decode()
    assert programme.enrolments.get(person=zwart).state == State.INVITED


def test_what_was_ticked_stays_ticked_when_something_is_missing(
    client: Client,
) -> None:
    programme = make_programme()
    zwart, zwarts = make_person(family_name="Zwart"), make_person(family_name="Zwarts")
    enter(client, programme)
    url = f"{at('people_enrol', programme)}?q=zw"

    body = client.post(url, {"people": [zwart.pk]}).content.decode()

    assert re.search(rf'value="{zwart.pk}"\s+checked', body)
    assert not re.search(rf'value="{zwarts.pk}"\s+checked', body)


def test_a_list_with_a_mistake_invites_the_others_and_keeps_the_mistake(
    client: Client,
) -> None:
    programme, anna = make_programme(), make_person(employee_number="7")
    enter(client, programme)
    listed = "7\nnobody@fabriek.example\n99"

    response = client.post(
        at("people_enrol", programme), {"listed": listed, "role": "mentor"}
    )

    body = response.content.decode()
    assert response.status_code == 422
    assert programme.enrolments.get().person == anna
    assert "1 person is invited." in body
    assert "Nobody here has one of these numbers or addresses." in body
    assert "nobody@fabriek.example\n99</textarea>" in body


def test_a_replayed_invitation_changes_nothing(client: Client) -> None:
    programme = make_programme()
    make_person(employee_number="7")
    enter(client, programme)
    for _n in range(2):
        client.post(at("people_enrol", programme), {"listed": "7", "role": "mentor"})

    assert programme.enrolments.count() == Delivery.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"listed": "7"}, "This field is required."),
        ({"role": "king", "listed": "7"}, "Select a valid choice."),
        ({"role": "mentee"}, "Tick somebody, or type a number or address."),
        ({"role": "mentee", "people": ["nonsense"]}, "is not a valid UUID"),
        ({"role": "mentee", "listed": "a" * 60_001}, "at most 60000 characters"),
        ({"role": "mentee", "listed": "7\x00"}, "Null characters are not allowed."),
        ({"role": "mentee", "listed": "99"}, "Nobody here has one of these numbers"),
    ],
)
def test_bad_input_for_an_invitation_gets_a_sentence(
    typed: dict[str, object], sentence: str, client: Client
) -> None:
    programme = make_programme()
    make_person(employee_number="7")
    enter(client, programme)

    response = client.post(at("people_enrol", programme), typed)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not programme.enrolments.exists()


def test_too_many_at_a_time_are_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme = make_programme()
    make_person(employee_number="7")
    make_person(employee_number="8")
    enter(client, programme)
    monkeypatch.setattr("programmes.forms.people.MOST_LISTED", 1)

    response = client.post(
        at("people_enrol", programme), {"listed": "7, 8", "role": "mentor"}
    )

    assert "Invite at most 1 people at a time." in response.content.decode()


def test_nobody_is_invited_into_a_draft(client: Client) -> None:
    draft = make_draft()
    make_person(employee_number="7")
    enter(client, draft)

    response = client.post(at("people_enrol", draft), {"listed": "7", "role": "mentor"})

    assert "Nobody can sign up for this programme now." in response.content.decode()
    assert 'name="listed"' in response.content.decode()


def test_a_search_for_nobody_says_so_and_nonsense_finds_nobody(
    client: Client,
) -> None:
    programme = make_programme()
    enter(client, programme)
    url = at("people_enrol", programme)

    assert "Nobody was found." in client.get(url, {"q": "qqq"}).content.decode()
    assert client.get(url, {"q": "\x00"}).status_code == 200


@pytest.mark.parametrize("name", ["people_list", "people_enrol", "people_approve"])
def test_only_coordinators_see_and_ask_people(name: str, client: Client) -> None:
    programme = make_programme()
    for stranger in (
        make_person(),
        make_hr(),
        make_coordinator(make_programme()),
        make_mentor(programme).person,
    ):
        client.force_login(stranger)
        assert client.post(at(name, programme)).status_code in {403, 405}
        assert client.get(at(name, programme)).status_code in {403, 405}
