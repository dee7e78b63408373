"""Loose notes through a browser, without a script."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sessions_log import notes, queries
from sessions_log.models import Meeting, Note
from sessions_log.notes import NoteText, Remark
from sessions_log.operations import writing
from tests.factories import NOW
from tests.pairs import Pair
from tests.sessions_log.conftest import ComeIn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_after_the_first_meeting"),
]
SENT = {"text": "Dare to say that the pace is high.", "reader": "me"}


def address(name: str, row: Pair | Note) -> str:
    return reverse(f"sessions_log:{name}", args=[row.pk])


def said_by(client: Client, url: str, sent: dict[str, str]) -> str:
    page = client.post(url, sent, follow=True)
    assert page.status_code == 200
    return page.text


def written(pairing: Pair, *, is_shared: bool = True) -> Note:
    remark = Remark(NoteText("First words"), is_shared=is_shared, once=uuid4())
    return writing.write_note(pairing, remark, at=NOW, by=pairing.mentee)


@pytest.mark.parametrize(("reader", "others"), [("me", 0), ("us", 1)])
def test_a_note_is_read_by_whoever_was_chosen(
    running: Pair, come_in: ComeIn, reader: str, others: int
) -> None:
    url, mine = address("note_write", running), come_in(running.mentee)

    page = said_by(mine, url, SENT | {"reader": reader})

    assert SENT["text"] in page
    theirs = come_in(running.mentor).get(address("pairing", running)).text
    assert theirs.count(SENT["text"]) == others


def test_a_form_that_is_sent_twice_writes_once(running: Pair, come_in: ComeIn) -> None:
    client, url = come_in(running.mentee), address("note_write", running)
    once = str(client.get(url).context["form"]["once"].value())

    for _press in range(2):
        assert "has been saved" in said_by(client, url, SENT | {"once": once})

    assert Note.objects.filter(kind="private").count() == 1


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        (
            {"text": "x" * 100_000},
            "This text has 100000 characters",
        ),
        ({"text": " "}, "This field is required."),
        ({"reader": ""}, "This field is required."),
        ({"once": "not a name"}, "Enter a valid UUID."),
    ],
)
def test_what_is_refused_comes_back_as_it_was_typed(
    running: Pair, come_in: ComeIn, odd: dict[str, str], said: str
) -> None:
    sent = SENT | odd

    page = come_in(running.mentee).post(address("note_write", running), sent)

    assert page.status_code == 422
    assert said in page.text
    assert f"{sent['text']}</textarea>" in page.text
    assert not Note.objects.filter(kind="private").exists()


def test_the_author_changes_a_note(running: Pair, come_in: ComeIn) -> None:
    note, client = written(running), come_in(running.mentee)
    assert "First words</textarea>" in client.get(address("note_change", note)).text

    page = said_by(client, address("note_change", note), {"text": "Better words"})

    assert "Better words" in page
    assert "Changed on 9 September." in " ".join(page.split())
    again = Note.objects.select_related("vault").get(pk=note.pk)
    assert notes.read(again, reader=running.mentor).plain == "Better words"


@pytest.mark.parametrize("is_shared", [True, False])
def test_the_readers_of_a_note_do_not_change(
    running: Pair, come_in: ComeIn, *, is_shared: bool
) -> None:
    note = written(running, is_shared=is_shared)

    page = come_in(running.mentee).get(address("note_change", note)).text

    other = running.mentor.get_short_name()
    assert (f"Only you and {other} read this." in page) is is_shared
    assert ("Only you read this." in page) is not is_shared


def test_a_change_that_is_too_long_comes_back(running: Pair, come_in: ComeIn) -> None:
    note = written(running)

    page = come_in(running.mentee).post(
        address("note_change", note), {"text": "x" * 100_000}
    )

    assert page.status_code == 422
    assert "x" * 100_000 in page.text
    assert Note.objects.get(pk=note.pk).revision == 1


def test_the_author_deletes_a_note(running: Pair, come_in: ComeIn) -> None:
    note, client = written(running), come_in(running.mentee)
    assert "cannot be brought back" in client.get(address("note_change", note)).text

    assert "has been deleted" in said_by(client, address("note_delete", note), {})

    assert not Note.objects.filter(pk=note.pk).exists()
    assert client.get(address("note_change", note)).status_code == 404


def test_the_partner_neither_changes_nor_deletes_it(
    running: Pair, come_in: ComeIn
) -> None:
    note, partner = written(running), come_in(running.mentor)

    assert partner.get(address("note_change", note)).status_code == 404
    assert partner.post(address("note_delete", note)).status_code == 404
    assert "Change or delete" not in partner.get(address("pairing", running)).text


def test_goals_and_agreements_are_no_loose_notes(
    running: Pair, come_in: ComeIn
) -> None:
    goal = Note.objects.get(kind=Note.Kind.GOAL)

    client = come_in(running.mentee)

    assert client.get(address("note_change", goal)).status_code == 404
    assert client.post(address("note_delete", goal)).status_code == 404


def test_every_form_says_the_readers_that_the_door_would_let_in(
    running: Pair, come_in: ComeIn
) -> None:
    client, meeting = come_in(running.mentee), Meeting.objects.earliest("number")
    readers = queries.readers_for(running, running.mentee)
    both = {one.sentence for one in readers.values()}
    shared = {readers["us"].sentence}

    said = {
        reverse("sessions_log:goal_add", args=[running.pk]): shared,
        reverse("sessions_log:agreement", args=[running.pk]): shared,
        reverse("sessions_log:note_write", args=[running.pk]): both,
        reverse("sessions_log:meeting_log", args=[meeting.pk]): both,
    }

    for url, sentences in said.items():
        page = client.get(url).text
        assert {one for one in both if one in page} == sentences, url
