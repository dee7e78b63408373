from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from mailing.models import Delivery
from people.models import Person
from people.operations import sign_in
from tests.doorways import (
    GOOD_PIN,
    WRONG_PIN,
    with_pin,
)
from tests.factories import (
    NOW,
    give_secret,
    make_administrator,
    make_hr,
    make_person,
)
from tests.factories import sign_in as sign_in_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_tries")]
NEW = "a new horse, a new lamp"


Page = Callable[[Person], str]


def page(name: str) -> Page:
    return lambda person: reverse(f"people:{name}", args=[person.pk])


@pytest.mark.parametrize("name", ["person_invite", "secret_unlock", "card_issue"])
def test_only_hr_helps_somebody_in(client: Client, name: str) -> None:
    anna = make_person(email=None, employee_number="0042")
    for somebody in (make_person(), make_administrator()):
        sign_in_as(client, somebody)
        assert client.post(page(name)(anna)).status_code == 404

    helper = sign_in_as(client, make_hr())
    assert client.post(page(name)(helper)).status_code == 404
    assert client.post(page(name)(anna)).status_code != 404


def test_hr_sends_an_invitation_once(client: Client) -> None:
    anna = make_person()
    sign_in_as(client, make_hr())

    sent = client.post(page("person_invite")(anna), {"next": "/styleguide/"})

    assert sent.headers["Location"] == "/styleguide/"
    assert [row.kind for row in Delivery.objects.all()] == ["invitation"]


def test_hr_is_told_why_somebody_is_not_invited(client: Client) -> None:
    anna = give_secret(make_person())
    sign_in_as(client, make_hr())

    answer = client.post(page("person_invite")(anna), follow=True)

    assert "This person can sign in already." in answer.content.decode()
    assert not Delivery.objects.exists()


def test_hr_opens_a_locked_pin_without_learning_it(client: Client) -> None:
    anna = with_pin()
    for _try in range(5):
        sign_in.try_secret(person=anna, secret=WRONG_PIN, at=NOW)
    sign_in_as(client, make_hr())
    profile = reverse("people:person_detail", args=[anna.pk])
    assert "Five wrong tries have locked the PIN." in client.get(profile).text

    answer = client.post(page("secret_unlock")(anna), {"next": profile})

    assert answer.headers["Location"] == profile
    assert "Five wrong tries" not in client.get(profile).text
    assert sign_in.try_secret(person=anna, secret=GOOD_PIN, at=NOW)


def test_a_way_back_that_is_no_address_leads_home(client: Client) -> None:
    anna = with_pin()
    sign_in_as(client, make_hr())

    answer = client.post(page("secret_unlock")(anna), {"next": "inf"})

    assert answer.headers["Location"] == reverse("today")
