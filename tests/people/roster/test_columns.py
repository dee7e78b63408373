import pytest

from people.roster.columns import (
    Choices,
    Column,
    as_fields,
    columns_of,
    findings_of,
    has_names,
    is_secret,
    recognised,
    remembered,
    renamed,
)
from people.roster.fields import TITLES, Field, folded
from people.roster.findings import Finding, Kind
from people.roster.reading import Row, Sheet


def sheet(*header: str, rows: tuple[tuple[str, ...], ...] = ()) -> Sheet:
    return Sheet(header, tuple(Row(n, cells) for n, cells in enumerate(rows, 2)))


def fields_of(*header: str) -> list[str]:
    return [column.field for column in columns_of(sheet(*header))]


def test_titles_are_known_in_four_languages() -> None:
    wanted = ["number", "given_name", "family_name", "email", "line"]

    for titles in (
        ("Employee ID", "First Name", "Last Name", "E-mail", "Manager"),
        ("Personeelsnr.", "Voornaam", "Achternaam", "E-mailadres", "Leidinggevende"),
        ("N° matricule", "Prénom", "Nom", "Courriel", "Responsable"),
        ("Personalnummer", "Vorname", "Nachname", "E-Mail-Adresse", "Führungskraft"),
    ):
        known = [one or "number" for one in fields_of(*titles)]
        assert known == wanted


def test_every_field_has_titles_and_no_title_means_two_things() -> None:
    titles = [title for known in TITLES.values() for title in set(known)]

    assert set(TITLES) == set(Field.values)
    assert {one for one in titles if titles.count(one) > 1} == set()


def test_of_two_columns_with_one_meaning_the_better_title_wins() -> None:
    assert fields_of("Manager name", "Manager ID") == ["", "line"]
    assert fields_of("ID", "Employee number") == ["", "number"]
    assert fields_of("Name", "Name") == ["full_name", ""]


@pytest.mark.parametrize(
    "title",
    [
        "Salary",
        "Loon",
        "Actual Pay Floor (£)",
        "BirthDate",
        "Geboortedatum",
        "INSZ",
        "Rijksregisternummer",
        "EmployeeNationalIDAlternateKey",
        "IBAN",
        "BSN-nummer",
        "Gender",
        "SickLeaveHours",
    ],
)
def test_what_must_not_be_kept_is_known_by_its_title(title: str) -> None:
    (column,) = columns_of(sheet(title))

    assert column.is_forbidden
    assert findings_of([column]) == [Finding(Kind.COLUMN_REFUSED, 0, "1", title)]


def test_a_column_of_dutch_register_numbers_is_known_by_its_elevens() -> None:
    numbers = ("111222333", "123456782", "1234.56.782", "111 222 333", "100000009")
    rows = tuple((number,) for number in numbers)

    (column,) = columns_of(sheet("Code", rows=rows))
    (too_few,) = columns_of(sheet("Code", rows=rows[:2]))
    (other,) = columns_of(sheet("Code", rows=(("123456789",),) * 6))

    assert column.is_forbidden
    assert not too_few.is_forbidden
    assert not other.is_forbidden


def test_without_titles_a_column_of_addresses_is_known() -> None:
    columns = columns_of(sheet("", "", rows=(("Anna", "anna@x.example"),)))

    assert [column.field for column in columns] == ["", "email"]


def test_an_earlier_file_says_what_the_same_titles_mean() -> None:
    columns = columns_of(sheet("Wie", "Baas", "Salary"))
    said = renamed(columns, Choices({1: "full_name", 2: "line"}, {2: "day"}))

    assert remembered(columns, said) == said
    assert remembered(columns, said[:2]) == columns


@pytest.mark.parametrize(
    ("cell", "secret"),
    [
        ("85.07.30-033.28", True),
        ("85.07.30-033.29", False),
        ("BE71 0961 2345 6769", True),
        ("85073003328", False),  # as likely somebody's employee number
        ("Anna Peeters-Janssens", False),
    ],
)
def test_a_single_secret_is_known_where_it_stands(cell: str, *, secret: bool) -> None:
    assert is_secret(cell) == secret


