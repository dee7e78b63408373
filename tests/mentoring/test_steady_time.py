import time

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.factories import give_secret, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_tries")]
A_WHILE = 0.3


@pytest.mark.parametrize(
    "page", ["account_reset_password", "account_request_login_code"]
)
@pytest.mark.parametrize("who", ["somebody", "nobody"])
def test_asking_for_mail_takes_a_while_whether_or_not_the_address_is_known(
    client: Client, settings: Settings, page: str, who: str
) -> None:
    settings.MAILBOX_ANSWER_SECONDS = A_WHILE
    give_secret(make_person(email="somebody@fabriek.example"))
    begun = time.monotonic()

    response = client.post(reverse(page), {"email": f"{who}@fabriek.example"})

    assert response.status_code == 302
    assert time.monotonic() - begun >= A_WHILE


def test_looking_at_the_page_takes_none(client: Client, settings: Settings) -> None:
    settings.MAILBOX_ANSWER_SECONDS = 3600

    assert client.get(reverse("account_reset_password")).status_code == 200
