"""A stand-in is named in the browser, by whoever may."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from matching.models import Pairing
from matching.operations import interests, stand_ins
from programmes.models import Programme
from tests.factories import (
    NOW,
    make_coordinator,
    make_mentor,
)
from tests.pairs import Pair, make_running_pairing

pytestmark = pytest.mark.django_db
UNTIL = NOW.date() + timedelta(days=20)


@pytest.fixture(autouse=True)
def moment() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def running() -> Pair:
    return make_running_pairing()


def page_of(pairing: Pairing) -> str:
    return reverse("matching:stand_in", args=[pairing.pk])


def test_a_stand_in_is_named_in_three_clicks(client: Client, running: Pair) -> None:
    colleague = make_mentor(running.programme)
    client.force_login(make_coordinator(running.programme))

    form = client.get(page_of(running)).context["form"]
    assert form["until"].value() == NOW.date() + timedelta(days=28)
    page = client.post(
        page_of(running),
        {"mentor": str(colleague.pk), "until": UNTIL.isoformat()},
        follow=True,
    )

    assert f"{colleague.person} stands in from today." in page.text
    assert f"{colleague.person} stands in with {running.mentee} until" in page.text
    assert Pairing.objects.get(kind="stand_in").mentor == colleague.person


def test_a_stand_in_page_says_that_nobody_can(client: Client, running: Pair) -> None:
    client.force_login(make_coordinator(running.programme))

    assert "Nobody who may stand in" in client.get(page_of(running)).text


def test_the_mentor_names_a_colleague_where_the_team_knows(
    client: Client, running: Pair
) -> None:
    client.force_login(running.mentor)
    assert client.get(page_of(running)).status_code == 403

    Programme.objects.update(known_to=Programme.KnownTo.TEAM)

    assert client.get(page_of(running)).status_code == 200
    client.force_login(running.mentee)
    assert client.get(page_of(running)).status_code == 403


def test_no_stand_in_for_a_stand_in_nor_from_a_coordinator_too_near(
    client: Client, running: Pair
) -> None:
    own = make_coordinator(running.programme)
    colleague = make_mentor(running.programme)
    made = stand_ins.appoint(running, colleague, until=UNTIL, at=NOW, by=own)
    client.force_login(own)
    assert client.get(page_of(made)).status_code == 403

    interests.declare(running.programme, running.mentee, at=NOW, by=own)

    assert client.get(page_of(running)).status_code == 404
