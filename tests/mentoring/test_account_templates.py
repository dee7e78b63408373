"""The pages that allauth brings stand in our frame and speak our words."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_person

WAY_IN = [
    "account_login",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
    "socialaccount_login_cancelled",
]
OWN = [
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_list_webauthn",
    "socialaccount_connections",
]


def assert_in_our_frame(text: str) -> None:
    assert '<a class="skip" href="#main">' in text
    assert text.count("<h1") == 1
    assert not re.search(r"\sstyle=|<script(?![^>]*(\ssrc=|application/json))", text)


@pytest.mark.django_db
@pytest.mark.parametrize("name", WAY_IN)
def test_each_page_of_the_way_in_stands_in_our_frame(client: Client, name: str) -> None:
    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert_in_our_frame(answer.text)


@pytest.mark.django_db
@pytest.mark.parametrize("name", OWN)
def test_each_page_of_ones_account_stands_in_our_frame(
    client: Client, name: str
) -> None:
    person = make_person(secret_kind="password")
    person.set_password("a long and invented secret")
    person.save()
    client.force_login(person)

    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert_in_our_frame(answer.text)


@pytest.mark.django_db
@pytest.mark.parametrize("name", OWN)
def test_the_pages_of_an_account_are_for_its_owner(client: Client, name: str) -> None:
    answer = client.get(reverse(name))

    assert answer.status_code == 302


@pytest.mark.django_db
def test_the_way_in_offers_every_way_and_says_that_nobody_signs_up(
    client: Client,
) -> None:
    text = client.get(reverse("account_login"), {"next": "/styleguide/"}).text

    assert f'href="{reverse("people:number_login")}?next=/styleguide/"' in text
    assert reverse("account_request_login_code") in text
    assert 'id="passkey_login"' in text
    assert "You cannot sign up by yourself." in text


@pytest.mark.django_db
def test_a_wrong_password_is_a_problem_above_the_form(client: Client) -> None:
    guess = {"login": "nobody@fabriek.example", "password": "a wrong guess"}

    text = client.post(reverse("account_login"), guess).text

    assert "There is a problem" in text
    assert 'class="error-summary"' in text
    assert "a wrong guess" not in text


@pytest.mark.django_db
def test_a_passkey_is_offered_only_where_a_script_can_ask_for_it(
    client: Client,
) -> None:
    text = client.get(reverse("account_login")).text

    assert re.search(r"<p data-script hidden>\s*<button[^>]*passkey_login", text)
