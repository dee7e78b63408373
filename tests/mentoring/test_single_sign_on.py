"""Single sign-on against a provider that runs beside the test."""

import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from people import access
from people.models import ExternalId, Person
from tests.factories import SECRET, give_secret, make_person, sign_in

with warnings.catch_warnings(record=True):  # of what the mock stands on
    import oidc_provider_mock

if TYPE_CHECKING:  # the class exists for type checkers only
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # the mock's libraries
]
SUBJECT = "8c1f-anna"


@pytest.fixture
def issuer(settings: Settings) -> Iterator[str]:
    """Run a provider, and let the settings name it."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": str(uuid4()),
        }
    }
    with oidc_provider_mock.run_server_in_thread() as server:
        url = f"http://localhost:{server.server_port}"
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"APPS": [app_of(url, "company")]}
        }
        yield url


def app_of(url: str, provider_id: str) -> dict[str, object]:
    return {
        "provider_id": provider_id,
        "name": "The company",
        "client_id": "peterschap",
        "secret": "between the two",
        "settings": {"server_url": url},
    }


def come_from(
    client: Client, issuer: str, subject: str, provider: str = "company", **query: str
) -> "Answer":
    """Go to the provider, be recognised there, and come back with its code."""
    return client.get(way_back(client, subject, provider, **query))


def way_back(
    client: Client, subject: str, provider: str = "company", **query: str
) -> str:
    """Let the provider recognise somebody: give the address it sends them back to."""
    login = reverse("openid_connect_login", args=[provider])
    away = client.post(login, query_params=query)
    answer = httpx.post(away.headers["Location"], data={"sub": subject})
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"


def person_of(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_a_subject_that_hr_listed_is_that_person(client: Client, issuer: str) -> None:
    anna = make_person()
    ExternalId.objects.create(person=anna, system="oidc", value=SUBJECT)

    come_from(client, issuer, SUBJECT)

    assert person_of(client) == str(anna.pk)
    anna.refresh_from_db()
    assert access.is_confirmed(anna)
    assert not SocialToken.objects.exists()


def test_the_same_subject_comes_in_again_and_keeps_its_credential(
    client: Client, issuer: str
) -> None:
    anna = make_person()
    ExternalId.objects.create(person=anna, system="oidc", value=SUBJECT)
    come_from(client, issuer, SUBJECT)
    first = Person.objects.get(pk=anna.pk).credential_id

    come_from(again := Client(), issuer, SUBJECT)

    assert person_of(again) == str(anna.pk)
    assert Person.objects.get(pk=anna.pk).credential_id == first


def test_an_address_alone_is_nobody(client: Client, issuer: str) -> None:
    """The provider says Anna's address, verified; the subject is not hers."""
    give_secret(make_person(email="anna@fabriek.example"))
    claims = {"email": "anna@fabriek.example", "email_verified": True}
    httpx.put(f"{issuer}/users/{SUBJECT}", json=claims)

    answer = come_from(client, issuer, SUBJECT)

    assert person_of(client) is None
    assert answer.status_code == 200
    assert "nobody here is linked to it" in answer.text
    assert not SocialAccount.objects.exists()


def test_the_same_subject_of_another_issuer_is_somebody_else(
    client: Client, issuer: str
) -> None:
    anna = give_secret(make_person())
    SocialAccount.objects.create(user=anna, provider="former", uid=SUBJECT)

    come_from(client, issuer, SUBJECT)

    assert person_of(client) is None


def test_a_provider_in_the_database_is_no_provider(
    client: Client, issuer: str, settings: Settings
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    SocialApp.objects.create(
        provider="openid_connect",
        provider_id="planted",
        name="Planted",
        client_id="peterschap",
        settings={"server_url": issuer},
    )

    answer = client.post(reverse("openid_connect_login", args=["planted"]))

    assert answer.status_code == 404


def test_hrs_list_opens_no_sealed_text_of_somebody_who_has_a_credential(
    client: Client, issuer: str
) -> None:
    anna = give_secret(make_person())
    before = anna.credential_id
    ExternalId.objects.create(person=anna, system="oidc", value=SUBJECT)

    come_from(client, issuer, SUBJECT)

    assert person_of(client) == str(anna.pk)
    anna.refresh_from_db()
    assert anna.credential_id != before


def test_who_is_in_adds_an_account_and_lets_it_go_and_keeps_the_notes(
    client: Client, issuer: str
) -> None:
    anna = sign_in(client, give_secret(make_person()))
    before = anna.credential_id

    come_from(client, issuer, SUBJECT, process="connect")

    account = SocialAccount.objects.get(user=anna)
    anna.refresh_from_db()
    assert anna.credential_id == before
    assert access.is_confirmed(anna)

    client.post(reverse("account_reauthenticate"), {"password": SECRET})
    client.post(reverse("socialaccount_connections"), {"account": account.pk})

    assert not SocialAccount.objects.exists()
    anna.refresh_from_db()
    assert anna.credential_id == before
    assert access.is_confirmed(anna)


def test_a_leaver_does_not_come_in_by_the_company_either(
    client: Client, issuer: str
) -> None:
    anna = make_person(may_sign_in=False)
    ExternalId.objects.create(person=anna, system="oidc", value=SUBJECT)

    answer = come_from(client, issuer, SUBJECT)

    assert answer.headers["Location"] == reverse("account_inactive")
    assert person_of(client) is None


@pytest.mark.parametrize("whose", ["the same browser", "another browser"])
def test_a_way_back_works_once_and_in_the_browser_that_went(
    client: Client, issuer: str, whose: str
) -> None:
    """Who is handed such a link is not signed in as somebody else by it."""
    anna = make_person()
    ExternalId.objects.create(person=anna, system="oidc", value=SUBJECT)
    back = way_back(client, SUBJECT)
    if whose == "the same browser":
        client.get(back)
        client.post(reverse("account_logout"))
    visitor = client if whose == "the same browser" else Client()

    answer = visitor.get(back)

    assert "Signing in did not work" in answer.text
    assert person_of(visitor) is None


def test_a_token_of_another_issuer_says_nothing(
    client: Client, issuer: str, settings: Settings
) -> None:
    anna = make_person()
    ExternalId.objects.create(person=anna, system="oidc", value=SUBJECT)
    app = app_of(issuer, "company")
    elsewhere = {"issuer": "https://elsewhere.example"}
    said = {"server_url": issuer, "openid_configuration_overrides": elsewhere}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [{**app, "settings": said}]}
    }

    answer = come_from(client, issuer, SUBJECT)

    assert "Signing in did not work" in answer.text
    assert person_of(client) is None


def test_who_said_no_at_the_provider_is_told_kindly(
    client: Client, issuer: str
) -> None:
    back = way_back(client, SUBJECT)
    state = parse_qs(urlsplit(back).query)["state"][0]
    path = reverse("openid_connect_callback", args=["company"])

    answer = client.get(path, {"error": "access_denied", "state": state}, follow=True)

    assert answer.status_code == 200
    assert person_of(client) is None
