"""Shifts, days away and how somebody is called; and the holidays of a site."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from mailing import outbox
from people.models import Absence, Person, Shift, Site
from privacy import audit


@transaction.atomic
def introduce(person: Person, *, called: str, language: str) -> None:
    """Remember how somebody is called and in which language they want to read us."""
    person.called, person.language = called, language
    person.save(update_fields=["called", "language", "findable"])


@transaction.atomic
def work_in_shifts(person: Person, *, weeks: Sequence[str], starts_on: date) -> None:
    """Keep the shifts of somebody by week, from a Monday on; none for the day."""
    if weeks:
        values = {"pattern": list(weeks), "starts_on": starts_on}
        Shift.objects.update_or_create(person=person, defaults=values)
    else:
        Shift.objects.filter(person=person).delete()
    outbox.rearrange(person)


@transaction.atomic
def be_away(absence: Absence) -> None:
    """Keep days on which nothing is planned; raises for a last day before the first."""
    absence.full_clean()
    absence.save()
    outbox.rearrange(absence.person)


@transaction.atomic
def be_there(absence: Absence) -> None:
    absence.delete()


@transaction.atomic
def keep_holidays(
    name: str, *, country: str, keeps: bool, at: datetime, by: Person
) -> None:
    """Say whose public holidays a site keeps, or that it works through them."""
    before = Site.objects.filter(name=name).first() or Site(name=name)
    if (before.country, before.keeps_holidays) == (country, keeps):
        return
    before.country, before.keeps_holidays = country, keeps
    before.full_clean()
    before.save()
    audit.record(by, "changed the holidays of", before, at=at)
