"""What waits on somebody in the frame: an invitation, or applications to decide on."""

from dataclasses import dataclass
from datetime import date

from people.models import Person
from programmes.models import Enrolment, Programme
from programmes.queries.newcomers import newcomers_of


@dataclass(frozen=True)
class Waiting:
    """How many people wait for something in a programme."""

    programme: Programme
    count: int


def invitations_of(person: Person) -> list[Enrolment]:
    """Give the invitations that somebody has not answered."""
    invited = Enrolment.objects.filter(person=person, state=Enrolment.State.INVITED)
    return list(invited.for_display().order_by("programme__name", "pk"))


def newcomers_for(coordinator: Person, *, on: date) -> list[Waiting]:
    """Give the onboarding programmes with newcomers whom nobody has asked in yet."""
    mine = Programme.objects.coordinated_by(coordinator).accepts_enrolment()
    welcoming = mine.filter(kind=Programme.Kind.ONBOARDING).order_by("name", "pk")
    counted = [Waiting(one, _unasked(one, on=on)) for one in welcoming]
    return [one for one in counted if one.count]


def coordinates_something(person: Person) -> bool:
    return Programme.objects.coordinated_by(person).exists()


def followed_by(coordinator: Person) -> list[Programme]:
    """Give the open programmes of a coordinator, by name."""
    mine = Programme.objects.coordinated_by(coordinator).announced()
    return list(mine.order_by("name", "pk"))


def drafts_of(coordinator: Person) -> list[Programme]:
    """Give the programmes that a coordinator has not opened yet."""
    mine = Programme.objects.coordinated_by(coordinator)
    drafts = mine.filter(state=Programme.State.DRAFT)
    return list(drafts.order_by("name", "pk"))


def _unasked(programme: Programme, *, on: date) -> int:
    asked = Enrolment.objects.mentees().filter(programme=programme)
    new = newcomers_of(programme, on=on).exclude(pk__in=asked.values("person"))
    return new.count()
