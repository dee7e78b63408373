"""The page of a newcomer, and the superior's page by its link."""

import pytest
from django.test import Client
from django.urls import reverse

from mailing import links
from mailing.letters import of_kind
from people.models import Person
from programmes import emails, operations
from programmes.models import Programme, Welcome
from programmes.rules import WELCOME_STEPS as STEPS
from tests.factories import (
    NOW,
    START,
    make_coordinator,
    make_line,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return make_programme(kind=Programme.Kind.ONBOARDING)


@pytest.fixture
def newcomer() -> Person:
    return make_person(hired_on=START)


@pytest.fixture
def chief(newcomer: Person) -> Person:
    person = make_person()
    make_line(person, newcomer)
    return person


def page_of(programme: Programme, person: Person, name: str = "show") -> str:
    return reverse(f"programmes:newcomer_{name}", args=[programme.slug, person.pk])


def asked(programme: Programme, newcomer: Person, chief: Person) -> Welcome:
    by = make_coordinator(programme)
    operations.note_steps(programme, person=newcomer, steps=STEPS, by=by, at=NOW)
    return operations.ask_to_sign(programme, person=newcomer, of=chief, by=by, at=NOW)


def address(welcome: Welcome, signer: Person) -> str:
    token = links.make(emails.SIGNATURE, welcome.pk, once=str(signer.pk))
    return reverse("programmes:welcome_sign", args=[token])


def test_a_coordinator_ticks_and_asks(
    client: Client, programme: Programme, newcomer: Person, chief: Person
) -> None:
    client.force_login(make_coordinator(programme))

    empty = client.get(page_of(programme, newcomer))
    client.post(page_of(programme, newcomer), {"steps": list(STEPS)})
    ready = client.get(page_of(programme, newcomer))
    client.post(page_of(programme, newcomer, "ask"), {"of": str(chief.pk)})
    waiting = client.get(page_of(programme, newcomer))

    assert "Once everything has been shown" in empty.content.decode()
    assert "Ask for the signature" in ready.content.decode()
    assert f"{chief} is asked to sign." in waiting.content.decode()


def test_what_cannot_be_asked_is_said(
    client: Client, programme: Programme, newcomer: Person, chief: Person
) -> None:
    client.force_login(make_coordinator(programme))

    early = client.post(
        page_of(programme, newcomer, "ask"), {"of": str(chief.pk)}, follow=True
    )
    nobody = client.post(page_of(programme, newcomer, "ask"), follow=True)

    assert "First everything of the list" in early.content.decode()
    assert "Choose who signs." in nobody.content.decode()


def test_a_step_that_is_none_comes_back_with_a_sentence(
    client: Client, programme: Programme, newcomer: Person
) -> None:
    client.force_login(make_coordinator(programme))

    page = client.post(page_of(programme, newcomer), {"steps": ["nothing"]})

    assert page.status_code == 422
    assert "It is not known yet whom" in page.content.decode()


def test_a_newcomer_reads_and_a_stranger_finds_nothing(
    client: Client, programme: Programme, newcomer: Person
) -> None:
    client.force_login(newcomer)
    own = client.get(page_of(programme, newcomer))
    own_change = client.post(page_of(programme, newcomer), {"steps": []})
    own_ask = client.post(page_of(programme, newcomer, "ask"))
    client.force_login(make_person())
    strange = client.get(page_of(programme, newcomer))

    assert "not yet" in own.content.decode()
    assert "Save" not in own.content.decode().split("<main")[1]
    assert own_change.status_code == own_ask.status_code == 403
    assert strange.status_code == 404


def test_a_superior_signs_by_the_link_of_the_letter(
    client: Client, programme: Programme, newcomer: Person, chief: Person
) -> None:
    welcome = asked(programme, newcomer, chief)
    url = address(welcome, chief)

    looked = client.get(url)
    signed = client.post(url)
    again = client.post(url)

    assert f"You sign as {chief}" in looked.content.decode()
    assert f"Signed by {chief}" in signed.content.decode()
    assert again.status_code == 422
    assert Welcome.objects.get().signed_by == chief


def test_a_forged_link_and_one_of_before_open_nothing(
    client: Client, programme: Programme, newcomer: Person, chief: Person
) -> None:
    welcome = asked(programme, newcomer, chief)
    stale = address(welcome, make_person())
    forged = reverse("programmes:welcome_sign", args=["x" * 60])

    assert client.get(stale).status_code == client.get(forged).status_code == 404
    Welcome.objects.update(asked_of=None)
    assert client.get(address(welcome, chief)).status_code == 404


def test_the_letter_goes_only_to_who_is_asked_now(
    programme: Programme, newcomer: Person, chief: Person
) -> None:
    welcome = asked(programme, newcomer, chief)
    compose = of_kind("welcome_signature").render

    mail = compose(welcome, chief)

    assert mail is not None
    assert "/first-days/" in mail.url
    assert compose(welcome, make_person()) is None
    operations.sign(welcome, by=chief, at=NOW)
    welcome.refresh_from_db()
    assert compose(welcome, chief) is None


def test_what_is_signed_is_shown_and_no_longer_changed(
    client: Client, programme: Programme, newcomer: Person, chief: Person
) -> None:
    welcome = asked(programme, newcomer, chief)
    operations.sign(welcome, by=chief, at=NOW)
    client.force_login(make_coordinator(programme))

    page = client.get(page_of(programme, newcomer)).content.decode()

    assert f"Signed by {chief} on 1 September 2026." in page
    assert "Ask for the signature" not in page
