"""The command that takes in a company from a file."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from people.models import ImportBatch, Person

pytestmark = pytest.mark.django_db

COMPANY = "Number;Name;Manager;Loon\n1;Carla;;100\n7;Anna;1;90\n8;;1;80\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "people.csv"
    found.write_text(COMPANY)
    return found


def test_a_file_is_taken_in(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_people", str(file))

    assert Person.objects.count() == 2
    said = capsys.readouterr()
    assert said.out.startswith("Taken in: people 2, created 2, changed 0")
    assert said.err == "Row 4 refused: This row has no name.\n"


def test_a_dry_run_says_the_same_and_changes_nothing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_people", str(file), "--dry-run")

    assert not Person.objects.exists()
    assert not ImportBatch.objects.exists()
    assert capsys.readouterr().out.startswith("Would take in: people 2, created 2")


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_a_report_is_written_as_json(file: Path, options: list[str]) -> None:
    target = file.with_suffix(".json")

    call_command("import_people", str(file), "--report", str(target), *options)

    written = json.loads(target.read_text())
    assert (written["people"], written["superior_pairs"]) == (2, 1)
    assert written["refused"][0]["row"] == 4
    assert [one["value"] for one in written["dropped_columns"]] == ["Loon"]
    for name in ("unknown_managers", "self_managed", "repeated_ids", "folded_ids"):
        assert written[name] == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (
            b"Colour\nred",
            "No column holds a name. The columns of this file are: Colour.",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_in_gets_one_sentence(
    file: Path, content: bytes, sentence: str
) -> None:
    file.write_bytes(content)

    with pytest.raises(CommandError) as refusal:
        call_command("import_people", str(file))

    assert str(refusal.value) == sentence
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_not_there_gets_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"cannot be read: No such file"):
        call_command("import_people", str(tmp_path / "nothing.csv"))


def test_a_report_that_cannot_be_written_is_said(file: Path) -> None:
    with pytest.raises(CommandError, match=r"cannot be written"):
        call_command("import_people", str(file), "--report", str(file / "report.json"))


def test_what_a_file_does_not_say_is_said_with_the_command(file: Path) -> None:
    file.write_text("1;Carla;;03/04/2020\n7;Anna;1;04/05/2020\n")

    call_command(
        "import_people",
        str(file),
        "--columns=number,full_name,line,hired_on",
        "--dates=month",
    )

    hired_on = Person.objects.get(employee_number="7").hired_on
    assert str(hired_on) == "2020-04-05"


def test_a_meaning_that_no_column_has_is_refused(file: Path) -> None:
    with pytest.raises(CommandError, match="No column can hold this: shoe size"):
        call_command("import_people", str(file), "--columns=number,shoe size")


def test_the_whole_company_is_said_with_the_number_of_those_who_leave(
    file: Path,
) -> None:
    call_command("import_people", str(file))
    file.write_text("Number;Name\n1;Carla\n")

    with pytest.raises(CommandError, match="1 person is not in this file"):
        call_command("import_people", str(file), "--whole-company")
    call_command("import_people", str(file), "--whole-company", "--leaving=1")

    assert not Person.objects.get(employee_number="7").may_sign_in
