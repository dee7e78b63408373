"""A trail to work on."""

from datetime import UTC, datetime, timedelta

from django.db import connection

from privacy import audit, guards
from privacy.models import AuditEntry, AuditSeal
from tests.factories import make_person

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def make_acts(number: int, *, first: datetime = NOON) -> None:
    anna = make_person()
    for minute in range(number):
        audit.record(anna, "walked by", anna, at=first + timedelta(minutes=minute))


def make_chain(number: int = 6) -> None:
    make_acts(number)
    audit.seal_committed()


def meddle() -> None:
    """Do what somebody does first who wants to change the trail: guards off."""
    guards.remove(connection)


def seal_at(position: int) -> AuditSeal:
    return AuditSeal.objects.get(position=position)


def entry_at(position: int) -> AuditEntry:
    return AuditEntry.objects.get(pk=seal_at(position).entry_id)
