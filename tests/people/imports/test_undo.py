"""Taking an import back: everything is as it was, or it is said why not."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from people.models import (
    BrowserSession,
    Employment,
    ExternalId,
    ImportBatch,
    ImportChange,
    Person,
    ReportingLine,
)
from people.operations import imports, lines
from people.operations import people as acts
from people.operations.people import Facts
from privacy.models import AuditEntry
from tests.factories import make_enrolment, make_hr, make_person, make_programme
from tests.people.imports import AT, DAY, FIXTURES, numbered, take

pytestmark = pytest.mark.django_db

COMPANY = """Number;Name;Email;Login;Title;Team;Manager;Acting manager;Acting until
1;Carla Maes;carla@x.example;carla;Head;Board;;;
2;Dirk Smet;dirk@x.example;dirk;Head;Plant;1;;
3;Els Wouters;els@x.example;els;Planner;Plant;1;;
7;Anna Peeters;anna@x.example;anna;Operator;Plant;2;3;31/12/2026
8;Bram Claes;bram@x.example;bram;Operator;Plant;2;;
"""
TABLES: tuple[type[Model], ...] = (Person, ReportingLine, Employment, ExternalId)
LATER = AT + DAY
SOON = LATER + DAY / 4


def latest() -> ImportBatch:
    return ImportBatch.objects.order_by("-undo_until").first() or ImportBatch()


def everybody(model: type[Model]) -> list[Model]:
    rows: QuerySet[Model] = QuerySet(model)
    return list(rows)


def world() -> dict[str, Any]:
    """Write down all that an import may change, whatever the keys of its rows."""
    return {
        model.__name__: sorted(
            tuple(
                str(getattr(row, field.attname))
                for field in model._meta.concrete_fields
                if model is Person or field.name != "id"
            )
            for row in everybody(model)
        )
        for model in TABLES
    }


def test_new_people_are_gone_again() -> None:
    make_hr()
    before = world()
    take(COMPANY)

    imports.undo(latest(), at=AT + DAY / 2, by=None)

    assert world() == before
    assert latest().state == ImportBatch.State.UNDONE
    assert latest().counts["removed"] == 5


@pytest.mark.parametrize(
    "change",
    [
        "Number;Name\n7;Annelies Peeters\n8;Bram Claeys\n",
        "Number;Name;Title;Department\n7;Anna Peeters;Trainer;Plant\n8;Bram Claes;;\n",
        "Number;Name;Manager\n7;Anna Peeters;3\n8;Bram Claes;\n2;Dirk Smet;7\n",
        "Number;Name;Manager;Acting manager\n7;Anna Peeters;8;\n",
        "Number;Name;Acting manager;Acting until\n7;Anna Peeters;3;30/11/2026\n",
        "Number;Name;End date\n7;Anna Peeters;01/11/2026\n2;Dirk Smet;02/11/2026\n",
        "Number;Name;Email\n7;Anna;bram@x.example\n8;Bram;anna@x.example\n",
        "Number;Name;Login\n7;Anna Peeters;apeeters\n8;Bram Claes;anna\n",
        "Number;Name;Email\n7;Anna;anna@x.example\n8;Bram;anna@x.example\n",
        "Number;Name;Manager\n7;Anna Peeters;999\n9;Zoe Vos;7\n8;Bram Claes;9\n",
        "",
    ],
)
def test_what_changed_is_as_it_was(change: str) -> None:
    take(COMPANY)
    before = world()
    take(change or COMPANY, at=LATER)
    assert change == "" or world() != before

    imports.undo(latest(), at=SOON, by=None)

    assert world() == before


def test_a_published_chart_is_taken_back_whole() -> None:
    content = (FIXTURES / "adventureworks_dw.csv").read_bytes()
    before = world()
    imports.take(content, file_name="x.csv", at=AT, by=None)

    imports.undo(latest(), at=AT + DAY / 2, by=None)

    assert world() == before


def test_what_was_changed_since_is_not_lost() -> None:
    take(COMPANY)
    take("Number;Name\n7;Annelies Peeters\n8;Bram Claeys\n", at=LATER)
    facts = Facts("Anneke", "Peeters", "anna@x.example", "7")
    acts.change(numbered("7"), facts, at=SOON, by=None)
    before = world()

    with pytest.raises(ValidationError, match="changed about Anneke Peeters"):
        imports.undo(latest(), at=SOON, by=None)

    assert world() == before
    assert latest().state == ImportBatch.State.APPLIED


def test_a_line_that_was_made_since_is_not_lost() -> None:
    take(COMPANY)
    take("Number;Name;Manager\n7;Anna Peeters;3\n", at=LATER)
    lines.move(numbered("7"), to=numbered("1"), at=SOON, by=None)

    with pytest.raises(ValidationError, match="changed about Anna Peeters"):
        imports.undo(latest(), at=SOON, by=None)

    assert numbered("7").lines_up.in_force().get(kind="line").superior.given_name == (
        "Carla"
    )


def test_a_later_file_is_undone_first() -> None:
    take(COMPANY)
    before = world()
    take("Number;Name\n7;Annelies Peeters\n", at=LATER)
    middle = latest()
    take("Number;Name\n7;Anneke Peeters\n", at=SOON)

    with pytest.raises(ValidationError, match="changed about Anneke Peeters"):
        imports.undo(middle, at=SOON, by=None)

    imports.undo(latest(), at=SOON, by=None)
    imports.undo(middle, at=SOON, by=None)
    assert world() == before


def test_an_address_that_somebody_else_has_by_now_is_said() -> None:
    take(COMPANY)
    take("Number;Name;End date\n7;Anna Peeters;01/11/2026\n", at=LATER)
    make_person(email="anna@x.example")

    with pytest.raises(ValidationError, match="the address or the number of Anna"):
        imports.undo(latest(), at=SOON, by=None)

    assert numbered("7").may_sign_in is False


def test_who_is_new_and_takes_part_already_stays_with_those_above() -> None:
    take(COMPANY)
    make_enrolment(make_programme(), "mentee", person=numbered("7"))

    imports.undo(latest(), at=AT + DAY / 2, by=None)

    assert set(
        Person.objects.exclude(employee_number=None).values_list(
            "employee_number", flat=True
        )
    ) == {"1", "2", "3", "7"}
    assert set(numbered("7").lines_up.values_list("superior__employee_number")) == {
        ("2",),
        ("3",),
    }
    assert numbered("7").email == "anna@x.example"
    assert (latest().counts["removed"], latest().counts["staying"]) == (1, 4)


@pytest.mark.parametrize("use", ["secret", "report", "session", "later file"])
def test_who_is_new_and_is_used_stays(use: str) -> None:
    take(COMPANY)
    batch, bram = latest(), numbered("8")
    if use == "secret":
        bram.secret_kind = Person.SecretKind.PIN
        bram.save()
    elif use == "report":
        lines.move(make_person(), to=bram, at=AT, by=None)
    elif use == "session":
        BrowserSession.objects.create(
            key_hash="x", person=bram, sealed=b"", expires_at=LATER
        )
    else:
        take("Number;Name\n8;Bram Claeys\n", at=AT + DAY / 4)

    imports.undo(batch, at=AT + DAY / 2, by=None)

    numbers = Person.objects.exclude(employee_number=None)
    assert set(numbers.values_list("employee_number", flat=True)) == {"1", "2", "8"}


def test_after_a_day_nothing_is_undone_any_more() -> None:
    take(COMPANY)

    with pytest.raises(ValidationError, match="can no longer be undone"):
        imports.undo(latest(), at=AT + DAY, by=None)

    assert numbered("7").given_name == "Anna"


def test_nothing_is_undone_twice_or_before_it_was_applied() -> None:
    take(COMPANY)
    imports.undo(latest(), at=AT, by=None)
    waiting = imports.read_in(COMPANY.encode(), file_name="x", at=LATER, by=None)

    for batch in (ImportBatch.objects.get(state="undone"), waiting):
        with pytest.raises(ValidationError, match="can no longer be undone"):
            imports.undo(batch, at=AT, by=None)


def test_an_undo_keeps_nothing_of_the_file_and_is_remembered() -> None:
    hr = make_hr()
    take(COMPANY)
    take("Number;Name\n7;Annelies Peeters\n", at=LATER)

    imports.undo(latest(), at=SOON, by=hr)

    batch = ImportBatch.objects.get(state="undone")
    assert bytes(batch.sealed_rows) == b""
    assert not ImportChange.objects.filter(batch=batch).exists()
    entry = AuditEntry.objects.filter(verb="import_undone").get()
    assert entry.about_id == str(batch.pk)


def test_somebody_who_is_gone_by_now_does_not_come_back() -> None:
    take(COMPANY)
    take("Number;Name\n7;Annelies Peeters\n8;Bram Claeys\n", at=LATER)
    numbered("7").delete()

    imports.undo(latest(), at=SOON, by=None)

    assert numbered("8").family_name == "Claes"
    assert not Person.objects.filter(employee_number="7").exists()
