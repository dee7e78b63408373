from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mailing.models import Delivery
from people import access, browser_sessions, emails
from people.models import BrowserSession, Person
from people.operations import people
from privacy.models import AuditEntry
from tests.doorways import (
    GOOD_PIN,
    WRONG_PIN,
    path_of,
    problems_in,
    twice,
    with_pin,
)
from tests.factories import (
    SECRET,
    give_secret,
    make_person,
)
from tests.factories import sign_in as sign_in_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_tries")]
NEW = "a new horse, a new lamp"


def test_people_change_their_own_secret_and_stay_in_here_only(client: Client) -> None:
    anna = give_secret(make_person())
    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in_as(browser, anna)

    response = client.post(reverse("people:secret_change"), twice(NEW, old=SECRET))

    assert response.headers["Location"] == reverse("today")
    assert client.get(reverse("today")).status_code == 200
    assert elsewhere.get(reverse("today")).status_code == 302
    assert BrowserSession.objects.filter(person=anna).count() == 1
    anna.refresh_from_db()
    assert anna.check_password(NEW)
    assert access.is_confirmed(anna)


def test_a_change_needs_the_present_secret(client: Client) -> None:
    anna = sign_in_as(client, give_secret(make_person()))

    response = client.post(reverse("people:secret_change"), twice(NEW, old=WRONG_PIN))

    assert "That is not your present password or PIN." in problems_in(response)
    anna.refresh_from_db()
    assert anna.check_password(SECRET)


def test_the_page_of_a_signed_in_thief_does_not_try_pins_for_ever(
    client: Client,
) -> None:
    anna = sign_in_as(client, with_pin())
    for _try in range(5):
        client.post(reverse("people:secret_change"), twice(NEW, old=WRONG_PIN))

    client.post(reverse("people:secret_change"), twice(NEW, old=GOOD_PIN))

    anna.refresh_from_db()
    assert anna.check_password(GOOD_PIN)
    assert anna.locked_at


def test_whoever_came_in_by_code_chooses_a_first_secret(client: Client) -> None:
    anna = sign_in_as(client, make_person(), "code")
    page = client.get(reverse("people:secret_change")).content.decode()
    assert "Present password" not in page

    client.post(reverse("people:secret_change"), twice(NEW))

    anna.refresh_from_db()
    assert anna.check_password(NEW)
    assert client.get(reverse("today")).status_code == 200


def test_a_stranger_changes_no_secret(client: Client) -> None:
    response = client.post(reverse("people:secret_change"), twice(NEW, old=SECRET))

    assert response.headers["Location"].startswith(reverse("account_login"))


def test_people_see_and_close_their_own_browsers(client: Client) -> None:
    anna = give_secret(make_person())
    phone = Client(headers={"user-agent": "Mozilla/5.0 (Android) Firefox/151.0"})
    phone.post(reverse("account_login"), {"login": anna.email, "password": SECRET})
    sign_in_as(client, anna)
    page = client.get(reverse("people:browser_session_list"))
    assert "Firefox, Android" in page.content.decode()
    here = browser_sessions.hash_of(client.session.session_key)
    other = BrowserSession.objects.exclude(key_hash=here).get(person=anna)

    client.post(reverse("people:browser_session_close", args=[other.pk]))

    assert phone.get(reverse("today")).status_code == 302
    assert client.get(reverse("today")).status_code == 200


def test_nobody_closes_or_sees_the_browser_of_another(client: Client) -> None:
    anna, stranger = give_secret(make_person()), give_secret(make_person())
    sign_in_as(Client(), anna)
    theirs = BrowserSession.objects.get(person=anna)
    sign_in_as(client, stranger)

    response = client.post(reverse("people:browser_session_close", args=[theirs.pk]))

    assert response.status_code == 404
    assert BrowserSession.objects.filter(pk=theirs.pk).exists()
    page = client.get(reverse("people:browser_session_list")).content.decode()
    assert str(theirs.pk) not in page


@pytest.mark.parametrize("browsers", [1, 4])
def test_the_list_of_browsers_costs_the_same_for_one_and_for_four(
    client: Client, browsers: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    anna = give_secret(make_person())
    for _browser in range(browsers - 1):
        sign_in_as(Client(), anna)
    sign_in_as(client, anna)

    with django_assert_num_queries(4):  # session, person, roles, browsers
        client.get(reverse("people:browser_session_list"))


def test_somebody_signs_out_everywhere_else_and_nobody_else_with_it(
    client: Client,
) -> None:
    anna, stranger = make_person(), make_person()
    for browser in (elsewhere := Client(), client):
        sign_in_as(browser, anna)
    sign_in_as(theirs := Client(), stranger)
    page = reverse("people:browser_session_list")
    assert "Sign out everywhere else" in client.get(page).text
    assert "Sign out everywhere else" not in theirs.get(page).text

    client.post(reverse("people:browser_session_close_others"))

    assert client.get(page).status_code == 200
    assert elsewhere.get(page).status_code == 302
    assert theirs.get(page).status_code == 200


def test_who_leaves_is_out_at_the_next_click(client: Client) -> None:
    anna = sign_in_as(client, make_person())
    page = reverse("people:browser_session_list")
    assert client.get(page).status_code == 200

    people.leave(anna, last_on=timezone.localdate(), at=timezone.now(), by=None)

    assert client.get(page).status_code == 302
    assert not BrowserSession.objects.filter(person=anna).exists()


def test_people_show_that_a_mailbox_is_theirs(client: Client) -> None:
    anna = give_secret(make_person())
    Person.objects.filter(pk=anna.pk).update(email="anna.new@fabriek.example")
    anna.refresh_from_db()
    sign_in_as(client, anna)
    client.post(reverse("people:address_ask"))
    assert [row.kind for row in Delivery.objects.all()] == ["address_confirmation"]
    link = path_of(emails.link_of(emails.CONFIRMATION, anna))
    assert b"anna.new@fabriek.example" in client.get(link).content
    assert not AuditEntry.objects.filter(verb="address_confirmed").exists()

    client.post(link)

    assert AuditEntry.objects.filter(verb="address_confirmed").exists()
    anna.refresh_from_db()
    later = timezone.localdate() + timedelta(days=9)
    assert access.may_open_sealed(anna, {"code"}, on=later)


def test_a_session_of_a_mailbox_alone_does_not_confirm_it(client: Client) -> None:
    anna = sign_in_as(client, give_secret(make_person()), "code")

    response = client.post(path_of(emails.link_of(emails.CONFIRMATION, anna)))

    assert response.status_code == 403


def test_nobody_confirms_the_mailbox_of_another(client: Client) -> None:
    anna = give_secret(make_person())
    sign_in_as(client, give_secret(make_person()))

    response = client.post(path_of(emails.link_of(emails.CONFIRMATION, anna)))

    assert response.status_code == 404


def test_a_letter_to_a_former_address_confirms_nothing(client: Client) -> None:
    anna = sign_in_as(client, give_secret(make_person()))
    link = path_of(emails.link_of(emails.CONFIRMATION, anna))
    Person.objects.filter(pk=anna.pk).update(email="anna.new@fabriek.example")

    assert client.get(link).status_code == 404
    assert client.get("/me/address/made-up/").status_code == 404


def test_whoever_has_no_address_has_none_to_confirm(client: Client) -> None:
    sign_in_as(client, with_pin())

    assert client.post(reverse("people:address_ask")).status_code == 404
    page = client.get(reverse("people:browser_session_list")).content.decode()
    assert "Is this your mailbox?" not in page
