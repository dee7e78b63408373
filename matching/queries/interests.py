"""Whom a coordinator stands too near to, and what nobody follows for that reason."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from matching.models import InterestDeclared, OutsideCoordinator, Pairing
from matching.queries.pairs import waiting_mentees
from people import org_chart
from people.models import Person
from programmes.models import Programme, Role


def coordinators_of(programme: Programme) -> list[Person]:
    """Give who coordinates a programme now."""
    roles = Role.objects.open().filter(programme=programme, kind=Role.Kind.COORDINATOR)
    return [role.person for role in roles.select_related("person").order_by("pk")]


def close_to(coordinator: Person, programme: Programme) -> frozenset[UUID]:
    """Give whom somebody does not follow here: who is below, declared, and oneself."""
    declared = InterestDeclared.objects.standing().filter(
        coordinator=coordinator, programme=programme
    )
    near = Q(pk=coordinator.pk) | Q(pk__in=org_chart.reports_of(coordinator))
    found = Person.objects.filter(near | Q(pk__in=declared.values("person")))
    return frozenset(found.values_list("pk", flat=True))


def interests_of(coordinator: Person, programme: Programme) -> list[InterestDeclared]:
    """Give what a coordinator has declared here, by name."""
    standing = InterestDeclared.objects.standing().filter(
        coordinator=coordinator, programme=programme
    )
    by_name = standing.order_by("person__family_name", "person__given_name", "pk")
    return list(by_name.select_related("person"))


def self_service(programme: Programme) -> frozenset[UUID]:
    """Give the pairs that nobody may follow: the two decide, and help goes on."""
    here = Pairing.objects.filter(programme=programme)
    lasting = here.exclude(state=Pairing.State.ENDED)
    nobody_s = set(lasting.values_list("pk", flat=True))
    for person in (*coordinators_of(programme), *_from_outside(programme)):
        if nobody_s:
            followed = here.followed_by(person)
            nobody_s -= set(followed.values_list("pk", flat=True))
    return frozenset(nobody_s)


def unfollowed_mentees(programme: Programme) -> frozenset[UUID]:
    """Give the parts of waiting mentees whom every coordinator stands too near to."""
    waiting = waiting_mentees(programme).values_list("pk", "person_id")
    near = [close_to(one, programme) for one in coordinators_of(programme)]
    return frozenset(
        part for part, person in waiting if near and all(person in one for one in near)
    )


def outside_coordinators_of(pairing: Pairing) -> list[OutsideCoordinator]:
    """Give who was asked from outside to follow this pair."""
    standing = OutsideCoordinator.objects.filter(pairing=pairing, until_at=None)
    return list(standing.select_related("person").order_by("from_at", "pk"))


def follows_something(person: Person) -> bool:
    """Say whether somebody coordinates, or was asked from outside to follow a pair."""
    outside = OutsideCoordinator.objects.filter(person=person, until_at=None)
    return Programme.objects.coordinated_by(person).exists() or outside.exists()


def _from_outside(programme: Programme) -> Iterable[Person]:
    asked = OutsideCoordinator.objects.filter(
        pairing__programme=programme, until_at=None
    )
    return Person.objects.filter(pk__in=asked.values("person"))
