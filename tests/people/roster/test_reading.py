from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from people.roster import reading
from people.roster.reading import Row, read

NAMES = "Voornaam;Achternaam\nZoë;Müller\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_with_accents_arrive_in_every_encoding(encoding: str) -> None:
    sheet = read(NAMES.encode(encoding))

    assert sheet.header == ("Voornaam", "Achternaam")
    assert sheet.rows == (Row(2, ("Zoë", "Müller")),)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_found(delimiter: str) -> None:
    sheet = read(f"Name{delimiter}Email\nAnna{delimiter}anna@x.example".encode())

    assert sheet.rows[0].cells == ("Anna", "anna@x.example")


def test_a_delimiter_that_stands_in_cells_does_not_mislead() -> None:
    text = "Naam;Functie\nPeeters, Anna;a, b, c\nMaes, Els;d, e, f"

    assert read(text.encode()).rows[0].cells == ("Peeters, Anna", "a, b, c")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(newline: str) -> None:
    assert len(read(f"Name,Email{newline}Anna,a@x.example{newline}".encode()).rows) == 1


def test_a_title_line_and_empty_lines_before_the_header_are_passed_over() -> None:
    sheet = read(b"Export of 20/11\n\nName,Email\n,\nAnna,a@x.example")

    assert sheet.header == ("Name", "Email")
    assert sheet.rows == (Row(5, ("Anna", "a@x.example")),)


def test_rows_are_as_wide_as_the_header() -> None:
    sheet = read(b"Name,Email\nAnna\nBram,b@x.example,,")

    assert [row.cells for row in sheet.rows] == [
        ("Anna", ""),
        ("Bram", "b@x.example"),
    ]


def test_a_row_with_more_cells_than_titles_is_emptied_and_stays_wider() -> None:
    sheet = read(b"Name,Email\nMaes, Bram,b@x.example\nAnna,a@x.example")

    assert [row.cells for row in sheet.rows] == [
        ("", "", ""),
        ("Anna", "a@x.example"),
    ]


@pytest.mark.parametrize("kept", ['="007"', "'007"])
def test_a_number_that_was_kept_from_excel_is_that_number(kept: str) -> None:
    sheet = read(f"Name;Number\nAnna;{kept}".encode())

    assert sheet.rows[0].cells == ("Anna", "007")


def test_commas_in_cells_without_titles_do_not_make_columns() -> None:
    rows = "7;Anna;Sales, Marketing, IT, HR\n8;Bram;IT\n9;Els;HR\n"

    assert {len(row.cells) for row in read(rows.encode()).rows} == {3}


def test_blanks_that_nobody_sees_and_a_literal_null_are_taken_off() -> None:
    sheet = read("Name,Email\n  Anna\u00a0 Peeters\u200b ,NULL".encode())

    assert sheet.rows[0].cells == ("Anna Peeters", "")


def test_a_column_gives_what_is_written_in_it() -> None:
    sheet = read(b"Name,Email\nAnna,\nBram,b@x.example")

    assert list(sheet.column(1)) == ["b@x.example"]


def test_columns_can_be_left_out() -> None:
    sheet = read(b"Name,Pay,Email\nAnna,1,a@x.example").without([1])

    assert sheet.header == ("Name", "Email")
    assert sheet.rows[0].cells == ("Anna", "a@x.example")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \r\n\t", "The file is empty."),
        (b",,,\n,,,", "The file is empty."),
        (b"Name,Email", "no rows below"),
        (b"\x00\x01\x02Name", "not a CSV or Excel file"),
        (b"\xff\xfeN", "letters of this file"),
        (b"Name\nAnna \x81", "letters of this file"),
        ("Name\nZoë\n".encode() + "Zoë\n".encode("cp1252"), "Line 3 is written"),
        (b'Name,Email\n"Anna,a@x.example\nBram,b', "quotation mark"),
        (b"Name," + b",".join(b"c%d" % n for n in range(10_000)) + b"\nA", "columns"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence(
    content: bytes, sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        read(content)


def test_a_file_that_is_too_large_is_refused_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)

    with pytest.raises(ValidationError, match="too large"):
        read(b"Name\nAnna Peeters")


def test_a_file_of_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_ROWS", 2)

    assert len(read(b"Name\nAnna").rows) == 1
    with pytest.raises(ValidationError, match="more than 2 rows"):
        read(b"Name\nAnna\nBram")


@given(st.binary(max_size=300))
def test_no_bytes_at_all_raise_anything_but_a_sentence(content: bytes) -> None:
    with suppress(ValidationError):
        sheet = read(content)
        assert all(len(row.cells) >= len(sheet.header) for row in sheet.rows)