@pytest.mark.parametrize(
    ("titles", "wanted"),
    [
        (("employeeId", "givenName", "surname", "userPrincipalName"), "Entra"),
        (("externalId", "name.givenName", "name.familyName", "userName"), "SCIM"),
        (("personIdExternal", "firstName", "lastName", "username"), "SuccessFactors"),
        (("employeeNumber", "First Name", "Last Name", "Login"), "BambooHR"),
        (("staff_id", "first_name", "last_name", "login"), "Personio"),
        (("Worker ID", "Legal First Name", "Legal Last Name", "User Name"), "Workday"),
        (
            ("Employee ID", "First Name [Required]", "Last Name [Required]", "login"),
            "Google",
        ),
        (("employeeId", "root.firstName", "root.surname", "login"), "HiBob"),
    ],
)
def test_the_keys_of_other_systems_are_known(
    titles: tuple[str, ...], wanted: str
) -> None:
    found = fields_of(*titles)

    assert found == ["number", "given_name", "family_name", "login"], wanted


@pytest.mark.parametrize(
    "title",
    [
        "manager.id",
        "managerId",
        "Reporting To",
        "reportsTo",
        "work.reportsTo.email",
        "supervisorEId",
        "Manager Email",
    ],
)
def test_managers_have_many_titles(title: str) -> None:
    assert fields_of("Name", title)[1] == "line"


@pytest.mark.parametrize(
    "title", ["PayrollNumber", "Pays", "Passnumber", "Loonnummer", "Place of work"]
)
def test_a_title_that_only_looks_alike_is_not_forbidden(title: str) -> None:
    (column,) = columns_of(sheet(title))

    assert not column.is_forbidden


@pytest.mark.parametrize(
    "values",
    [
        ("85.07.30-033.28", "85073003328"),
        ("00.01.25-156.03",),
        ("BE68 5390 0754 7034", "BE71096123456769", "be68539007547034"),
    ],
)
def test_what_must_not_be_kept_is_known_by_its_check_digits(
    values: tuple[str, ...],
) -> None:
    rows = tuple((value,) for value in values)

    (column,) = columns_of(sheet("Code", rows=rows))

    assert column.is_forbidden


@pytest.mark.parametrize(
    "values", [("12345678901", "85073003329"), ("BE68539007547035",), ("00042",), ()]
)
def test_numbers_without_those_check_digits_are_kept(values: tuple[str, ...]) -> None:
    rows = tuple((value,) for value in values)

    (column,) = columns_of(sheet("Employee number", rows=rows))

    assert column == Column(1, 0, "Employee number", "number")


def test_what_is_kept_is_counted_without_what_is_not() -> None:
    columns = columns_of(sheet("Salary", "Name", "Colour"))

    assert columns == (
        Column(1, -1, "Salary"),
        Column(2, 0, "Name", "full_name"),
        Column(3, 1, "Colour"),
    )
    assert as_fields(columns) == {Field.FULL_NAME: 0}
    assert [one.kind for one in findings_of(columns)] == [
        Kind.COLUMN_REFUSED,
        Kind.COLUMN_UNKNOWN,
    ]


def test_a_person_may_say_what_a_column_means_but_not_of_what_is_gone() -> None:
    columns = columns_of(sheet("Salary", "Wie", "Name"))

    said = renamed(columns, Choices({1: "number", 2: "full_name", 3: ""}, {}))

    assert [column.field for column in said] == ["", "full_name", ""]


def test_a_file_needs_a_name() -> None:
    assert has_names(columns_of(sheet("Voornaam")))
    assert not has_names(columns_of(sheet("Personeelsnummer")))


def test_titles_are_counted_once_per_meaning() -> None:
    assert recognised(["Name", "Full name", "E-mail", "Colour"]) == 2


def test_spellings_meet_without_accents_capitals_and_signs() -> None:
    assert folded("Prénom d'Usage") == folded("PRENOM-dusage")
