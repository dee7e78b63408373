"""Who is new in the company, and where the two layers of their onboarding stand."""

from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from people.models import Person, ReportingLine
from programmes.models import Enrolment, Programme, Welcome

#: So long after the first day somebody counts as new.
NEW_FOR = timedelta(weeks=13)


def newcomers_of(programme: Programme, *, on: date) -> QuerySet[Person]:
    """Give who is about to start or is new, the first to start first.

    What they have here is with them: see `part_here` and `welcome_here`.
    """
    parts = Enrolment.objects.mentees().filter(programme=programme)
    new = Person.objects.employed().filter(hired_on__gte=on - NEW_FOR)
    return new.order_by("hired_on", "family_name", "given_name", "pk").prefetch_related(
        Prefetch(
            "enrolments", queryset=parts.order_by("-moved_at"), to_attr="parts_here"
        ),
        Prefetch(
            "welcomes",
            queryset=Welcome.objects.filter(programme=programme),
            to_attr="welcomes_here",
        ),
    )


def part_here(person: Person) -> Enrolment | None:
    """Give the latest part as a mentee of somebody whom `newcomers_of` found."""
    parts: list[Enrolment] = getattr(person, "parts_here", [])
    return next(iter(parts), None)


def welcome_here(person: Person) -> Welcome | None:
    """Give the welcome of somebody whom `newcomers_of` found, if it has begun."""
    welcomes: list[Welcome] = getattr(person, "welcomes_here", [])
    return next(iter(welcomes), None)


def welcome_of(programme: Programme, person: Person) -> Welcome:
    """Give the welcome of a newcomer; an empty one while nothing was noted."""
    known = Welcome.objects.filter(programme=programme, person=person)
    found = known.select_related("asked_of", "signed_by").first()
    return found or Welcome(programme=programme, person=person)


def direct_superiors_of(person: Person) -> QuerySet[Person]:
    """Give whom somebody reports to over a line of their own, each once."""
    lines = ReportingLine.objects.in_force().upward().filter(person=person)
    found = Person.objects.employed().filter(pk__in=lines.values("superior"))
    return found.order_by("family_name", "given_name", "pk")
