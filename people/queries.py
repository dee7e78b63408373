"""Reads about people that span rows: the directory, a person's place in the chart."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from people import access, org_chart
from people.models import (
    Chart,
    Employment,
    ImportBatch,
    Person,
    ReportingLine,
)
from people.roster.fields import Field
from people.roster.findings import REFUSALS, Finding, Kind
from people.roster.report import Difference, Report

MOST_WORDS = 4
MOST_REPORTS = 50
MOST_SHOWN = 50
_FIELDS = {
    **{str(field): field.label for field in Field},
    "employee_number": Field.NUMBER.label,
}


@dataclass(frozen=True)
class Place:
    """Somebody's place in the chart, as their page shows it."""

    up: list[ReportingLine]
    partners: list[ReportingLine]
    above: list[Person]
    down: list[ReportingLine]
    more_down: int
    coming: list[ReportingLine]
    trouble: str
    chart: Chart


@dataclass(frozen=True)
class Totals:
    """How many people the directory holds, and how many of whose chain is unknown."""

    people: int
    unknown: int


@dataclass(frozen=True)
class Figure:
    """A number of an import with its words."""

    label: str
    value: int


@dataclass(frozen=True)
class Noticed:
    """Everything of one kind that an import noticed; the first ones are shown."""

    reason: str
    count: int
    shown: list[Finding]
    is_refusal: bool


@dataclass(frozen=True)
class Changed:
    """One thing that changes about somebody, with its name in words."""

    difference: Difference
    field: str


@dataclass(frozen=True)
class Outcome:
    """What a file does, in the order in which hr wants to know it."""

    figures: list[Figure]
    noticed: list[Noticed]
    changes: list[Changed]
    more_changes: int


def outcome_of(report: Report) -> Outcome:
    """Lay out a report for its page; long lists are cut, the file has them whole."""
    figures = (
        (_("new"), report.created),
        (_("changed"), report.changed),
        (_("unchanged"), report.unchanged),
        (_("left"), report.left),
        (_("rows refused"), report.refused),
    )
    return Outcome(
        figures=[Figure(label, value) for label, value in figures],
        noticed=[
            Noticed(str(kind.label), len(some), some[:MOST_SHOWN], kind in REFUSALS)
            for kind in Kind
            if (some := report.of_kinds([kind]))
        ],
        changes=[
            Changed(one, str(_FIELDS[one.field]))
            for one in report.differences[:MOST_SHOWN]
        ],
        more_changes=max(0, len(report.differences) - MOST_SHOWN),
    )


def directory_of(person: Person) -> QuerySet[Person]:
    """Give everybody whom somebody may look up: hr all, anybody else nobody."""
    people = Person.objects.in_alphabet()
    return people if access.may_read_directory(person) else people.none()


def batches_of(person: Person) -> QuerySet[ImportBatch]:
    """Give the files that somebody may look at, the latest first."""
    batches = ImportBatch.objects.order_by("-at", "pk")
    return batches if access.may_import(person) else batches.none()


def found(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Keep those who have each word in a name, a number or as their address."""
    for word in text.split()[:MOST_WORDS]:
        named = Person.objects.named(word)
        people = people & (Person.objects.with_address(word) if "@" in word else named)
    return people


def with_unknown_chart(people: QuerySet[Person]) -> QuerySet[Person]:
    """Keep those who cannot be paired before hr has put their line right."""
    return people.filter(chart_state=Person.ChartState.UNKNOWN)


def with_posts(people: QuerySet[Person], *, on: date) -> QuerySet[Person]:
    """Fetch with each person what they do on a day, as `posts`."""
    current = Employment.objects.current(on).order_by("from_on", "pk")
    return people.prefetch_related(
        Prefetch("employments", queryset=current, to_attr="posts")
    )


def totals(people: QuerySet[Person]) -> Totals:
    """Count the directory in one query."""
    unknown = Q(chart_state=Person.ChartState.UNKNOWN)
    counts = people.order_by().aggregate(
        people=Count("pk"), unknown=Count("pk", filter=unknown)
    )
    return Totals(**counts)


def place_of(person: Person, *, on: date) -> Place:
    """Say who is above and below somebody, and what is wrong with it, if anything."""
    lines = ReportingLine.objects.select_related("superior", "person")
    held = list(lines.in_force().filter(person=person).order_by("from_on", "pk"))
    up = [line for kind in ReportingLine.UPWARD for line in held if line.kind == kind]
    down = lines.in_force().filter(superior=person)
    sorted_down = down.order_by("person__family_name", "person__given_name", "pk")
    shown = list(sorted_down[: MOST_REPORTS + 1])
    coming = lines.filter(Q(person=person) | Q(superior=person), from_on__gt=on)
    superiors = Person.objects.filter(pk__in=org_chart.chain_above(person))
    return Place(
        up=up,
        partners=[line for line in held if line not in up],
        above=list(superiors.in_alphabet()),
        down=shown[:MOST_REPORTS],
        more_down=down.count() - MOST_REPORTS if len(shown) > MOST_REPORTS else 0,
        coming=list(coming.order_by("from_on", "pk")),
        trouble=_trouble(person, has_superior=bool(up)),
        chart=Chart.objects.get(),
    )


def _trouble(person: Person, *, has_superior: bool) -> str:
    """Say why it is not known who is above somebody; empty when it is."""
    if person.chart_state == Person.ChartState.KNOWN:
        return ""
    if person.superior_missing:
        return _("The last file names a superior whom nobody here knows.")
    if not has_superior:
        return _("Nobody is above this person, and nobody reports to them.")
    return _("The line above this person does not end at a top of the company.")
