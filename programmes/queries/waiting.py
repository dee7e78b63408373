"""What waits on somebody in the frame: an invitation, or applications to decide on."""

from dataclasses import dataclass

from django.db.models import Count, Q

from people.models import Person
from programmes.models import Enrolment, Programme


@dataclass(frozen=True)
class Applications:
    """How many people of a programme wait for a yes."""

    programme: Programme
    count: int


def invitations_of(person: Person) -> list[Enrolment]:
    """Give the invitations that somebody has not answered."""
    invited = Enrolment.objects.filter(person=person, state=Enrolment.State.INVITED)
    return list(invited.for_display().order_by("programme__name", "pk"))


def applications_for(coordinator: Person) -> list[Applications]:
    """Give the programmes in which a coordinator has people to decide on."""
    undecided = Q(
        enrolments__state__in=[
            Enrolment.State.APPLIED,
            Enrolment.State.IN_SELECTION,
        ]
    ) & ~Q(enrolments__person=coordinator)
    mine = Programme.objects.coordinated_by(coordinator).order_by("name", "pk")
    counted = mine.annotate(
        undecided=Count("enrolments", filter=undecided, distinct=True)
    ).values_list("pk", "undecided")
    counts = dict(counted)
    return [Applications(one, counts[one.pk]) for one in mine if counts[one.pk]]


def drafts_of(coordinator: Person) -> list[Programme]:
    """Give the programmes that a coordinator has not opened yet."""
    mine = Programme.objects.coordinated_by(coordinator)
    drafts = mine.filter(state=Programme.State.DRAFT)
    return list(drafts.order_by("name", "pk"))
