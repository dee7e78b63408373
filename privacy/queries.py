"""Who did what, as those who may know it read it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import models
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from privacy.models import Audience, AuditEntry, AuditEntryQuerySet, Pseudonym


@dataclass(frozen=True)
class Act:
    """One entry of the audit trail, with whoever did it, where that is still known."""

    at: datetime
    who: models.Model | None
    by_the_house: bool
    verb: str
    about_kind: str


def acts_about(person: models.Model) -> list[Act]:
    """Say what others did with a person's data ("who looked?"), newest first."""
    mine = _names_of(person)
    return _acts(AuditEntry.objects.filter(subject__in=mine).exclude(actor__in=mine))


def acts_by(person: models.Model) -> list[Act]:
    """Say what a person did, newest first."""
    return _acts(AuditEntry.objects.filter(actor__in=_names_of(person)))


def acts_in_programme(scope: UUID, *, limit: int) -> list[Act]:
    """Say what was last done in a programme, for its coordinators."""
    return _acts(AuditEntry.objects.for_programme(scope), limit)


def acts_in_house(*, limit: int) -> list[Act]:
    """Say what was last done in the house, for its administrators."""
    return _acts(AuditEntry.objects.for_house(), limit)


def private_acts_per_month() -> dict[date, int]:
    """Count the acts that only those concerned read: the house knows no more."""
    months = (
        AuditEntry.objects.filter(audience=Audience.SELF)
        .values_list(TruncMonth("at"))
        .annotate(Count("pk"))
        .order_by()
    )
    return {month.date(): number for month, number in months}


def export_of(person: models.Model) -> dict[str, list[dict[str, str]]]:
    """Give everything that this app keeps about a person, ready to be written down."""
    return {
        "what I did": [_written(act) for act in acts_by(person)],
        "what others did with my data": [_written(act) for act in acts_about(person)],
    }


def _names_of(person: models.Model) -> QuerySet[Pseudonym, str]:
    return Pseudonym.objects.filter(person=person.pk).values_list("value", flat=True)


def _acts(entries: AuditEntryQuerySet, limit: int | None = None) -> list[Act]:
    found = list(entries.order_by("-at", "pk")[:limit])
    names = Pseudonym.objects.filter(value__in={entry.actor for entry in found})
    people = {name.value: name.person for name in names.select_related("person")}
    return [
        Act(
            at=entry.at,
            who=people.get(entry.actor),
            by_the_house=not entry.actor,
            verb=entry.verb,
            about_kind=entry.about_kind,
        )
        for entry in found
    ]


def _written(act: Act) -> dict[str, str]:
    return {
        "at": act.at.isoformat(),
        "who": str(act.who or ""),
        "did": act.verb,
        "what": act.about_kind,
    }
