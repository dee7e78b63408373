"""Tests of the import; each file of it is written out where it is used."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from people.models import ImportBatch, Person
from people.operations import imports
from people.roster.report import Report

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def take(text: str, at: datetime = AT, by: Person | None = None) -> Report:
    """Take in a company that is written out as text."""
    return imports.take(text.encode(), file_name="people.csv", at=at, by=by)


def handed_in(text: str, at: datetime = AT, by: Person | None = None) -> ImportBatch:
    return imports.read_in(text.encode(), file_name="people.csv", at=at, by=by)


def numbered(number: str) -> Person:
    return Person.objects.get(employee_number=number)


def noticed(report: Report) -> list[tuple[str, str, str]]:
    """Give what was noticed beside columns: kind, who, value."""
    return [
        (str(one.kind), one.id, one.value)
        for one in report.findings
        if not one.kind.startswith("column")
    ]
