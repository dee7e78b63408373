"""What was typed and not saved is sealed for its writer, and goes by itself."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from people.models import Person
from privacy.models import AuditEntry
from sessions_log import notes, operations, queries
from sessions_log.models import Draft, Grant, Vault
from sessions_log.notes import NoteText, Remark
from sessions_log.operations import drafts, writing
from tests.factories import NOW, make_person
from tests.pairs import Pair

pytestmark = pytest.mark.django_db
PAGE = "/pairs/1/note/"


def keep(
    person: Person,
    text: str,
    *,
    page: str = PAGE,
    at: datetime = NOW,
    once: UUID | None = None,
) -> None:
    said = {"text": text, "reader": "me", "once": str(once)}
    drafts.keep(page, said, at=at, by=person, once=once)


def texts_of(person: Person) -> list[str]:
    return [one.said["text"].plain for one in queries.drafts_of(person)]


def test_what_is_typed_is_kept_and_overwritten() -> None:
    person = make_person()

    keep(person, "Half a")
    keep(person, "Half a sentence")

    assert texts_of(person) == ["Half a sentence"]
    assert b"sentence" not in bytes(Draft.objects.get().sealed)


def test_each_form_and_each_person_has_a_draft_of_its_own() -> None:
    one, other = make_person(), make_person()

    keep(one, "Mine")
    keep(other, "Theirs")
    keep(one, "Another form", page="/pairs/2/note/", at=NOW + timedelta(minutes=1))

    assert texts_of(one) == ["Another form", "Mine"]
    assert texts_of(other) == ["Theirs"]
    found = queries.drafts_among(one, [PAGE]).get(PAGE)
    assert found is not None
    assert found.said["text"].plain == "Mine"


def test_a_box_that_was_emptied_leaves_no_draft() -> None:
    person = make_person()
    keep(person, "Words")

    keep(person, "  ")

    assert not Draft.objects.exists()


def test_what_was_saved_a_moment_before_is_not_kept_again(preparing: Pair) -> None:
    """An autosave that comes in after the form itself."""
    once = uuid4()
    remark = Remark(NoteText("Words"), once=once)
    writing.write_note(preparing, remark, at=NOW, by=preparing.mentee)

    keep(preparing.mentee, "Words", once=once)

    assert not Draft.objects.exists()


def test_the_oldest_makes_place() -> None:
    person = make_person()

    for number in range(drafts.MOST + 2):
        at = NOW + timedelta(minutes=number)
        keep(person, f"Text {number}", page=f"/pairs/{number}/note/", at=at)

    assert len(texts_of(person)) == drafts.MOST
    assert "Text 0" not in texts_of(person)
    assert "Text 2" in texts_of(person)


def test_a_draft_that_was_moved_does_not_open_and_hides_no_other() -> None:
    one, other = make_person(), make_person()
    keep(one, "Mine")
    keep(one, "Mine too", page="/pairs/2/note/")
    keep(other, "Theirs")
    stolen = Draft.objects.get(person=other)
    Draft.objects.filter(person=one, form=PAGE).update(sealed=stolen.sealed)

    assert texts_of(one) == ["Mine too"]
    assert AuditEntry.objects.filter(verb="could not open").count() == 1


def test_a_draft_of_somebody_else_is_nobodys_by_a_row() -> None:
    one, other = make_person(), make_person()
    keep(one, "Mine")
    keep(other, "Theirs")
    Draft.objects.filter(person=other).update(
        vault=Vault.objects.get(owner=one), form="/pairs/9/note/"
    )
    Draft.objects.update(person=one)

    assert texts_of(one) == ["Mine"]


def test_a_draft_goes_after_two_weeks_and_not_a_day_before() -> None:
    person = make_person()
    keep(person, "Words")

    operations.purge(on=NOW.date() + timedelta(days=14))
    assert texts_of(person) == ["Words"]

    gone = operations.purge(on=NOW.date() + timedelta(days=15))
    assert gone["sessions_log.Draft"] == 1
    assert texts_of(person) == []


def test_a_draft_is_exported_and_forgotten() -> None:
    person = make_person()
    keep(person, "Words")

    [told] = queries.export_of(person)["drafts"]
    assert told["said"]["text"] == "Words"

    operations.forget(person)
    assert not Draft.objects.exists()
    assert not Grant.objects.exists()


@pytest.mark.parametrize("count", [1, 4])
def test_drafts_cost_the_same_with_one_and_with_four(
    count: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    person = make_person()
    for number in range(count):
        keep(person, "Words", page=f"/pairs/{number}/note/")

    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(notes.open_drafts(person)) == count
