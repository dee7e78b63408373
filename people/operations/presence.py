"""What somebody says of themselves: a name, a language, shifts and days away."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from people.models import Absence, Person, Shift


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


@transaction.atomic
def be_away(absence: Absence) -> None:
    """Keep days on which nothing is planned; raises for a last day before the first."""
    absence.full_clean()
    absence.save()


@transaction.atomic
def be_there(absence: Absence) -> None:
    absence.delete()
