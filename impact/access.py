"""Whose releases one may open; what they say is the same for everybody."""

from django.db.models import Q, QuerySet

from people.models import CompanyRole, Person
from programmes.models import Programme, Role

VIEWERS = (Role.Kind.IMPACT_VIEWER, Role.Kind.COORDINATOR)


def open_to(person: Person) -> QuerySet[Programme]:
    """Give the programmes whose impact this person may see.

    Managers who were given the role, coordinators, hr and administrators, and
    participants: they see the same bytes as their managers.
    """
    opened = Programme.objects.exclude(state=Programme.State.DRAFT)
    company = CompanyRole.objects.held_by(person, *CompanyRole.Kind.values)
    if company.exists():
        return opened
    roles = Role.objects.held_by(person).filter(kind__in=VIEWERS)
    enrolled = Programme.objects.taken_part_by(person)
    mine = Q(pk__in=roles.values("programme")) | Q(pk__in=enrolled.values("pk"))
    return opened.filter(mine)
