"""What somebody typed is given back, whatever kept the form from being taken."""

import logging
import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from people.models import Person
from sessions_log.models import Note
from tests.factories import sign_in
from tests.key_rings import other_ring
from tests.pairs import Pair, after_meeting
from tests.sessions_log.conftest import ComeIn
from tests.sessions_log.views.addresses import Address, addresses_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_after_the_first_meeting"),
]
TYPED = "Typed for an hour, with “quotes” & <signs>"


def text_forms(pairing: Pair) -> list[Address]:
    return [one for one in addresses_of(pairing) if one.field]


def sent_to(one: Address) -> dict[str, str]:
    return {**(one.sends or {}), one.field: TYPED}


def hidden_in(page: str) -> dict[str, str]:
    """Read the fields of the form that a page would send again."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def page_that_keeps(client: Client, one: Address) -> str:
    answer = client.post(one.url, sent_to(one))
    assert answer.status_code == 403
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Your text is still here" in answer.text
    kept = hidden_in(answer.text)
    kept.pop("csrfmiddlewaretoken", None)
    kept.pop("next", None)  # of the menus
    assert kept == sent_to(one)
    assert TYPED in unescape(answer.text)
    return answer.text


def test_these_forms_hold_long_text(running: Pair) -> None:
    assert {one.name for one in text_forms(running)} == {
        "another",
        "meeting_point",
        "meeting_wish",
        "meeting_action",
        "agreement",
        "goal_add",
        "goal_change",
        "goal_wording",
        "challenge_add",
        "challenge_take",
        "challenge_result",
        "note_write",
        "note_change",
        "meeting_log",
    }


def test_a_session_that_has_ended_gives_the_text_back(
    running: Pair, come_in: ComeIn
) -> None:
    forms, client = text_forms(running), come_in(running.mentee)

    with time_machine.travel(after_meeting() + timedelta(hours=13), tick=False):
        for one in forms:
            page = page_that_keeps(client, one)
            assert 'href="/account/login/"' in page


def test_after_signing_in_the_text_is_saved_with_one_more_press(
    running: Pair, come_in: ComeIn
) -> None:
    """With the real check of the token, as a browser goes through it."""
    [form] = [one for one in text_forms(running) if one.name == "note_write"]
    client = Client(enforce_csrf_checks=True)
    client.get("/account/login/")
    signed_out = {**sent_to(form), "csrfmiddlewaretoken": token_of(client)}

    first = client.post(form.url, signed_out)
    assert "You were signed out while you wrote" in first.text
    sign_in(client, running.mentee)
    client.cookies[settings.CSRF_COOKIE_NAME] = "n" * 32  # as signing in changes it
    second = client.post(form.url, hidden_in(first.text))
    assert "This page was open for a long time" in second.text
    assert not Note.objects.filter(vault__owner=running.mentee).exists()
    third = client.post(form.url, hidden_in(second.text))

    assert third.status_code == 302
    before = Note.objects.filter(kind="shared").count()
    assert before == 2  # the one of the fixture, and what was typed


def token_of(client: Client) -> str:
    return client.cookies[settings.CSRF_COOKIE_NAME].value


def test_a_form_of_another_site_gets_nothing_back(running: Pair) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client, running.mentee)

    for one in text_forms(running):
        answer = client.post(one.url, sent_to(one), headers={"Origin": "https://evil"})

        assert answer.status_code == 403
        assert TYPED not in unescape(answer.text)


def test_an_empty_text_is_simply_asked_to_sign_in(running: Pair) -> None:
    for one in text_forms(running):
        answer = Client().post(one.url, {**sent_to(one), one.field: "  "})

        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/account/login/")


def test_whoever_showed_only_a_mailbox_proves_it_first(
    running: Pair, come_in: ComeIn
) -> None:
    forms, client = text_forms(running), mailbox_only(running.mentee)

    for one in forms:
        asked = client.get(one.url)
        assert asked.status_code == 302
        assert asked.headers["Location"].startswith("/account/reauthenticate/?next=")
        assert "show once more that it is you" in page_that_keeps(client, one)


def test_the_page_of_a_pair_asks_a_mailbox_for_more(running: Pair) -> None:
    client = mailbox_only(running.mentee)

    answer = client.get(f"/pairs/{running.pk}/")

    assert answer.headers["Location"].startswith("/account/reauthenticate/?next=")
    assert client.get("/agenda/").status_code == 200
    assert client.get(f"/pairs/{running.pk}/plan/").status_code == 200


def mailbox_only(person: Person) -> Client:
    """Open a browser in which a code from a mailbox was shown, no longer confirmed."""
    Person.objects.filter(pk=person.pk).update(email="new.address@fabriek.example")
    person.refresh_from_db()
    client = Client()
    sign_in(client, person, "code")
    return client


def test_a_credential_that_somebody_planted_opens_nothing(running: Pair) -> None:
    """Whoever sets a password by SQL comes in, and finds every text shut."""
    forms = text_forms(running)
    Person.objects.filter(pk=running.mentee.pk).update(password="md5$a$b")
    running.mentee.refresh_from_db()
    client = Client()
    sign_in(client, running.mentee)

    pages = [client.get(url) for url in (f"/pairs/{running.pk}/", forms[-2].url)]

    assert {page.status_code for page in pages} == {200}
    said = ("What you two wrote is shut", "Not available now")
    assert all(one in page.text for one, page in zip(said, pages, strict=True))
    assert not [page for page in pages if "To run a meeting" in page.text]
    assert not [page for page in pages if "A note" in page.text]


def test_a_credential_that_does_not_fit_is_not_let_in_at_all(running: Pair) -> None:
    client = Client()
    Person.objects.filter(pk=running.mentee.pk).update(credential_mac=b"x" * 80)
    running.mentee.refresh_from_db()
    client.force_login(running.mentee)

    for one in text_forms(running):
        assert client.get(one.url).status_code == 403, one
        assert client.post(one.url, sent_to(one)).status_code == 403, one
    assert client.get(f"/pairs/{running.pk}/").status_code == 403


def test_without_its_key_a_page_says_so_and_keeps_the_text(
    running: Pair, caplog: pytest.LogCaptureFixture
) -> None:
    forms = text_forms(running)

    with other_ring(), caplog.at_level(logging.DEBUG):
        client = Client()
        client.force_login(running.mentee)
        for url in (f"/pairs/{running.pk}/", *(one.url for one in forms)):
            page = client.get(url)
            assert page.status_code == 200
            assert "Not available now" in page.text
            assert "Traceback" not in page.text
        for one in forms:
            assert "It cannot be saved at this moment" in page_that_keeps(client, one)

    assert not [one for one in caplog.records if one.exc_info]
    assert TYPED not in caplog.text
