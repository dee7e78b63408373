"""What an import does, laid out as its pages show it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from people import access
from people.models import ImportBatch, Person
from people.roster.fields import Field
from people.roster.findings import REFUSALS, Finding, Kind
from people.roster.report import Difference, Report

MOST_SHOWN = 50
_FIELDS = {
    **{str(field): field.label for field in Field},
    "employee_number": Field.NUMBER.label,
}


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
    asks: bool  # how dates are written that can be read in two ways


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
        asks=bool(report.of_kinds([Kind.DATE_AMBIGUOUS])),
    )


def batches_of(person: Person) -> QuerySet[ImportBatch]:
    """Give the files that somebody may look at, the latest first."""
    batches = ImportBatch.objects.order_by("-at", "pk")
    return batches if access.may_import(person) else batches.none()
