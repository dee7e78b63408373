"""Loose notes: for two or for one, changed and deleted by their author."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from matching.models import Pairing
from matching.operations import pairings
from programmes.models import Programme
from sessions_log import notes
from sessions_log.models import Note
from sessions_log.notes import NoteText, Remark
from sessions_log.operations import writing
from tests.factories import NOW
from tests.pairs import Pair

pytestmark = pytest.mark.django_db


def write(pairing: Pair, text: str = "Words", *, is_shared: bool = True) -> Note:
    remark = Remark(NoteText(text), is_shared=is_shared, once=uuid4())
    return writing.write_note(pairing, remark, at=NOW, by=pairing.mentee)


def test_a_note_for_two_is_read_by_two_and_an_own_note_by_one(preparing: Pair) -> None:
    shared, own = write(preparing), write(preparing, is_shared=False)

    assert (shared.kind, own.kind) == ("shared", "private")
    assert notes.read(shared, reader=preparing.mentor).plain == "Words"
    assert notes.read(own, reader=preparing.mentee).plain == "Words"
    with pytest.raises(PermissionDenied):
        notes.read(own, reader=preparing.mentor)


def test_a_form_that_is_sent_twice_writes_once(preparing: Pair) -> None:
    remark = Remark(NoteText("Words"), is_shared=False, once=uuid4())

    first, second = (
        writing.write_note(preparing, remark, at=NOW, by=preparing.mentee)
        for _press in range(2)
    )

    assert first == second == Note.objects.get()


def test_two_forms_write_two_notes(preparing: Pair) -> None:
    assert write(preparing) != write(preparing)


def test_what_is_typed_hides_itself_from_whoever_prints_it() -> None:
    assert "secret" not in repr(Remark(NoteText("secret words")))


def test_the_author_changes_a_note_and_it_says_so(running: Pair) -> None:
    note = write(running)

    again = writing.reword_note(note, "Better words", at=NOW, by=running.mentee)

    assert again.edited_at == NOW
    assert notes.read(again, reader=running.mentor).plain == "Better words"
    with pytest.raises(PermissionDenied):
        writing.reword_note(note, "Mine", at=NOW, by=running.mentor)


def test_after_the_end_a_note_is_deleted_but_no_longer_changed(running: Pair) -> None:
    note = write(running)
    pairings.end(running, Pairing.EndedAs.LEFT, at=NOW)

    with pytest.raises(ValidationError, match="has ended"):
        writing.reword_note(note, "Later", at=NOW, by=running.mentee)
    with pytest.raises(ValidationError, match="has ended"):
        write(running)
    with pytest.raises(PermissionDenied):
        writing.delete_note(note, by=running.mentor)
    writing.delete_note(note, by=running.mentee)
    assert not Note.objects.filter(pk=note.pk).exists()


def test_a_programme_that_closed_takes_no_more_notes(running: Pair) -> None:
    Programme.objects.update(state=Programme.State.CLOSED)

    with pytest.raises(ValidationError, match="closed a moment ago"):
        write(running)


def test_an_own_note_is_shared_as_a_copy_and_stays_ones_own(running: Pair) -> None:
    note = write(running, "Dare to say it", is_shared=False)

    copy = writing.share_copy(note, at=NOW, by=running.mentee)

    assert notes.read(copy, reader=running.mentor).plain == "Dare to say it"
    assert copy.kind == "shared"
    with pytest.raises(PermissionDenied):
        notes.read(note, reader=running.mentor)


def test_a_copy_does_not_follow_what_its_author_changes_later(running: Pair) -> None:
    note = write(running, "Then", is_shared=False)
    copy = writing.share_copy(note, at=NOW, by=running.mentee)

    writing.reword_note(note, "Now", at=NOW, by=running.mentee)

    assert notes.read(copy, reader=running.mentor).plain == "Then"


def test_a_note_is_shared_once_and_a_shared_one_needs_no_copy(running: Pair) -> None:
    note = write(running, is_shared=False)

    first = writing.share_copy(note, at=NOW, by=running.mentee)
    again = writing.share_copy(note, at=NOW, by=running.mentee)

    assert first == again == writing.share_copy(first, at=NOW, by=running.mentee)
    assert Note.objects.filter(kind="shared").count() == 1


def test_a_reflection_stays_a_reflection_when_it_is_shared(running: Pair) -> None:
    remark = Remark(NoteText("What I avoid"), is_shared=False, kind="reflection")
    note = writing.write_note(running, remark, at=NOW, by=running.mentee)

    assert writing.share_copy(note, at=NOW, by=running.mentee).kind == "reflection"


def test_nobody_shares_the_note_of_another_or_after_the_end(running: Pair) -> None:
    note = write(running, is_shared=False)

    with pytest.raises(PermissionDenied):
        writing.share_copy(note, at=NOW, by=running.mentor)
    pairings.end(running, Pairing.EndedAs.COMPLETED, at=NOW)
    with pytest.raises(ValidationError):
        writing.share_copy(note, at=NOW, by=running.mentee)
