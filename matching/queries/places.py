"""How many places somebody has and holds, and who sees their profile."""

from collections import Counter
from dataclasses import dataclass

from matching.models import Pairing
from people.models import Person
from programmes.models import Enrolment


@dataclass(frozen=True)
class Places:
    """One part of somebody in a programme; places are a mentor's only."""

    enrolment: Enrolment
    all: int
    left: int


def places_of(person: Person) -> list[Places]:
    """Give the parts that somebody has today, each with its places, in two looks."""
    held = Pairing.objects.active().filter(mentor=person)
    taken = Counter(held.values_list("programme_id", flat=True))
    parts = Enrolment.objects.filter(person=person, state__in=Enrolment.SIGNED_UP)
    return [
        Places(
            part, part.capacity, max(part.capacity - taken.get(part.programme_id, 0), 0)
        )
        for part in parts.for_display().order_by("programme__name", "role", "pk")
    ]


def partners_of(person: Person) -> list[Person]:
    """Give those with whom somebody is a pair today, each once."""
    pairings = Pairing.objects.of(person).filter(state__in=Pairing.OPEN)
    others = (
        one.other_than(person) for one in pairings.for_display().order_by("started_on")
    )
    return list(dict.fromkeys(one for one in others if one is not None))
