from datetime import date

import pytest

from people.roster.entry import Post, Reference
from people.roster.findings import Finding, Kind
from tests.people.roster.read_text import entries_of, kinds_of


def test_a_row_is_read_for_what_its_columns_mean() -> None:
    (anna,), findings = entries_of(
        "Number;Login;Email;First name;Last name;Known as;Language;Hire date;Job title;"
        "Department;Division;Job family;Site;Country;Grade;Working time;Start date\n"
        "007;anna7;Anna@X.example;Anna;Peeters;Ann;Nederlands;2/3/2020;Operator;"
        "Production;Works;Technical;Gent;BE;4;Deeltijds;13/5/2021"
    )

    assert (anna.number, anna.login, anna.email) == ("007", "anna7", "anna@x.example")
    assert (anna.name, anna.called, anna.language) == ("Anna Peeters", "Ann", "nl")
    assert (anna.hired_on, anna.post_from) == (date(2020, 3, 2), date(2021, 5, 13))
    assert anna.post == Post(
        "Operator", "Production", "Works", "Technical", "Gent", "BE", 4, "part"
    )
    assert kinds_of(findings) == [Kind.DATE_AMBIGUOUS]


@pytest.mark.parametrize(
    ("full", "given", "family"),
    [
        ("Anna Peeters", "Anna", "Peeters"),
        ("Peeters, Anna", "Anna", "Peeters"),
        ("Anna Van den Broeck", "Anna", "Van den Broeck"),
        ("Anna", "Anna", ""),
    ],
)
def test_a_full_name_is_cut_in_two(full: str, given: str, family: str) -> None:
    (anna,), _findings = entries_of(f"Name;Number\n{full};1")

    assert (anna.given_name, anna.family_name) == (given, family)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("1;;;;", Kind.NAME_MISSING),
        (f"1;{'a' * 101};;;", Kind.TOO_LONG),
        (f"{'1' * 41};Anna;;;", Kind.TOO_LONG),
        (f"1;Anna;{'x' * 201};;", Kind.TOO_LONG),
        ("1;Anna;;2020-01-02;2020-01-01", Kind.LEFT_BEFORE_HIRED),
    ],
)
def test_a_row_that_cannot_be_taken_in_is_a_finding(row: str, kind: Kind) -> None:
    entries, findings = entries_of(
        f"Number;First name;Job title;Hire date;End date\n{row}\n2;Bram;;;"
    )

    assert [entry.number for entry in entries] == ["2"]
    assert [(one.kind, one.row, one.is_refusal) for one in findings] == [
        (kind, 2, True)
    ]


def test_an_unreadable_cell_is_left_out_and_the_row_is_not() -> None:
    (anna,), findings = entries_of("Name,Taal,Hire date\nAnna,Klingon,soon")

    assert (anna.language, anna.hired_on) == ("", None)
    assert findings == [
        Finding(Kind.LANGUAGE_UNKNOWN, 2, "Anna", "Klingon"),
        Finding(Kind.DATE_UNREADABLE, 2, "Anna", "soon"),
    ]


@pytest.mark.parametrize(
    "incomplete", ["APEETERS", "anna@", "anna@@x.example", "a b@x"]
)
def test_an_incomplete_address_is_a_login_name(incomplete: str) -> None:
    (anna,), findings = entries_of(f"Number;Name;Email\n7;Anna;{incomplete}")

    assert (anna.email, anna.login) == ("", incomplete)
    assert findings == [Finding(Kind.NO_ADDRESS, 2, "7", incomplete)]


def test_a_login_column_counts_more_than_an_incomplete_address() -> None:
    (anna,), _findings = entries_of("Name;Email;Login\nAnna;APEETERS;anna7")

    assert anna.login == "anna7"


@pytest.mark.parametrize("nothing", ["N/A", "n/d", "-", "XX", "none"])
def test_a_placeholder_is_no_identity(nothing: str) -> None:
    (anna,), findings = entries_of(
        f"Number;Name;Email;Login\n{nothing};Anna;{nothing};{nothing}"
    )

    assert (anna.number, anna.email, anna.login, anna.id) == ("", "", "", "Anna")
    assert findings == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("nl-BE", "nl"), ("Français", "fr"), ("EN", "en"), ("Deutsch", "de"), ("N", "nl")],
)
def test_languages_are_known_by_name_and_code(text: str, code: str) -> None:
    (anna,), _findings = entries_of(f"Name,Taal\nAnna,{text}")

    assert anna.language == code


@pytest.mark.parametrize(
    ("text", "grade"),
    [("4", 4), ("SCS4", None), ("", None), ("99999", None), ("²", None)],
)
def test_a_grade_is_a_number_or_nothing(text: str, grade: int | None) -> None:
    (anna,), _findings = entries_of(f"Name,Grade\nAnna,{text}")

    assert anna.post.grade == grade


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Temps partiel", "part"),
        ("Ploegendienst", "shift"),
        ("100%", "full"),
        ("?", "full"),
    ],
)
def test_working_time_is_one_of_three(text: str, kind: str) -> None:
    (anna,), _findings = entries_of(f"Name,Working time\nAnna,{text}")

    assert anna.post.working_time == kind


def test_superiors_of_every_kind_are_named() -> None:
    (anna,), _findings = entries_of(
        "Name;Manager;Functional manager;Acting manager;Acting until;HR partner\n"
        "Anna;1;2;3;2027-01-31;4"
    )

    assert anna.references == (
        Reference("line", "1"),
        Reference("functional", "2"),
        Reference("acting", "3", date(2027, 1, 31)),
        Reference("hr_partner", "4"),
    )


def test_a_row_whose_cells_moved_is_refused_by_its_number() -> None:
    (bram,), findings = entries_of(
        "Number,Name,Site,Manager\n7,Maes, Anna,,8\n8,Bram,,"
    )

    assert bram.number == "8"
    assert [(one.kind, one.row) for one in findings] == [(Kind.TOO_WIDE, 2)]


@pytest.mark.parametrize(
    ("numbers", "named"),
    [
        ("0 1 2", "0"),
        ("0 0 1", "0"),
        ("000 001", "0"),
        ("NA AM EC", "NA"),
        ("xx ab cd", "xx"),
    ],
)
def test_a_word_for_nobody_that_is_somebodys_number_names_them(
    numbers: str, named: str
) -> None:
    rows = "".join(f"{number};Anna;{named}\n" for number in numbers.split())

    entries, _findings = entries_of(f"Number;Name;Manager\n{rows}")

    assert [entry.number for entry in entries] == numbers.split()
    assert {entry.references for entry in entries} == {(Reference("line", named),)}


def test_what_a_spreadsheet_did_not_find_is_a_manager_whom_nobody_knows() -> None:
    (anna,), _findings = entries_of("Number;Name;Site;Manager\n7;Anna;#N/A;#N/A")

    assert anna.references == (Reference("line", "#N/A"),)
    assert anna.post.site == ""


@pytest.mark.parametrize("nobody", ["", "XX", "None", "N/A", "NULL", "geen", "0", "-"])
def test_a_manager_cell_may_say_that_there_is_none(nobody: str) -> None:
    (anna,), _findings = entries_of(f"Name,Manager\nAnna,{nobody}")

    assert anna.references == ()
