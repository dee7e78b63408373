"""What pages and operations ask about proposals and pairings."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value

from matching.eligibility import Obstacle
from matching.models import Apart, Exclusion, Pairing, Proposal
from privacy import keyring
from programmes.models import Enrolment, Programme

Two = tuple[UUID, UUID]  # (mentor, mentee), as keys of people
_FACTS: Mapping[str, Obstacle] = {
    Pairing.Kind.REGULAR: Obstacle.PREVIOUS_PAIRING,
    Exclusion.Reason.PREVIOUS: Obstacle.PREVIOUS_PAIRING,
    Exclusion.Reason.HR_PARTNER: Obstacle.HR_PARTNER,
}
#: The mentor stopped, and the mentee does not know it yet.
_UNTOLD = Q(state=Pairing.State.ENDED, ended_by=F("mentor"))
_WISHES = {"conflict": Obstacle.CONFLICT, "refused": Obstacle.REFUSED}


def wishes_of(apart: Apart) -> dict[UUID, str]:
    """Open one list in memory: for each person why, `conflict` or `refused`."""
    if not apart.sealed:
        return {}
    [binding] = apart.bindings("sealed")
    plain = keyring.current().open_value(bytes(apart.sealed), binding)
    return {UUID(person): why for person, why in json.loads(plain).items()}


@dataclass(frozen=True)
class Standing:
    """What stands in a programme: the places that are held, and who is kept apart."""

    taken: Mapping[UUID, set[int]]  # by the key of the mentor
    apart: Mapping[Two, frozenset[Obstacle]]  # in both directions


def standing_of(programme: Programme) -> Standing:
    """Read the pairs and the facts of a programme at once, and open its wishes."""
    taken: defaultdict[UUID, set[int]] = defaultdict(set)
    found: defaultdict[Two, set[Obstacle]] = defaultdict(set)
    for one, other, kind, state, slot in _rows(programme):
        if one is None or other is None:
            continue
        if state in Pairing.OPEN:
            taken[one].add(slot)
        if kind in _FACTS:
            found[one, other].add(_FACTS[kind])
            found[other, one].add(_FACTS[kind])
    for one, other, obstacle in _wishes(programme):
        found[one, other].add(obstacle)
        found[other, one].add(obstacle)
    return Standing(taken, {two: frozenset(said) for two, said in found.items()})


def kept_apart(programme: Programme) -> Mapping[Two, frozenset[Obstacle]]:
    """Give what rows of this app say of two people, in both directions."""
    return standing_of(programme).apart


def _rows(
    programme: Programme,
) -> Iterator[tuple[UUID | None, UUID | None, str, str, int]]:
    """Give pairs and exclusions alike: two people, what they are, state and place."""
    pairs = Pairing.objects.filter(programme=programme)
    here_or_everywhere = Q(programme=programme) | Q(programme=None)
    excluded = Exclusion.objects.filter(here_or_everywhere)
    two = pairs.values_list("mentor_id", "mentee_id", "kind", "state", "slot")
    facts = excluded.values_list("one_id", "other_id", "reason", Value(""), Value(0))
    yield from two.union(facts, all=True)


def _wishes(programme: Programme) -> Iterator[tuple[UUID, UUID, Obstacle]]:
    for apart in Apart.objects.filter(programme=programme):
        for other, why in wishes_of(apart).items():
            yield apart.by_id, other, _WISHES[why]


def waiting_mentees(programme: Programme) -> QuerySet[Enrolment]:
    """Give the mentees who have nobody, are not being asked and do not rather wait."""
    here = Pairing.objects.filter(programme=programme, kind=Pairing.Kind.REGULAR)
    paired = here.filter(
        Q(state__in=Pairing.OPEN) | Q(rematch=Pairing.Rematch.NOT_NOW) | _UNTOLD
    )
    asked = Proposal.objects.asked().filter(mentee__programme=programme)
    return (
        Enrolment.objects.filter(programme=programme)
        .mentees()
        .approved()
        .exclude(person__in=paired.values("mentee"))
        .exclude(pk__in=asked.values("mentee"))
        .select_related("person")
        .order_by("person__family_name", "person__given_name", "pk")
    )


def is_untold(mentee: Enrolment) -> bool:
    """Say whether the mentor of this mentee has just stopped, and only that one knows.

    Asking the mentee would be the news that comes when the undo ends.
    """
    here = Pairing.objects.filter(programme=mentee.programme_id)
    return here.filter(_UNTOLD, mentee=mentee.person_id).exists()


def places_taken(programme: Programme) -> dict[UUID, set[int]]:
    """Give for each mentor (a person's key) the places that are held."""
    taken: defaultdict[UUID, set[int]] = defaultdict(set)
    held = Pairing.objects.active().filter(programme=programme)
    for mentor, slot in held.values_list("mentor_id", "slot"):
        taken[mentor].add(slot)
    return taken


def open_in(programme: Programme) -> list[Proposal]:
    """Give what is drafted or asked in a programme, by the mentee's name."""
    found = Proposal.objects.open().filter(mentee__programme=programme)
    by_name = found.order_by("mentee__person__family_name", "pk")
    return list(by_name.for_display())
