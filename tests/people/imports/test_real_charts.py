import json

import pytest

from people import org_chart
from people.models import Employment, ImportChange, Person
from people.operations import imports
from tests.people.imports import AT, DAY, FIXTURES, TODAY, noticed

pytestmark = pytest.mark.django_db

#: people, pairs, roots, depth: as facts.json of the data sets has them. Each row of
#: adventureworks-dw with a key of its own is a person; six of them left.
FACTS = {
    "chinook.csv": (8, 12, 1, 3),
    "oracle_hr.csv": (107, 208, 1, 4),
    "adventureworks_dw.csv": (296, 847, 1, 5),
}
LEFT = {"chinook.csv": 0, "oracle_hr.csv": 0, "adventureworks_dw.csv": 6}
CHARTS = pytest.mark.parametrize("name", FACTS)


def content_of(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


@CHARTS
def test_a_published_chart_is_taken_in_with_the_counts_of_its_facts(name: str) -> None:
    report = imports.take(content_of(name), file_name=name, at=AT, by=None)

    facts = (report.people, report.superior_pairs, report.roots, report.depth)
    assert facts == FACTS[name]
    assert (report.created, report.left) == (FACTS[name][0] - LEFT[name], LEFT[name])
    assert (report.changed, report.unchanged, report.refused) == (0, 0, 0)
    assert report.hierarchy_unknown == 0
    everybody = Person.objects.values_list("pk", flat=True)
    assert len(everybody) == FACTS[name][0]
    assert len(org_chart.superior_pairs(everybody)) == FACTS[name][1]


@CHARTS
def test_the_same_chart_again_changes_nobody(name: str) -> None:
    imports.take(content_of(name), file_name=name, at=AT, by=None)

    report = imports.take(content_of(name), file_name=name, at=AT + DAY, by=None)

    assert (report.unchanged, report.is_empty) == (report.people, True)
    assert report.differences == ()
    assert Person.objects.count() == FACTS[name][0]
    assert Employment.objects.exclude(until_on=None).count() == LEFT[name]


@CHARTS
def test_a_preview_says_what_the_act_does(name: str) -> None:
    batch = imports.read_in(content_of(name), file_name=name, at=AT, by=None)

    seen = imports.look(batch, at=AT, by=None)

    assert not Person.objects.exists()
    assert not ImportChange.objects.exists()
    imports.apply(batch, at=AT, by=None, plan=seen.plan)
    batch.refresh_from_db()
    assert imports.report_of(batch) == seen


def test_a_birth_date_or_a_wage_is_nowhere_in_the_database() -> None:
    report = imports.take(
        content_of("adventureworks_dw.csv"), file_name="x", at=AT, by=None
    )

    refused = {one.value for one in report.findings if one.kind == "column_refused"}
    assert {"EmployeeNationalIDAlternateKey", "BirthDate", "BaseRate"} <= refused
    batch = ImportChange.objects.first()
    assert batch is not None
    titles = imports.sheet_of(batch.batch).header
    assert refused.isdisjoint(titles)
    kept = json.dumps([row.cells for row in imports.sheet_of(batch.batch).rows])
    assert "14417807" not in kept
    assert "12/11/1981" not in kept


def test_history_rows_are_people_who_left_and_their_addresses_are_free() -> None:
    imports.take(content_of("adventureworks_dw.csv"), file_name="x", at=AT, by=None)

    rob = Person.objects.filter(given_name="Rob", family_name="Walters")
    assert rob.count() == 2
    assert rob.get(left_on=None).email == "rob0@adventure-works.com"
    assert rob.exclude(left_on=None).get().email is None


def test_the_invented_company_is_taken_in_with_its_traps_named() -> None:
    report = imports.take(
        content_of("company60.csv"), file_name="company60.csv", at=AT, by=None
    )

    assert (report.people, report.created, report.refused) == (60, 60, 0)
    assert (report.roots, report.depth, report.hierarchy_unknown) == (1, 5, 2)
    unknown = Person.objects.filter(chart_state="unknown").in_alphabet()
    assert [str(person) for person in unknown] == ["Anke Roels", "Guy Thiry"]
    assert set(noticed(report)) == {
        ("top_of_line", "00001", "Hilde Van Damme"),
        ("folded_id", "00019", "12"),
        ("unknown_manager", "00075", "00099"),
        ("shared_address", "00026", "ploeg.c@fabriek-noord.example"),
        ("shared_address", "00027", "ploeg.c@fabriek-noord.example"),
    }
    assert Person.objects.filter(email=None).count() == 4
    languages = Person.objects.values_list("language", flat=True)
    assert set(languages) == {"nl", "fr", "en"}
    kinds = {kind for _superior, kind in _lines_of("00022")}
    assert kinds == {"line", "acting", "hr_partner"}
    assert Employment.objects.current(TODAY).count() == 60


def _lines_of(number: str) -> set[tuple[str, str]]:
    lines = Person.objects.get(employee_number=number).lines_up.in_force()
    return {(line.superior.given_name, line.kind) for line in lines}
