"""Who has a mentor: asked by pages that look across apps."""

from collections.abc import Collection
from uuid import UUID

from matching.models import Pairing
from people.models import Person
from programmes.models import Programme


def mentors_of(programme: Programme, people: Collection[Person]) -> dict[UUID, Person]:
    """Give the mentor of each of these people, or whoever stands in now."""
    pairs = Pairing.objects.active().filter(programme=programme, mentee__in=people)
    return {
        pair.mentee_id: pair.mentor
        for pair in pairs.select_related("mentor").order_by("kind")  # stand_in is last
        if pair.mentee_id and pair.mentor
    }
