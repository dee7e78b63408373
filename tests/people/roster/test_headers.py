"""Where the titles stand in a file, or that it has none."""

import pytest

from people.roster.reading import read


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("Number;Name\n1;Anna\n", ("Number", "Name")),
        ("Export 3.1;;\n\nNumber;Name;Site\n1;Anna;Gent\n", ("Number", "Name", "Site")),
        ("2026-11-23;;\nNumber;Name;Site\n1;Anna;Gent\n", ("Number", "Name", "Site")),
        ("Code;Wie;Baas\n1;Carla;\n", ("Code", "Wie", "Baas")),
        ("1;Carla Maes;\n7;Anna Peeters;1\n", ("", "", "")),
        ("Anna;anna@x.example\nBram;bram@x.example\n", ("", "")),
        ("Export;;\n1;Carla Maes;\n7;Anna Peeters;1\n", ("", "", "")),
        ("Kod;Name;Chef-Kod\n1;Manager;Unit\n7;Anna;\n", ("Kod", "Name", "Chef-Kod")),
        ("E100;Carla;\nE101;Bram;E100\n", ("", "", "")),
        ("Maes Carla;AB;\nPut Bram;CD;AB\n", ("", "", "")),
        ("1;Carla;Manager\n7;Anna;Team\n", ("", "", "")),
    ],
)
def test_titles_are_found_or_it_is_seen_that_there_are_none(
    text: str, header: tuple[str, ...]
) -> None:
    sheet = read(text.encode())

    assert sheet.header == header
    assert sheet.has_titles == any(header)


def test_without_titles_the_first_row_is_a_person_too() -> None:
    sheet = read(b"1;Carla Maes;\n7;Anna Peeters;1\n")

    assert [row.cells[1] for row in sheet.rows] == ["Carla Maes", "Anna Peeters"]


def test_empty_columns_behind_the_last_one_are_no_columns() -> None:
    sheet = read(("Number;Name" + ";" * 300 + "\n1;Anna" + ";" * 300).encode())

    assert sheet.header[:2] == ("Number", "Name")
    assert not any(sheet.header[2:])
