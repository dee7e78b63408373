"""What waits on somebody in matching."""

from dataclasses import dataclass

from django.db.models import Q

from matching.models import Proposal
from matching.queries.pairs import waiting_mentees
from people.models import Person
from programmes.models import Programme


@dataclass(frozen=True)
class Seekers:
    """How many mentees of a programme look for a mentor."""

    programme: Programme
    count: int


def proposals_waiting_for(person: Person) -> list[Proposal]:
    """Give what somebody is asked and has not answered, the oldest first."""
    as_mentor = Q(mentor__person=person, mentor_answer="")
    as_mentee = Q(mentee__person=person, mentee_answer="")
    found = Proposal.objects.asked().filter(as_mentor | as_mentee)
    return list(found.for_display().order_by("proposed_on", "pk"))


def seekers_for(coordinator: Person) -> list[Seekers]:
    """Give the programmes in which a coordinator has mentees without a mentor."""
    mine = Programme.objects.coordinated_by(coordinator).may_pair()
    counted = [Seekers(one, waiting_mentees(one).count()) for one in mine]
    return [one for one in counted if one.count]
