"""Kinds of note: one box with a prompt, one door, and who reads it said beside it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from sessions_log.models import Note
from sessions_log.queries.kinds import KINDS, LOOSE
from tests.factories import NOW, sign_in
from tests.pairs import Pair, after_meeting
from tests.sessions_log.conftest import ComeIn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_after_the_first_meeting"),
]
NAMED = [one for one in KINDS if one.kind]
LATER = NOW + timedelta(days=40)


def address(pairing: Pair, kind: str) -> str:
    return reverse("sessions_log:note_write", args=[pairing.pk, kind])


@pytest.mark.parametrize("kind", [one.kind for one in NAMED])
def test_each_kind_asks_its_own_and_is_kept_as_such(
    running: Pair, come_in: ComeIn, kind: str
) -> None:
    client = come_in(running.mentee)
    [asked] = [one for one in NAMED if one.kind == kind]

    page = client.get(address(running, kind))
    for line in asked.asks:
        assert str(line) in page.text
    chosen = page.context["form"]["reader"].value()
    client.post(address(running, kind), {"text": "My words", "reader": chosen})

    note = Note.objects.get(kind=kind)
    assert note.vault.kind == ("private" if chosen == "me" else "shared")
    shown = client.get(reverse("sessions_log:pairing", args=[running.pk])).text
    assert str(asked.name) in shown
    assert "My words" in shown


def test_a_reflection_is_for_oneself_and_no_form_can_say_otherwise(
    running: Pair, come_in: ComeIn
) -> None:
    client, url = come_in(running.mentee), address(running, "reflection")

    answer = client.post(url, {"text": "What I avoid", "reader": "us"})

    assert answer.status_code == 422
    assert not Note.objects.filter(kind="reflection").exists()


def test_a_kind_that_does_not_exist_is_no_page(running: Pair, come_in: ComeIn) -> None:
    client = come_in(running.mentee)

    assert client.get(address(running, "goal")).status_code == 404
    assert client.get(address(running, "secret")).status_code == 404


def test_the_first_month_offers_a_plain_note_and_later_every_kind(
    running: Pair, come_in: ComeIn
) -> None:
    url = reverse("sessions_log:note_write", args=[running.pk])

    assert "Reflection" not in come_in(running.mentee).get(url).text

    with time_machine.travel(LATER, tick=False):
        client = come_in(running.mentee)
        sign_in(client, running.mentee)
        page = client.get(url).text
        for one in NAMED:
            assert address(running, one.kind) in page


def test_an_own_note_is_shared_with_one_press(running: Pair, come_in: ComeIn) -> None:
    client, mentor = come_in(running.mentee), come_in(running.mentor)
    client.post(
        address(running, "reflection"), {"text": "What I avoid", "reader": "me"}
    )
    pair = reverse("sessions_log:pairing", args=[running.pk])
    note = Note.objects.get(kind="reflection")
    assert "What I avoid" not in mentor.get(pair).text

    change = client.get(reverse("sessions_log:note_change", args=[note.pk])).text
    assert "Share a copy" in change
    client.post(reverse("sessions_log:note_share", args=[note.pk]))

    assert "What I avoid" in mentor.get(pair).text
    copy = Note.objects.get(kind="reflection", vault__kind="shared")
    again = client.get(reverse("sessions_log:note_change", args=[copy.pk])).text
    assert "Share a copy" not in again


def test_every_kind_of_the_table_is_shown_in_the_journal() -> None:
    assert {one.kind for one in NAMED} <= set(LOOSE)
    assert {one.kind for one in NAMED} <= set(Note.Kind.values)
    assert after_meeting() < LATER
