"""The life of a file: read in, looked at, applied once, forgotten."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from people.models import Employment, ImportBatch, ImportChange, Person
from people.operations import imports
from people.operations import people as acts
from people.operations.people import Facts
from people.roster.columns import Choices
from people.roster.report import Report
from privacy import keyring
from privacy.keyring import SealError
from privacy.models import AuditEntry
from tests.factories import make_hr, make_person
from tests.people.imports import AT, DAY, handed_in, numbered, take

pytestmark = pytest.mark.django_db

COMPANY = "Number;Name;Manager;Salary\n1;Carla;;100\n7;Anna;1;90\n"
PREVIEW, APPLIED = ImportBatch.State.PREVIEW, ImportBatch.State.APPLIED


def looked_at(text: str = COMPANY) -> tuple[ImportBatch, Report]:
    batch = handed_in(text)
    return batch, imports.look(batch, at=AT, by=None)


def test_a_file_is_kept_under_seal_and_without_what_must_not_be_kept() -> None:
    hr = make_hr()

    batch = handed_in(COMPANY, by=hr)

    batch.refresh_from_db()
    assert (batch.state, batch.by, batch.undo_until) == (PREVIEW, hr, AT + DAY)
    assert b"Carla" not in bytes(batch.sealed_rows)
    assert imports.sheet_of(batch).header == ("Number", "Name", "Manager")
    assert [column.title for column in imports.columns_of(batch)] == [
        "Number",
        "Name",
        "Manager",
        "Salary",
    ]
    assert "Carla" not in json.dumps([batch.mapping, batch.counts])
    assert not Person.objects.filter(given_name="Carla").exists()


def test_rows_moved_to_another_batch_do_not_open() -> None:
    one, other = handed_in(COMPANY), handed_in(COMPANY)
    other.sealed_rows = one.sealed_rows

    with pytest.raises(SealError):
        imports.sheet_of(other)


def test_a_look_changes_nothing_but_remembers_what_it_saw() -> None:
    batch, seen = looked_at()

    batch.refresh_from_db()
    assert (seen.created, seen.superior_pairs) == (2, 1)
    assert imports.report_of(batch) == seen
    assert batch.counts["created"] == 2
    assert batch.state == PREVIEW
    assert not Person.objects.exists()
    assert not AuditEntry.objects.exists()


def test_before_the_first_look_there_is_no_report() -> None:
    assert imports.report_of(handed_in(COMPANY)) is None


def test_what_was_seen_is_done() -> None:
    batch, seen = looked_at()
    hr = make_hr()

    imports.apply(batch, at=AT, by=hr, plan=seen.plan)

    batch.refresh_from_db()
    assert (batch.state, batch.counts["created"]) == (APPLIED, 2)
    assert numbered("7").lines_up.get().superior == numbered("1")
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.about_id) == ("people_imported", str(batch.pk))


def test_a_form_that_is_sent_again_changes_nothing() -> None:
    batch, seen = looked_at()
    imports.apply(batch, at=AT, by=None, plan=seen.plan)
    Person.objects.filter(employee_number="7").update(given_name="Annelies")

    imports.apply(batch, at=AT + DAY, by=None, plan=seen.plan)

    assert numbered("7").given_name == "Annelies"
    assert AuditEntry.objects.count() == 1


def test_what_would_come_out_otherwise_than_it_was_seen_is_not_done() -> None:
    batch, seen = looked_at()
    acts.add(Facts("Carla", employee_number="1"), at=AT, by=None)

    with pytest.raises(ValidationError, match="changed since you looked"):
        imports.apply(batch, at=AT, by=None, plan=seen.plan)

    batch.refresh_from_db()
    assert batch.state == PREVIEW
    assert Person.objects.count() == 1
    again = imports.look(batch, at=AT, by=None)
    imports.apply(batch, at=AT, by=None, plan=again.plan)
    assert Person.objects.count() == 2


def test_a_file_that_was_thrown_away_cannot_be_applied() -> None:
    batch, seen = looked_at()

    imports.discard(batch)
    imports.apply(batch, at=AT, by=None, plan=seen.plan)

    assert not ImportBatch.objects.exists()
    assert not Person.objects.exists()


def test_a_file_that_was_applied_is_not_thrown_away() -> None:
    batch, seen = looked_at()
    imports.apply(batch, at=AT, by=None, plan=seen.plan)

    imports.discard(batch)

    assert ImportBatch.objects.exists()


def test_a_person_says_what_the_columns_mean() -> None:
    batch = handed_in("Code;Wie;Baas\n1;Carla;\n7;Anna;1\n")
    with pytest.raises(ValidationError, match="No column holds a name"):
        imports.look(batch, at=AT, by=None)

    imports.remap(batch, Choices({1: "number", 2: "full_name", 3: "line"}, {}))

    batch.refresh_from_db()
    assert imports.look(batch, at=AT, by=None).superior_pairs == 1


def test_a_file_without_a_name_changes_nothing() -> None:
    with pytest.raises(ValidationError, match="of this file are: Number, Colour"):
        take("Number;Colour\n7;red")

    assert not ImportBatch.objects.exists()


def test_trying_out_leaves_no_trace() -> None:
    report = imports.try_out(COMPANY.encode(), file_name="x", at=AT, by=None)

    assert report.created == 2
    assert not ImportBatch.objects.exists()
    assert not Person.objects.exists()
    assert not AuditEntry.objects.exists()


def test_trying_out_says_what_taking_in_does() -> None:
    tried = imports.try_out(COMPANY.encode(), file_name="x", at=AT, by=None)

    assert take(COMPANY) == tried


def test_what_everybody_was_before_is_kept_under_seal() -> None:
    take("Number;Name;Title;Manager\n1;Carla;Head;\n2;Dirk;Head;1\n7;Anna;Operator;1\n")
    take("Number;Name;Title;Manager\n7;Annelies;Trainer;2\n", at=AT + DAY)

    anna = numbered("7")
    made, change = ImportChange.objects.filter(person=anna).order_by("batch__at")
    assert bytes(made.before) == b""  # there was nobody
    was = _kept(change)["before"]
    assert was["given_name"] == "Anna"
    assert [post["job_title"] for post in was["posts"].values()] == ["Operator"]
    (line,) = was["lines"].values()
    assert line["superior_id"] == str(numbered("1").pk)
    assert _kept(change)["after"]["given_name"] == "Annelies"
    assert b"Anna" not in bytes(change.before)


def _kept(change: ImportChange) -> dict[str, Any]:
    binding = change.bindings("before")[0]
    opened = keyring.current().open_value(bytes(change.before), binding)
    kept: dict[str, Any] = json.loads(opened)
    return kept


def test_rows_and_old_values_are_forgotten_when_the_undo_is_over() -> None:
    take(COMPANY)
    looked_at()

    imports.forget_old(at=AT + DAY / 2)
    assert ImportBatch.objects.count() == 2
    assert ImportChange.objects.exists()

    imports.forget_old(at=AT + DAY)

    (applied,) = ImportBatch.objects.all()
    assert (applied.state, bytes(applied.sealed_rows)) == (APPLIED, b"")
    assert imports.report_of(applied) is None
    assert applied.counts["created"] == 2
    assert not ImportChange.objects.exists()
    imports.forget_old(at=AT + 2 * DAY)
    assert ImportBatch.objects.get() == applied


def test_people_who_were_added_by_hand_can_be_in_the_file() -> None:
    sofie = make_person(given_name="Sofie", email="s@x.example")

    take("Number;Name;Email;Title\n3;Sofie;s@x.example;HR manager")

    assert numbered("3") == sofie
    assert Employment.objects.get().person == sofie
