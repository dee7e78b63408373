"""The directory: everybody of the company, and how somebody is found in it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Prefetch, Q, QuerySet
from django.utils import timezone

from people import access
from people.models import CompanyRole, Employment, LineRequest, Person
from people.models.person import PersonQuerySet


@dataclass(frozen=True)
class Totals:
    """How many people the directory holds, and how many of whose chain is unknown."""

    people: int
    unknown: int


def directory_of(person: Person) -> PersonQuerySet:
    """Give everybody whom somebody may look up: hr all, anybody else nobody."""
    people = Person.objects.in_alphabet()
    return people if access.may_read_directory(person) else people.none()


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


def requests_of(person: Person) -> QuerySet[LineRequest]:
    """Give the changes that somebody may look at: hr all, others what touches them."""
    requests = LineRequest.objects.for_display()
    if access.is_hr(person):
        return requests
    return requests.filter(concerned__person=person, due_on__isnull=False)


def requests_to_decide(person: Person) -> QuerySet[LineRequest]:
    """Give the changes that wait for this person of hr, the oldest first; one look."""
    is_hr = Exists(CompanyRole.objects.held_by(person, access.HR))
    waiting = LineRequest.objects.waiting().filter(is_hr)
    others = waiting.exclude(asked_by=person).exclude(concerned__person=person)
    return others.for_display().order_by("asked_at", "pk")


def posts_of(person: Person, *, on: date) -> QuerySet[Employment]:
    """Give what somebody does on a day."""
    return (
        Employment.objects.current(on).filter(person=person).order_by("from_on", "pk")
    )


def changed_between(one: Person, other: Person) -> date | None:
    """Give the day on which hr last changed the chart so that it touched these two."""
    done = LineRequest.objects.filter(state=LineRequest.State.DONE)
    both = done.filter(concerned__person=one).filter(concerned__person=other)
    latest = both.order_by("-decided_at").values_list("decided_at", flat=True).first()
    return timezone.localdate(latest) if latest else None
