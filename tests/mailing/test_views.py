"""Unsubscribing, by a person and by a mail program."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mailing import links
from mailing.models import Delivery, Preference
from mailing.outbox import UNSUBSCRIBE
from people.models import Person
from tests.factories import make_person
from tests.mailing.stationery import promise_news

pytestmark = pytest.mark.django_db


def address_for(row: Delivery) -> str:
    token = links.make(UNSUBSCRIBE, row.pk)
    return reverse("mailing:unsubscribe", args=[token])


def wish_of(person: Person) -> str | None:
    wish = Preference.objects.filter(person=person, kind="news").first()
    return wish.choice if wish else None


def test_looking_at_the_page_changes_nothing(client: Client) -> None:
    anna = make_person()

    page = client.get(address_for(promise_news(anna)))

    assert "Press the button and we send you no more letters" in page.text
    assert '<button type="submit"' in page.text
    assert wish_of(anna) is None


def test_pressing_the_button_ends_letters_of_this_kind(client: Client) -> None:
    anna, stranger = make_person(), make_person()

    page = client.post(address_for(promise_news(anna)), {"choice": "off"})

    assert "You will get no more letters of this kind." in page.text
    assert wish_of(anna) == "off"
    assert wish_of(stranger) is None


def test_a_mail_program_unsubscribes_without_cookies_or_token_of_a_form() -> None:
    anna = make_person()
    program = Client(enforce_csrf_checks=True)

    answer = program.post(
        address_for(promise_news(anna)), {"List-Unsubscribe": "One-Click"}
    )

    assert answer.status_code == 200
    assert wish_of(anna) == "off"


def test_it_can_be_undone_on_the_spot(client: Client) -> None:
    anna = make_person()
    address = address_for(promise_news(anna))
    client.post(address)

    page = client.post(address, {"choice": "mail"})

    assert "You will get letters of this kind again." in page.text
    assert wish_of(anna) == "mail"


def test_the_page_speaks_the_language_of_the_letter(client: Client) -> None:
    anna = make_person(language="fr")

    page = client.get(
        address_for(promise_news(anna)), headers={"accept-language": "nl"}
    )

    assert '<html lang="fr-BE"' in page.text


def test_the_page_names_neither_the_reader_nor_the_kind(client: Client) -> None:
    anna = make_person(given_name="Annabel", email="annabel@fabriek.example")
    address = address_for(promise_news(anna))

    page = client.get(address).text + client.post(address).text

    assert "Annabel" not in page
    assert "annabel@" not in page
    assert "news" not in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_who_makes_up_a_link_finds_no_page(
    client: Client, method: str
) -> None:
    row = promise_news(make_person())
    foreign = links.make("invitation", row.pk)
    unknown = links.make(UNSUBSCRIBE, uuid4())

    for token in (foreign, unknown, "made:up:token"):
        answer = getattr(client, method)(reverse("mailing:unsubscribe", args=[token]))
        assert answer.status_code == 404

    assert not Preference.objects.exists()


def test_nothing_else_can_be_done_at_this_address(client: Client) -> None:
    assert client.delete(address_for(promise_news(make_person()))).status_code == 405


def test_the_address_is_told_to_no_other_site(client: Client) -> None:
    page = client.get(address_for(promise_news(make_person())))

    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"


def test_the_page_costs_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = address_for(promise_news(make_person()))

    with django_assert_num_queries(1):
        client.get(address)
