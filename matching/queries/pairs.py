"""What pages and operations ask about proposals and pairings."""

import json
from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q, QuerySet

from matching.eligibility import Obstacle
from matching.models import Apart, Exclusion, Pairing, Proposal
from privacy import keyring
from programmes.models import Enrolment, Programme

Two = tuple[UUID, UUID]  # (mentor, mentee), as keys of people
_FACTS = {
    Exclusion.Reason.PREVIOUS: Obstacle.PREVIOUS_PAIRING,
    Exclusion.Reason.HR_PARTNER: Obstacle.HR_PARTNER,
}
_WISHES = {"conflict": Obstacle.CONFLICT, "refused": Obstacle.REFUSED}


def wishes_of(apart: Apart) -> dict[UUID, str]:
    """Open one list in memory: for each person why, `conflict` or `refused`."""
    if not apart.sealed:
        return {}
    [binding] = apart.bindings("sealed")
    plain = keyring.current().open_value(bytes(apart.sealed), binding)
    return {UUID(person): why for person, why in json.loads(plain).items()}


def kept_apart(programme: Programme) -> dict[Two, frozenset[Obstacle]]:
    """Give what rows of this app say of two people, in both directions."""
    found: defaultdict[Two, set[Obstacle]] = defaultdict(set)
    for one, other, obstacle in (*_facts(programme), *_wishes(programme)):
        found[one, other].add(obstacle)
        found[other, one].add(obstacle)
    return {two: frozenset(obstacles) for two, obstacles in found.items()}


def _facts(programme: Programme) -> Iterator[tuple[UUID, UUID, Obstacle]]:
    here_or_everywhere = Q(programme=programme) | Q(programme=None)
    for fact in Exclusion.objects.filter(here_or_everywhere):
        yield fact.one_id, fact.other_id, _FACTS[Exclusion.Reason(fact.reason)]
    past = Pairing.objects.filter(programme=programme, kind=Pairing.Kind.REGULAR)
    whole = past.exclude(mentor=None).exclude(mentee=None)
    for mentor, mentee in whole.values_list("mentor_id", "mentee_id"):
        yield mentor, mentee, Obstacle.PREVIOUS_PAIRING


def _wishes(programme: Programme) -> Iterator[tuple[UUID, UUID, Obstacle]]:
    for apart in Apart.objects.filter(programme=programme):
        for other, why in wishes_of(apart).items():
            yield apart.by_id, other, _WISHES[why]


def waiting_mentees(programme: Programme) -> QuerySet[Enrolment]:
    """Give the mentees who have nobody, are not being asked and do not rather wait."""
    here = Pairing.objects.filter(programme=programme)
    paired = here.active() | here.filter(rematch=Pairing.Rematch.NOT_NOW)
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


def places_taken(programme: Programme) -> dict[UUID, set[int]]:
    """Give for each mentor (a person's key) the places that are held."""
    taken: defaultdict[UUID, set[int]] = defaultdict(set)
    held = Pairing.objects.active().filter(programme=programme)
    for mentor, slot in held.values_list("mentor_id", "slot"):
        taken[mentor].add(slot)
    return taken


def places_asked_for(programme: Programme) -> dict[UUID, int]:
    """Give for each mentor's enrolment how many proposals wait for an answer."""
    asked: defaultdict[UUID, int] = defaultdict(int)
    waiting = Proposal.objects.asked().filter(mentor__programme=programme)
    for mentor in waiting.values_list("mentor_id", flat=True):
        asked[mentor] += 1
    return asked
