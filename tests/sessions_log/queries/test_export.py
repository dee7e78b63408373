"""What somebody may take along: their meetings, goals and every text they read."""

import json
from uuid import uuid4

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from privacy.keyring import SealError
from sessions_log import notes, queries
from sessions_log.models import Note
from sessions_log.notes import NoteText, Remark
from sessions_log.operations import writing
from tests.factories import NOW, make_person
from tests.key_rings import other_ring
from tests.pairs import GOAL, Pair

pytestmark = pytest.mark.django_db


def write(pairing: Pair, text: str, *, is_shared: bool) -> None:
    remark = Remark(NoteText(text), is_shared=is_shared, once=uuid4())
    writing.write_note(pairing, remark, at=NOW, by=pairing.mentor)


def test_an_export_holds_what_one_reads_and_nothing_of_the_others_own(
    running: Pair,
) -> None:
    write(running, "For two", is_shared=True)
    write(running, "For the mentor alone", is_shared=False)

    mine, theirs = (
        queries.export_of(person) for person in (running.mentee, running.mentor)
    )

    assert {(one["text"], one["is_mine"]) for one in mine["notes"]} == {
        (GOAL, True),
        ("For two", False),
    }
    assert {(one["text"], one["is_shared"]) for one in theirs["notes"]} == {
        (GOAL, True),
        ("For two", True),
        ("For the mentor alone", False),
    }
    assert [one["is_mine"] for one in mine["goals"]] == [True]
    assert [one["is_mine"] for one in theirs["goals"]] == [False]
    assert [one["way"] for one in mine["meetings"]] == ["face to face"] * 3
    assert [one["noted_by_me"] for one in mine["meetings"]] == [False] * 3


def test_an_export_can_be_written_as_json(running: Pair) -> None:
    written = json.dumps(queries.export_of(running.mentee), cls=DjangoJSONEncoder)

    assert GOAL in written


def test_somebody_who_took_no_part_has_nothing_here(running: Pair) -> None:
    held = queries.export_of(make_person())

    assert {"meetings", "goals", "drafts", "notes", "asked", "closings"} <= set(held)
    assert not any(held.values())


def test_a_text_that_was_tampered_with_is_named_without_words(running: Pair) -> None:
    Note.objects.update(revision=5)

    assert [one["text"] for one in queries.export_of(running.mentee)["notes"]] == [None]


def test_without_the_key_nothing_is_exported(running: Pair) -> None:
    notes.private_vault_of(running.mentee, running)

    with other_ring(), pytest.raises(SealError):
        queries.export_of(running.mentee)
