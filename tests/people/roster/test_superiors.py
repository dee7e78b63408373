import pytest

from people.roster.candidates import Candidate
from people.roster.findings import Kind
from people.roster.superiors import Index, Known, Links
from tests.people.roster.read_text import kinds_of, people_of

CHIEF = "1;chief1;chief@x.example;Carla;De Wit;"
DIRECTORY = Index([Known("outside", "900", "out@x.example", "out9", "Otto", "Buiten")])


def links_of(*rows: str) -> Links:
    people, _findings = people_of(
        "\n".join(["Number;Login;Email;First name;Last name;Manager", *rows])
    )
    return Links(people, DIRECTORY)


@pytest.mark.parametrize(
    "named",
    [
        "1",
        "chief1",
        "CHIEF1",
        "chief@x.example",
        "Chief@X.example",
        "Carla De Wit",
        "De Wit Carla",
        "De Wit, Carla",
        "carla de wit",
    ],
)
def test_a_manager_is_known_by_everything_they_are_called(named: str) -> None:
    links = links_of(f"7;;;Anna;Peeters;{named}", CHIEF)

    (link,) = links.found
    assert (link.person, link.superior) == ("number:7", "number:1")
    assert links.findings == []


@pytest.mark.parametrize(
    "named", ["900", "out@x.example", "out9", "Otto Buiten", "Buiten, Otto"]
)
def test_a_manager_may_be_somebody_whom_only_the_directory_knows(named: str) -> None:
    (link,) = links_of(f"7;;;Anna;Peeters;{named}").found

    assert link.superior == "outside"


def test_a_number_counts_before_anything_else() -> None:
    links = links_of("7;;;Anna;Peeters;1", CHIEF, "2;1;;Bram;Maes;")

    assert links.found[0].superior == "number:1"


@pytest.mark.parametrize(
    ("named", "superior"),
    [
        ("17", "number:0017"),
        ("AB 3", "number:ab3"),
        ("17.0", "number:0017"),
        ("0900", "outside"),
    ],
)
def test_zeros_capitals_and_blanks_are_ignored_when_one_number_is_left(
    named: str, superior: str
) -> None:
    links = links_of(
        f"7;;;Anna;Peeters;{named}", "0017;;;Bram;Maes;", "ab3;;;Els;Cools;"
    )

    assert [link.superior for link in links.found] == [superior]
    assert kinds_of(links.findings) == [Kind.FOLDED_ID]


@pytest.mark.parametrize("named", ["1-7", "1.7", "170", "0017.5"])
def test_signs_are_never_ignored_they_tell_numbers_apart(named: str) -> None:
    links = links_of(f"7;;;Anna;Peeters;{named}", "0017;;;Bram;Maes;")

    assert links.found == []
    assert kinds_of(links.findings) == [Kind.UNKNOWN_MANAGER]


def test_the_float_of_a_spreadsheet_is_not_ten_times_that_number() -> None:
    links = links_of("9;;;Anna;Peeters;7.0", "7;;;Bram;Maes;", "70;;;Els;Cools;")

    assert [link.superior for link in links.found] == ["number:7"]


def test_nothing_is_ignored_when_two_numbers_would_be_left() -> None:
    links = links_of("7;;;Anna;Peeters;17", "0017;;;Bram;Maes;", "017;;;Els;Cools;")

    assert links.found == []
    assert links.missing == {"number:7"}
    assert kinds_of(links.findings) == [Kind.UNKNOWN_MANAGER]


@pytest.mark.parametrize("named", ["999", "nobody@x.example", "000", "?!"])
def test_a_manager_whom_nobody_knows_is_missed(named: str) -> None:
    links = links_of(f"7;;;Anna;Peeters;{named}")

    assert links.missing == {"number:7"}
    assert [(one.kind, one.id, one.value) for one in links.findings] == [
        (Kind.UNKNOWN_MANAGER, "7", named)
    ]


def test_a_name_that_two_people_have_names_nobody() -> None:
    links = links_of("7;;;Anna;Peeters;Bram Maes", "2;;;Bram;Maes;", "3;;;Bram;Maes;")

    assert links.found == []
    assert links.missing == {"number:7"}
    assert kinds_of(links.findings) == [Kind.AMBIGUOUS_MANAGER]


def test_who_manages_themselves_gets_no_line_and_misses_nobody() -> None:
    links = links_of("7;;;Anna;Peeters;7")

    assert (links.found, links.missing) == ([], set())
    assert links.self_managed == {"number:7"}
    assert kinds_of(links.findings) == [Kind.SELF_MANAGED]


@pytest.mark.parametrize("named", ["999", "7"])
def test_an_hr_partner_who_is_unknown_or_oneself_is_missed_by_nobody(
    named: str,
) -> None:
    people, _findings = people_of(f"Number;Name;HR partner\n7;Anna;{named}")

    links = Links(people, Index([]))

    assert (links.found, links.missing, links.self_managed) == ([], set(), set())


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [CHIEF, "7;;;Anna;Peeters;1", "8;;;Els;Cools;Anna Peeters"]

    def found(people: list[str]) -> set[tuple[str, str]]:
        return {(one.person, one.superior) for one in links_of(*people).found}

    assert found(rows) == found(rows[::-1])


def test_nobody_is_named_by_an_empty_file() -> None:
    nobody: list[Candidate] = []

    assert Links(nobody, DIRECTORY).found == []
