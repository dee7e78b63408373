"""Small dirty files of invented people: no superior is ever missed in silence."""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people import org_chart
from people.models import Person
from people.operations import imports
from people.roster.report import Report
from tests.people.imports import AT
from tests.people.naive_chart import superiors

pytestmark = pytest.mark.django_db(transaction=False)

#: The numbers of a company, as its place in the list is written.
NUMBERS: tuple[Callable[[int], str], ...] = (
    str,
    lambda place: f"{place:04d}",
    lambda place: f"{place + 7}",
    lambda place: f"{10 ** (place % 4)}{place}",
    lambda place: f"E-{place:02d}",
)
HEADERS = (
    ("Number", "Name", "E-mail", "Manager", "End date"),
    ("Personeelsnr.", "Naam", "E-mailadres", "Nummer leidinggevende", "Uit dienst"),
    ("N° matricule", "Nom complet", "Courriel", "Matricule du responsable", "Date fin"),
    ("Personal-Nr.", "Mitarbeiter", "E-Mail", "Vorgesetzter", "Austritt"),
    ("USERID", "displayName", "mail", "MANAGER", "terminationDate"),
)
GIVEN_NAMES = ("Anna", "Bram", "Carla", "Dirk", "Els", "Zoë")
#: How a manager's number gets spoilt on its way through a spreadsheet.
SPOILS: tuple[Callable[[str], str], ...] = (
    str,
    str.lower,
    lambda number: f"{number}.0",
    lambda number: number.lstrip("0") or "0",
    lambda number: f"\u00a0{number} ",
    lambda number: f'="{number}"',
)


@dataclass
class Company:
    """A file, and the truth about it: whom each row names, by place in the list."""

    numbers: list[str]
    lines: set[tuple[int, int]] = field(default_factory=set)
    content: bytes = b""


@st.composite
def companies(draw: st.DrawFn) -> Company:
    places = range(draw(st.integers(3, 6)))
    write = draw(st.sampled_from(NUMBERS))
    company = Company([write(place) for place in places])
    rows = [_row(draw, company, place) for place in places]
    again = draw(st.lists(st.sampled_from(list(places)), max_size=2))
    rows += [_row(draw, company, place) for place in again]
    header = draw(st.sampled_from(HEADERS))
    version = draw(st.sampled_from([[], [["Export 3.1"]]]))
    company.content = _written(draw, [*version, header, *draw(st.permutations(rows))])
    return company


def _row(draw: st.DrawFn, company: Company, place: int) -> list[str]:
    number = company.numbers[place]
    above = draw(st.sampled_from([None, "ghost", *range(len(company.numbers))]))
    nobody = draw(st.sampled_from(["", "none", "NULL"]))
    manager = "99999" if above == "ghost" else nobody
    if isinstance(above, int):
        company.lines.add((above, place))
        manager = draw(st.sampled_from(SPOILS))(company.numbers[above])
    name = draw(st.sampled_from([f"{GIVEN_NAMES[place]} Maes"] * 4 + ["N/D", ""]))
    mailbox = draw(st.sampled_from(["", "all@x.example", f"p{place}@x.example"]))
    return [
        number,
        name,
        mailbox,
        manager,
        draw(st.sampled_from(["", "2020-1-31"])),
    ]


def _written(draw: st.DrawFn, rows: list[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    delimiter = draw(st.sampled_from(",;\t|"))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return text.getvalue().encode(draw(st.sampled_from(["utf-8-sig", "cp1252"])))


def outcome_of(content: bytes) -> tuple[Report, dict[str, str], set[tuple[str, str]]]:
    """Give the report, the chart state of each number, and who stands above whom."""
    with transaction.atomic():
        report = imports.take(content, file_name="dirty.csv", at=AT, by=None)
        people = {one.pk: one for one in Person.objects.all()}
        number_of = {pk: one.employee_number or "" for pk, one in people.items()}
        states = {number_of[pk]: one.chart_state for pk, one in people.items()}
        pairs = {
            (number_of[superior], number_of[person])
            for superior, person in org_chart.superior_pairs(people)
        }
        transaction.set_rollback(True)
    return report, states, pairs


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(company=companies())
def test_every_superior_is_found_or_the_chain_is_said_to_be_unknown(
    company: Company,
) -> None:
    report, states, pairs = outcome_of(company.content)

    refused = {one.id for one in report.findings if one.is_refusal}
    silently: dict[str, set[str]] = defaultdict(set)
    for place, person in enumerate(company.numbers):
        for above in superiors(place, company.lines):
            superior = company.numbers[above]
            is_said = states.get(person) == "unknown"
            if (superior, person) not in pairs and not is_said:
                silently[person].add(superior)
    assert {one: ups for one, ups in silently.items() if one not in refused} == {}


def test_a_row_without_a_name_brings_one_more_superior_of_its_number() -> None:
    content = b"Number;Name;Manager\n0;Anna Maes;\n1;Bram Maes;\n2;Carla Maes;1\n1;;0\n"

    _report, _states, pairs = outcome_of(content)

    assert {("0", "1"), ("1", "2"), ("0", "2")} <= pairs
