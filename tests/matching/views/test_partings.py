"""Pause, change or stop in the browser: for the two, and for whoever is called."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from matching.models import Pairing
from matching.operations import pairings, pauses
from people.models import Person
from programmes.models import Enrolment
from sessions_log.models import Meeting
from tests.factories import (
    NOW,
    make_coordinator,
    make_line,
    make_person,
    make_programme,
)
from tests.pairs import Pair, make_pairing, make_running_pairing

pytestmark = pytest.mark.django_db
UNTIL = NOW.date() + timedelta(days=20)


@pytest.fixture(autouse=True)
def moment() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def running() -> Pair:
    return make_running_pairing()


def at(page: str, pairing: Pairing) -> str:
    return reverse(f"matching:{page}", args=[pairing.pk])


def messages_in(client: Client, response: object) -> list[str]:
    page = client.get(response.headers["Location"])  # type: ignore[attr-defined]
    return [str(one) for one in page.context["messages"]]


def test_the_letters_stand_on_the_page_before_anything_is_chosen(
    client: Client, running: Pair
) -> None:
    client.force_login(running.mentee)

    page = client.get(at("stop", running)).text

    assert "it says nothing about you. Thank you for your time." in page
    assert "pauses until 29 September" in page
    assert f"Your journey with {running.mentee}" in page
    assert "Your manager is not told" in page
    assert "reason" in page


def test_a_mentor_finds_nobody_else_to_choose(client: Client, running: Pair) -> None:
    client.force_login(running.mentor)

    form = client.get(at("stop", running)).context["form"]

    assert [key for key, _label in form.fields["choice"].choices] == ["pause", "stop"]


def test_a_pause_begins_at_once_and_ends_with_a_press(
    client: Client, running: Pair
) -> None:
    client.force_login(running.mentee)

    client.post(at("stop", running), {"choice": "pause", "until": UNTIL.isoformat()})
    running.refresh_from_db()
    assert running.paused_until == UNTIL
    assert "You two pause until" in client.get(at("stop", running)).text

    client.post(at("resume", running))
    running.refresh_from_db()
    assert running.state == Pairing.State.RUNNING
    assert client.post(at("resume", running)).status_code == 403


@pytest.mark.parametrize("until", ["", "2026-08-01", "nonsense"])
def test_a_pause_without_a_day_that_is_ahead_is_refused(
    client: Client, running: Pair, until: str
) -> None:
    client.force_login(running.mentee)

    response = client.post(at("stop", running), {"choice": "pause", "until": until})

    assert response.status_code == 422
    assert response.context["form"].errors["until"]


def test_going_on_says_why_it_cannot_be(client: Client, running: Pair) -> None:
    pauses.pause(running, until=UNTIL, at=NOW, by=running.mentee)
    Person.objects.filter(pk=running.mentor.pk).update(chart_state="unknown")
    client.force_login(running.mentee)

    response = client.post(at("resume", running))

    [said] = [str(one) for one in client.get(at("stop", running)).context["messages"]]
    assert response.status_code == 302
    assert said.startswith("You cannot go on now. It is not known who is above")


def test_nothing_is_chosen_beforehand(client: Client, running: Pair) -> None:
    client.force_login(running.mentee)

    assert " checked" not in client.get(at("stop", running)).text
    assert client.post(at("stop", running)).status_code == 422


def test_somebody_else_brings_a_day_and_a_way_back(
    client: Client, running: Pair
) -> None:
    client.force_login(running.mentee)

    page = client.post(at("stop", running), {"choice": "change"}, follow=True)

    assert "has not been told yet" in page.text
    assert "You would rather wait?" in page.text
    today = client.get(reverse("today")).text
    assert "by 15 September" in today


def test_stopping_without_somebody_else_can_be_said_otherwise(
    client: Client, running: Pair
) -> None:
    client.force_login(running.mentee)

    page = client.post(at("stop", running), {"choice": "stop"}, follow=True)
    assert "a mentor again, please" in page.text
    client.post(at("say_what_next", running), {"wish": "wanted"})

    assert Enrolment.objects.get(person=running.mentee).priority_at is not None


def test_telling_now_is_offered_when_the_two_meet_within_a_day(
    client: Client, running: Pair
) -> None:
    client.force_login(running.mentee)
    assert "meet within 24 hours" not in client.get(at("stop", running)).text

    Meeting.objects.filter(number=1).update(planned_on=NOW.date() + timedelta(days=1))
    Meeting.objects.filter(number=1).update(planned_time="09:30")
    assert "meet within 24 hours" in client.get(at("stop", running)).text

    stopped = client.post(at("stop", running), {"choice": "stop"}, follow=True)
    assert "Tell now" in stopped.text
    client.post(at("tell_now", running))

    running.refresh_from_db()
    assert running.told_at == NOW
    assert "has not been told yet" not in client.get(at("stopped", running)).text
    assert client.post(at("tell_now", running)).status_code == 403


def test_the_other_sees_nothing_until_told(client: Client, running: Pair) -> None:
    pairings.stop(running, at=NOW, by=running.mentee)
    client.force_login(running.mentor)

    assert client.get(at("stopped", running)).headers["Location"] == reverse("today")
    assert client.get(at("stop", running)).status_code == 200
    assert client.post(at("tell_now", running)).status_code == 403


def test_a_letter_goes_to_a_partner_who_does_not_answer(
    client: Client, running: Pair
) -> None:
    client.force_login(running.mentee)
    page = client.get(at("no_answer", running)).text
    assert f"{running.mentee} would like to pick a moment with you." in page

    sent = client.post(at("no_answer", running))
    assert messages_in(client, sent) == ["The letter is on its way."]
    again = client.post(at("no_answer", running))

    assert "less than a week ago" in messages_in(client, again)[0]
    assert "Send the letter" not in client.get(at("no_answer", running)).text
    pairings.stop(running, at=NOW, by=running.mentee)
    assert client.get(at("no_answer", running)).status_code == 403


def test_a_coordinator_notes_what_was_asked_by_telephone_and_takes_it_back(
    client: Client, running: Pair
) -> None:
    client.force_login(make_coordinator(running.programme))
    wish = {"asked_by": str(running.mentor.pk), "choice": "stop"}

    page = client.post(at("request_note", running), wish, follow=True)
    assert "has not been told yet" in page.text
    running.refresh_from_db()
    assert running.ended_by == running.mentor
    assert client.post(at("request_note", running), wish).status_code == 403

    undone = client.post(at("request_undo", running), follow=True)
    running.refresh_from_db()
    assert "as if nothing had happened" in undone.text
    assert running.state == Pairing.State.RUNNING
    assert client.post(at("request_undo", running)).status_code == 403


def test_a_request_is_not_taken_back_once_the_mentee_has_somebody(
    client: Client, running: Pair
) -> None:
    client.force_login(make_coordinator(running.programme))
    wish = {"asked_by": str(running.mentee.pk), "choice": "change"}
    client.post(at("request_note", running), wish)
    part = Enrolment.objects.mentees().get(person=running.mentee)
    make_pairing(running.programme, None, part)

    refused = client.post(at("request_undo", running), follow=True)

    assert "already has a mentor" in refused.text


def test_a_pause_by_telephone_needs_to_know_who_asked(
    client: Client, running: Pair
) -> None:
    client.force_login(make_coordinator(running.programme))
    wish = {"choice": "pause", "until": UNTIL.isoformat()}

    assert client.post(at("request_note", running), wish).status_code == 422
    asked = {**wish, "asked_by": str(running.mentee.pk)}
    assert client.post(at("request_note", running), asked).status_code == 302

    running.refresh_from_db()
    assert running.state == Pairing.State.PAUSED
    assert client.post(at("request_undo", running)).status_code == 403


def test_no_coordinator_takes_back_what_the_two_did_themselves(
    client: Client, running: Pair
) -> None:
    pairings.stop(running, at=NOW, by=running.mentee)
    client.force_login(make_coordinator(running.programme))

    assert client.post(at("request_undo", running)).status_code == 403


def test_nobody_else_notes_a_request(client: Client, running: Pair) -> None:
    near = make_coordinator(running.programme)
    make_line(near, running.mentee)

    for person in (near, make_coordinator(make_programme()), running.mentee):
        client.force_login(person)
        assert client.get(at("request_note", running)).status_code == 404
        assert client.post(at("request_undo", running)).status_code == 404


@pytest.mark.parametrize(
    ("page", "method"),
    [
        ("stop", "get"),
        ("resume", "post"),
        ("tell_now", "post"),
        ("no_answer", "get"),
        ("no_answer", "post"),
        ("request_note", "get"),
        ("stand_in", "get"),
        ("outside", "get"),
        ("outside_end", "post"),
    ],
)
def test_none_of_it_exists_for_a_stranger(
    client: Client, page: str, method: str
) -> None:
    pairing = make_pairing()
    client.force_login(make_person())

    assert getattr(client, method)(at(page, pairing)).status_code == 404
