import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from mailing import links
from mailing.models import Delivery
from people import access
from people.models import BrowserSession, Person
from tests.doorways import (
    GOOD_PIN,
    PIN,
    enter_by_number,
    invitation_of,
    person_of,
    problems_in,
    reset_of,
    twice,
)
from tests.factories import (
    NOW,
    SECRET,
    give_secret,
    make_person,
)
from tests.factories import sign_in as sign_in_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_tries")]
NEW = "a new horse, a new lamp"


def test_an_invitation_leads_inside_with_a_password_of_ones_own(
    client: Client,
) -> None:
    anna = make_person(given_name="Anna")
    link = invitation_of(anna)
    assert b"Welcome, Anna" in client.get(link).content

    response = client.post(link, twice(SECRET))

    assert response.headers["Location"] == reverse("today")
    assert person_of(client) == str(anna.pk)
    anna.refresh_from_db()
    assert anna.check_password(SECRET)
    assert access.is_confirmed(anna)
    assert client.get(reverse("today")).status_code == 200


def test_looking_at_an_invitation_changes_nothing(client: Client) -> None:
    anna = make_person()
    before = Person.objects.values().get(pk=anna.pk)

    client.get(invitation_of(anna))
    client.head(invitation_of(anna))

    assert Person.objects.values().get(pk=anna.pk) == before


def test_a_page_behind_a_link_leaves_no_trace_of_its_address(client: Client) -> None:
    response = client.get(invitation_of(make_person()))

    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]


def test_a_pin_is_offered_to_whoever_has_a_number(client: Client) -> None:
    anna = make_person(email=None, employee_number="0042")
    bram = make_person(employee_number="0043")
    chloe = make_person()

    pages = [
        client.get(invitation_of(person)).content.decode()
        for person in (anna, bram, chloe)
    ]

    assert ["A PIN of six digits" in page for page in pages] == [True, True, False]
    chosen = re.compile(r'value="(password|pin)"[^>]*checked')
    assert [chosen.findall(page) for page in pages] == [["pin"], ["password"], []]


def test_a_pin_may_be_chosen_on_the_page_of_an_invitation(client: Client) -> None:
    anna = make_person(email=None, employee_number="0042")

    client.post(invitation_of(anna), twice(GOOD_PIN, kind=PIN))
    client.logout()
    enter_by_number(client, "0042", GOOD_PIN)

    assert person_of(client) == str(anna.pk)


def test_a_pin_without_a_number_is_no_choice(client: Client) -> None:
    response = client.post(invitation_of(make_person()), twice(GOOD_PIN, kind=PIN))

    assert response.status_code == 422
    assert person_of(client) is None


def test_what_is_refused_is_said_and_nothing_is_kept(client: Client) -> None:
    anna = make_person()
    link = invitation_of(anna)

    weak = client.post(link, twice("password1"))
    differing = client.post(link, twice(SECRET, again="a horse above the lamp"))

    assert "too common" in problems_in(weak)
    assert "not the same" in problems_in(differing)
    assert SECRET not in differing.content.decode()
    anna.refresh_from_db()
    assert not anna.has_usable_password()


def test_a_link_works_once_and_then_offers_another(client: Client) -> None:
    anna = make_person()
    link = invitation_of(anna)
    client.post(link, twice(SECRET))
    client.logout()

    again = client.get(link)
    assert again.status_code == 410
    assert "This link no longer works" in again.content.decode()
    client.post(link, twice("a secret of a thief"))
    anna.refresh_from_db()
    assert anna.check_password(SECRET)
    assert not Delivery.objects.exists()

    client.post(link, {"renew": "yes"})
    client.post(link, {"renew": "yes"})
    assert [row.kind for row in Delivery.objects.all()] == ["secret_reset"]


def test_an_old_invitation_is_renewed_by_one_button(client: Client) -> None:
    anna = make_person()
    with time_machine.travel(NOW):
        link = invitation_of(anna)

    with time_machine.travel(NOW + timedelta(days=15)):
        assert client.get(link).status_code == 410
        client.post(link, {"renew": "yes"})

    assert [(row.kind, row.recipient) for row in Delivery.objects.all()] == [
        ("invitation", anna)
    ]


def test_who_has_no_mailbox_by_now_is_sent_to_hr(client: Client) -> None:
    anna = make_person(email=None, employee_number="0042")
    with time_machine.travel(NOW):
        link = invitation_of(anna)

    with time_machine.travel(NOW + timedelta(days=15)):
        page = client.get(link).content.decode()
        client.post(link, {"renew": "yes"})

    assert "Your HR team can help you in." in page
    assert not Delivery.objects.exists()


def test_whoever_left_does_not_come_in_by_an_invitation(client: Client) -> None:
    anna = make_person()
    link = invitation_of(anna)
    Person.objects.filter(pk=anna.pk).update(may_sign_in=False)

    assert client.post(link, twice(SECRET)).status_code == 410
    assert person_of(client) is None


@pytest.mark.parametrize("page", ["invitation", "reset"])
def test_a_forged_link_leads_nowhere(client: Client, page: str) -> None:
    made = links.make("unsubscribe", make_person().pk)

    assert client.get(f"/{page}/{made}/").status_code == 404
    assert client.get(f"/{page}/made-up/").status_code == 404


def test_whoever_forgot_chooses_anew_and_signs_in_with_it(client: Client) -> None:
    anna = give_secret(make_person())
    elsewhere = Client()
    sign_in_as(elsewhere, anna)
    link = reset_of(anna)
    assert b"Choose a new one" in client.get(link).content

    response = client.post(link, twice(NEW))

    assert response.headers["Location"] == reverse("account_login")
    assert person_of(client) is None
    anna.refresh_from_db()
    assert anna.check_password(NEW)
    assert not BrowserSession.objects.filter(person=anna).exists()
    assert elsewhere.get(reverse("today")).status_code == 302


def test_a_reset_says_what_is_wrong_with_the_new_one(client: Client) -> None:
    anna = give_secret(make_person())
    link = reset_of(anna)

    assert "too common" in problems_in(client.post(link, twice("password1")))


def test_a_reset_lasts_a_day(client: Client) -> None:
    with time_machine.travel(NOW):
        anna = give_secret(make_person())
        link = reset_of(anna)

    with time_machine.travel(NOW + timedelta(hours=25)):
        assert client.get(link).status_code == 410


def test_an_address_changed_by_hr_then_a_reset_shuts_sealed_text_and_nothing_else(
    client: Client,
) -> None:
    anna = give_secret(make_person())
    before = anna.credential_id
    Person.objects.filter(pk=anna.pk).update(email="thief@fabriek.example")
    anna.refresh_from_db()

    client.post(reset_of(anna), twice(NEW))
    client.post(
        reverse("account_login"), {"login": "thief@fabriek.example", "password": NEW}
    )

    assert client.get(reverse("today")).status_code == 200
    anna.refresh_from_db()
    assert anna.credential_id != before
    assert anna.former_credential_id == before
