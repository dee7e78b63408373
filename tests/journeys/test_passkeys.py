"""A passkey in a real browser, with an authenticator of its own: made, then used."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from people import access
from people.models import Person
from tests.factories import SECRET, make_person
from tests.journeys.fabriek_noord import PATIENCE, Reader, with_secret

pytestmark = [pytest.mark.django_db(transaction=True)]
PLATFORM = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def give_authenticator(page: Page) -> None:
    """Let this browser have what a telephone has: a lock, and keys behind it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": PLATFORM})


def add_passkey(reader: Reader) -> None:
    page = reader.page
    reader.go("mfa_add_webauthn")
    if "reauthenticate" in page.url:
        page.fill("input[name=password]", SECRET)
        reader.press_main()
        page.wait_for_url("**/webauthn/add/**")
    page.fill("input[name=name]", "My telephone")
    page.check("input[name=passwordless]")
    with page.expect_navigation():
        page.click("#mfa_webauthn_add")


def sign_out(reader: Reader) -> None:
    reader.go("account_logout")
    reader.press_main()
    reader.page.wait_for_url("**/account/login/**")


def test_a_passkey_is_made_and_then_opens_the_door_by_itself(
    live_server: LiveServer, page: Page
) -> None:
    anna = with_secret(make_person(language="en"))
    reader = Reader(page, live_server.url)
    give_authenticator(page)
    reader.sign_in(anna)

    add_passkey(reader)
    assert Authenticator.objects.filter(user=anna, type="webauthn").count() == 1
    assert access.is_confirmed(Person.objects.get(pk=anna.pk))
    sign_out(reader)
    reader.go("account_login")
    page.click("#passkey_login")

    page.wait_for_url(live_server.url + reverse("today"))
    assert anna.get_short_name() in reader.text()
    assert access.is_confirmed(Person.objects.get(pk=anna.pk))


def test_another_authenticator_opens_nothing(
    live_server: LiveServer, page: Page, browser: Browser
) -> None:
    anna = with_secret(make_person(language="en"))
    reader = Reader(page, live_server.url)
    give_authenticator(page)
    reader.sign_in(anna)
    add_passkey(reader)
    stranger = browser.new_context(locale="en-GB").new_page()
    give_authenticator(stranger)
    other = Reader(stranger, live_server.url)

    other.go("account_login")
    stranger.click("#passkey_login")
    stranger.wait_for_timeout(1500)
    other.go("today")

    assert "/account/login/" in stranger.url
    stranger.context.close()
