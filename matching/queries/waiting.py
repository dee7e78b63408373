"""What waits on somebody in matching."""

from django.db.models import Q

from matching.models import Proposal
from people.models import Person


def proposals_waiting_for(person: Person) -> list[Proposal]:
    """Give what somebody is asked and has not answered, the oldest first."""
    as_mentor = Q(mentor__person=person, mentor_answer="")
    as_mentee = Q(mentee__person=person, mentee_answer="")
    found = Proposal.objects.asked().filter(as_mentor | as_mentee)
    return list(found.for_display().order_by("proposed_on", "pk"))
