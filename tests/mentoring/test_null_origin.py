from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from people import emails
from people.models import Person
from tests.factories import SECRET, make_person

pytestmark = pytest.mark.django_db
NULL = {"origin": "null"}


def strict() -> Client:
    return Client(enforce_csrf_checks=True)


def form_on(client: Client, page: str, **changed: str) -> dict[str, str]:
    client.get(page)
    token = client.cookies["csrf"].value
    secret = {"kind": "password", "secret": SECRET, "again": SECRET}
    return {**secret, "csrfmiddlewaretoken": token, **changed}


def invitation_of(person: Person) -> str:
    return urlsplit(emails.link_of(emails.INVITATION, person)).path


@pytest.mark.parametrize("secure", [False, True])
def test_a_form_behind_a_letters_link_works_as_browsers_send_it(
    *, secure: bool
) -> None:
    anna, client = make_person(), strict()
    page = invitation_of(anna)
    form = form_on(client, page)

    client.post(page, form, headers=NULL, secure=secure)

    anna.refresh_from_db()
    assert anna.check_password(SECRET)


def test_a_form_of_another_site_does_not_come_through() -> None:
    anna, client = make_person(), strict()
    page = invitation_of(anna)
    form = form_on(client, page)
    forged = {**form, "csrfmiddlewaretoken": "a" * 32}

    answers = [
        client.post(page, forged, headers=NULL),
        strict().post(page, form, headers=NULL),  # its cookie stays at home
        client.post(page, form, headers={"origin": "https://elsewhere.example"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    anna.refresh_from_db()
    assert not anna.has_usable_password()


def test_elsewhere_null_is_nobody() -> None:
    client = strict()
    page = reverse("account_login")
    form = form_on(client, page, login="anna@fabriek.example", password=SECRET)

    assert client.post(page, form, headers=NULL).status_code == 403
    assert client.post(page, form, headers={}).status_code != 403
