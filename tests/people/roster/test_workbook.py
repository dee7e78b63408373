import io
import zipfile
from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook

from people.roster import workbook
from people.roster.reading import read


def saved(rows: list[list[object]], formats: dict[str, str] | None = None) -> bytes:
    """Write an Excel file in memory."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_cells_arrive_as_a_csv_would_have_them() -> None:
    content = saved(
        [
            ["Name", "Number", "Hire date", "Grade", "Location"],
            ["Anna", 42, datetime(2020, 3, 1, 12), 3.0, None],  # noqa: DTZ001 - Excel knows no zones
            ["Bram", 43, date(2021, 4, 2), 2.5, True],
        ]
    )

    sheet = read(content)

    assert sheet.header == ("Name", "Number", "Hire date", "Grade", "Location")
    assert [row.cells for row in sheet.rows] == [
        ("Anna", "42", "2020-03-01", "3", ""),
        ("Bram", "43", "2021-04-02", "2.5", "True"),
    ]


def test_a_number_that_shows_its_leading_zeros_keeps_them() -> None:
    content = saved([["Name", "Number"], ["Anna", 42]], {"B2": "00000"})

    assert read(content).rows[0].cells == ("Anna", "00042")


def test_a_formula_without_a_stored_result_is_never_taken_for_an_empty_cell() -> None:
    content = saved([["Name", "Manager"], ["Anna", "=1+1"]])

    with pytest.raises(ValidationError, match="Cell B2 holds a formula without"):
        read(content)


def test_titles_that_stop_before_the_last_column_move_nothing_in_a_workbook() -> None:
    content = saved([["Name", "Number"], ["Anna", 7, "a note"]])

    assert read(content).rows[0].cells == ("Anna", "7", "a note")


def test_a_workbook_of_too_many_rows_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("people.roster.reading.MAX_ROWS", 1)

    with pytest.raises(ValidationError, match="more than 1 rows"):
        read(saved([["Name"], ["Anna"]]))


def test_an_archive_that_is_no_workbook_gets_a_sentence() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("letter.txt", "hello")

    with pytest.raises(ValidationError, match="cannot open this Excel file"):
        read(stream.getvalue())


def test_a_damaged_archive_gets_a_sentence() -> None:
    with pytest.raises(ValidationError, match="cannot open this Excel file"):
        read(saved([["Name"], ["Anna"]])[:200])


def test_an_archive_that_would_unpack_to_too_much_is_not_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 1000)

    with pytest.raises(ValidationError, match="unpacked"):
        read(saved([["Name"], ["Anna"]]))


def test_a_bomb_is_not_unpacked() -> None:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet,
    ):
        for _each in range(200):
            sheet.write(b" " * 1024**2)

    assert len(packed.getvalue()) < 1024**2
    with pytest.raises(ValidationError, match="unpacked it has more than 150 MB"):
        workbook.rows(packed.getvalue(), most=10)


def test_a_sheet_of_too_many_cells_is_refused_while_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook, "MAX_CELLS", 5)
    book = Workbook()
    for number in range(3):
        book.worksheets[0].append([number, "Anna"])
    packed = io.BytesIO()
    book.save(packed)

    with pytest.raises(ValidationError, match="too many cells"):
        workbook.rows(packed.getvalue(), most=10)


def test_empty_cells_in_and_behind_a_row_are_empty_text() -> None:
    content = saved([["Number", "Name", "Job"], ["1", None, "cook"], ["2", "Anna", ""]])

    rows = read(content).rows

    assert [row.cells for row in rows] == [("1", "", "cook"), ("2", "Anna", "")]


def test_a_formula_whose_result_is_an_empty_text_is_an_empty_cell() -> None:
    content = saved([["Name", "Manager"], ["Anna", "=1+1"]])
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b'<c r="B2"', b'<c r="B2" t="str"'))

    assert read(stream.getvalue()).rows[0].cells == ("Anna", "")


def merged(rows: list[list[object]], *ranges: str) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    for cells in ranges:
        book.worksheets[0].merge_cells(cells)
    book.create_sheet("Other").merge_cells("A1:A9")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_cell_that_is_merged_downward_stands_in_every_row_of_it() -> None:
    content = merged(
        [["Staff of 2026"], ["Name", "Manager"], ["Anna", "Carla"], ["Bram"], ["Els"]],
        "A1:B1",
        "B3:B4",
    )

    sheet = read(content)

    assert sheet.header == ("Name", "Manager")
    assert [row.cells for row in sheet.rows] == [
        ("Anna", "Carla"),
        ("Bram", "Carla"),
        ("Els", ""),
    ]


def test_merged_cells_below_the_last_row_add_nothing() -> None:
    content = merged([["Name", "Manager"], ["Anna", "Carla"]], "B2:B90000", "D7:D9")

    assert [row.cells for row in read(content).rows] == [("Anna", "Carla")]


def test_more_merged_cells_than_a_sheet_can_have_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook, "MAX_CELLS", 8)
    rows: list[list[object]] = [["Name", "Site"], ["Anna", "Gent"], ["Bram"]]

    with pytest.raises(ValidationError, match="too many cells"):
        read(merged(rows, "B2:B3", "C2:C3", "D2:D3", "E2:E3"))
