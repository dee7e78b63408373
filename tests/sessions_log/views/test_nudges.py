"""Writing to silent pairs in three presses, and the page behind that letter."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from mailing.models import Delivery
from matching.models import Pairing
from matching.operations import pairings
from people.models import Person
from programmes.models import Programme
from sessions_log.models import Meeting
from tests.factories import make_coordinator, make_person, make_programme
from tests.pairs import Pair
from tests.sessions_log.conftest import ComeIn
from tests.sessions_log.following import (
    LATER,
    make_lively_pair,
    make_silent_pair,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _weeks_later() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def programme() -> Programme:
    return make_programme()


@pytest.fixture
def silent(programme: Programme) -> Pair:
    return make_silent_pair(programme)


@pytest.fixture
def address(programme: Programme) -> str:
    return reverse("sessions_log:nudge", args=[programme.slug])


@pytest.fixture
def _coordinating(client: Client, programme: Programme) -> Person:
    coordinator = make_coordinator(programme)
    client.force_login(coordinator)
    return coordinator


def letters() -> int:
    return Delivery.objects.of_kinds(["pair_silent"]).count()


@pytest.mark.usefixtures("_coordinating")
def test_every_silent_pair_is_ticked_and_nobody_else(
    client: Client, programme: Programme, silent: Pair, address: str
) -> None:
    lively = make_lively_pair(programme)

    page = client.get(address)

    assert page.text.count(" checked") == 1
    assert str(silent.pk) in page.text
    assert str(lively.pk) not in page.text


@pytest.mark.usefixtures("_coordinating")
def test_the_letter_is_read_before_anything_is_sent(
    client: Client, silent: Pair, address: str
) -> None:
    page = client.post(address, {"pairs": [silent.pk]})

    assert "Send to 2 people" in page.text
    assert "Just to say hello" in page.text
    assert "Busy? That happens." in page.text
    assert letters() == 0


@pytest.mark.usefixtures("_coordinating")
def test_the_last_press_sends_it_and_a_second_one_does_not(
    client: Client, silent: Pair, address: str
) -> None:
    said = {"pairs": [silent.pk], "send": "yes"}

    page = client.post(address, said, follow=True)
    assert "2 letters are on their way." in page.text
    again = client.post(address, said)

    assert letters() == 2
    assert again.status_code == 422
    assert "nothing was sent" in again.text
    assert "No pair waits for a letter" in client.get(address).text


@pytest.mark.usefixtures("_coordinating", "silent")
def test_without_a_pair_nothing_is_sent(client: Client, address: str) -> None:
    foreign = make_silent_pair(make_programme())

    for said in ({}, {"send": "yes"}, {"pairs": [foreign.pk], "send": "yes"}):
        assert client.post(address, said).status_code == 422, said

    assert letters() == 0


def test_both_find_three_answers_behind_the_letter(
    come_in: ComeIn, silent: Pair
) -> None:
    for person in (silent.mentor, silent.mentee):
        page = come_in(person).get(reverse("sessions_log:silent", args=[silent.pk]))

        for answer in ("We already spoke", "Choose a moment", "Take a pause"):
            assert answer in page.text


def test_we_already_spoke_is_one_press_and_no_day(
    come_in: ComeIn, silent: Pair
) -> None:
    client = come_in(silent.mentee)
    address = reverse("sessions_log:spoken", args=[silent.pk])
    assert client.get(address).status_code == 405

    answer = client.post(address)

    assert answer.headers["Location"] == reverse(
        "sessions_log:pairing", args=[silent.pk]
    )
    assert Meeting.objects.filter(is_dated=False, pairing=silent).count() == 1


def test_nobody_else_answers_for_a_pair(client: Client, silent: Pair) -> None:
    addresses = [
        reverse(f"sessions_log:{name}", args=[silent.pk])
        for name in ("silent", "spoken")
    ]
    for person in (make_person(), make_coordinator(silent.programme)):
        client.force_login(person)
        assert client.get(addresses[0]).status_code == 404
        assert client.post(addresses[1]).status_code == 404

    assert not Meeting.objects.filter(is_dated=False).exists()


def test_after_the_end_nothing_is_asked(client: Client, silent: Pair) -> None:
    pairings.end(silent, Pairing.EndedAs.LEFT, at=LATER)
    client.force_login(silent.mentor)

    assert (
        client.get(reverse("sessions_log:silent", args=[silent.pk])).status_code == 403
    )
    assert (
        client.post(reverse("sessions_log:spoken", args=[silent.pk])).status_code == 403
    )
