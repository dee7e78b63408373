"""What a file does not say is asked, and what was answered is remembered."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from people.models import ImportBatch, Person
from people.operations import imports
from people.operations import people as acts
from people.operations.people import Facts
from people.roster.columns import Choices, Said
from tests.factories import make_administrator, make_hr
from tests.people.imports import AT, DAY, handed_in, numbered, take

pytestmark = pytest.mark.django_db

NAMELESS = "1;Carla Maes;;carla@x.example\n7;Anna Peeters;1;anna@x.example\n"
COMPANY = "Number;Name\n" + "\n".join(f"{n};Person {n}" for n in range(1, 41))
WHOLE = Said(whole_company=True)


def whole(text: str, leaving: int | None = None, by: Person | None = None) -> None:
    imports.take(
        text.encode(),
        file_name="people.csv",
        at=AT + DAY,
        by=by,
        said=WHOLE,
        leaving=leaving,
    )


def test_columns_without_titles_are_asked_by_position_and_never_stored() -> None:
    batch = handed_in(NAMELESS)

    with pytest.raises(ValidationError, match="has no column titles"):
        imports.look(batch, at=AT, by=None)
    assert "Carla" not in str(batch.mapping)
    imports.remap(batch, Choices({1: "number", 2: "full_name", 3: "line"}, {}))

    assert imports.look(batch, at=AT, by=None).superior_pairs == 1


def test_a_command_says_columns_by_position() -> None:
    said = Said(columns=("number", "full_name", "line"))

    imports.take(NAMELESS.encode(), file_name="x", at=AT, by=None, said=said)

    assert numbered("7").lines_up.get().superior == numbered("1")
    assert numbered("7").email is None  # nothing was said of the fourth


def test_what_columns_mean_is_remembered_once_it_was_applied() -> None:
    text = "Code;Wie;Baas\n1;Carla;\n7;Anna;1\n"
    batch = handed_in(text)
    choices = Choices({1: "number", 2: "full_name", 3: "line"}, {})
    imports.remap(batch, choices)
    assert [one.field for one in imports.columns_of(handed_in(text))] == ["", "", ""]
    imports.apply(batch, at=AT, by=None)

    again = handed_in(text)

    meanings = [column.field for column in imports.columns_of(again)]
    assert meanings == ["number", "full_name", "line"]


@pytest.mark.parametrize(
    ("order", "day"), [("day", date(2020, 4, 3)), ("month", date(2020, 3, 4))]
)
def test_dates_that_can_be_read_in_two_ways_are_asked(order: str, day: date) -> None:
    batch = handed_in("Number;Name;Hire date\n7;Anna;03/04/2020\n")
    imports.look(batch, at=AT, by=None)
    assert imports.asked_in(batch) == {3}

    meanings = {1: "number", 2: "full_name", 3: "hired_on"}
    imports.remap(batch, Choices(meanings, {3: order}))
    imports.look(batch, at=AT, by=None)

    assert imports.asked_in(batch) == set()
    imports.apply(batch, at=AT, by=None)
    assert numbered("7").hired_on == day


def test_whoever_is_not_in_a_part_of_the_company_stays() -> None:
    take(COMPANY)

    take("Number;Name\n1;Person 1\n", at=AT + DAY)

    assert Person.objects.employed().count() == 40


def test_whoever_is_not_in_the_whole_company_has_left() -> None:
    take(COMPANY)

    whole(COMPANY.replace("\n40;Person 40", ""))

    gone = numbered("40")
    assert (gone.may_sign_in, gone.left_on) == (False, AT.date())
    assert Person.objects.employed().count() == 39


def test_beyond_one_in_twenty_the_number_is_typed() -> None:
    take(COMPANY)
    half = "\n".join(COMPANY.split("\n")[:21])

    for said in (None, 19, 21):
        with pytest.raises(ValidationError, match="20 people are not in this file"):
            whole(half, leaving=said)
    assert Person.objects.employed().count() == 40

    whole(half, leaving=20)

    assert Person.objects.employed().count() == 20


def test_who_runs_the_place_and_who_is_still_to_come_are_not_let_go() -> None:
    take(COMPANY)
    hr, administrator = make_hr(), make_administrator()
    coming = acts.add(Facts("Nora", hired_on=(AT + 9 * DAY).date()), at=AT, by=hr)

    whole(COMPANY, by=hr)

    for person in (hr, administrator, coming):
        person.refresh_from_db()
        assert person.may_sign_in


def test_who_was_let_go_by_mistake_comes_back_by_the_undo() -> None:
    take("Number;Name;Title;Email\n1;Carla;Head;c@x.example\n2;Dirk;Head;d@x.example\n")
    whole("Number;Name\n1;Carla\n", leaving=1)
    assert numbered("2").email is None

    batch = ImportBatch.objects.latest("undo_until")
    imports.undo(batch, at=AT + DAY, by=None)

    dirk = numbered("2")
    assert (dirk.may_sign_in, dirk.left_on, dirk.email) == (True, None, "d@x.example")
    assert dirk.employments.open().count() == 1


def test_a_register_number_in_any_cell_is_emptied_and_said() -> None:
    report = take(
        "Number;Name;Title\n1;Carla;Head\n2;Dirk;85.07.30-033.28\n3;Els;Planner\n"
        "4;Farid;BE71 0961 2345 6769\n5;Greet;Operator\n"
    )

    (batch,) = ImportBatch.objects.all()
    titles = [row.cells[2] for row in imports.sheet_of(batch).rows]
    assert titles == ["Head", "", "Planner", "", "Operator"]
    dropped = report.as_json()["dropped_cells"]
    assert [(one["row"], one["value"]) for one in dropped] == [(3, ""), (5, "")]


def test_a_role_that_one_person_has_names_a_manager() -> None:
    report = take(
        "Name;Email;Role;Reports to\nCarla;c@x.example;CEO;none\n"
        "Dirk;d@x.example;Plant head;CEO\nAnna;a@x.example;Operator;plant head\n"
        "Bram;b@x.example;Operator;operator\n"
    )

    assert report.superior_pairs == 3
    assert [one["value"] for one in report.as_json()["unknown_managers"]] == [
        "operator"
    ]
