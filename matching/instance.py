"""Everything a matching is decided on, and how it becomes a problem for the solver.

The product and the neutral file both build an `Instance`; from there on everything
is the same. This is the only module that knows all three parts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from matching.eligibility import Company, Found, Mask, Obstacle, Pool, Rules, mask
from matching.scoring import WEIGHTS, Encoding, Offer, Wishes, encode
from matching.solver import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee(Wishes):
    """Somebody who seeks a mentor."""

    person: int  # number in the company


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor(Offer):
    """Somebody who offers places."""

    person: int  # number in the company
    capacity: int  # places, 0 or more
    trained: bool = True
    approved: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """One round: who takes part, what is known of two people, what counts.

    In `blocks` and `pins` people are meant by their place among mentees and mentors.
    """

    company: Company
    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    blocks: tuple[Found, ...] = ()
    pins: tuple[tuple[int, int], ...] = ()
    rules: Rules = field(default_factory=Rules)
    weights: Mapping[str, int] = field(default_factory=lambda: WEIGHTS)

    def pool(self) -> Pool:
        return Pool(
            mentees=tuple(mentee.person for mentee in self.mentees),
            mentors=tuple(mentor.person for mentor in self.mentors),
            mentee_languages=tuple(frozenset(each.languages) for each in self.mentees),
            mentor_languages=tuple(frozenset(each.languages) for each in self.mentors),
            mentee_countries=tuple(mentee.country for mentee in self.mentees),
            mentor_countries=tuple(mentor.country for mentor in self.mentors),
            trained=tuple(mentor.trained for mentor in self.mentors),
            approved=tuple(mentor.approved for mentor in self.mentors),
            blocks=self.blocks,
        )


@dataclass(frozen=True, slots=True)
class RefusedPin:
    """A pin that breaks hard rules: it is not kept."""

    mentee: int
    mentor: int
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An instance as numbers: ask the mask why not, the encoding why, and solve."""

    mask: Mask
    encoding: Encoding
    problem: Problem  # with the lawful pins only
    refused: tuple[RefusedPin, ...]


def prepare(instance: Instance) -> Prepared:
    """Work out the rules and the scores of an instance, and judge its pins."""
    found = mask(instance.company, instance.pool(), instance.rules)
    encoding = encode(instance.mentees, instance.mentors, instance.weights)
    refused = tuple(_refused(instance, found))
    unlawful = {(pin.mentee, pin.mentor) for pin in refused}
    problem = Problem(
        mentees=len(instance.mentees),
        capacity=np.array([each.capacity for each in instance.mentors], dtype=np.int64),
        units=encoding.units,
        scores=encoding.block,
        allowed=found.allowed,
        pins=tuple(pin for pin in dict.fromkeys(instance.pins) if pin not in unlawful),
    )
    return Prepared(found, encoding, problem, refused)


def _refused(instance: Instance, found: Mask) -> Iterator[RefusedPin]:
    """Judge the pins in their order; the first of two that clash is kept."""
    room = [mentor.capacity for mentor in instance.mentors]
    settled: set[int] = set()
    for mentee, mentor in dict.fromkeys(instance.pins):
        obstacles = found.between(mentee, mentor)
        if mentee in settled:
            obstacles += (Obstacle.PINNED_ELSEWHERE,)
        elif not room[mentor]:
            obstacles += (Obstacle.NO_PLACE_LEFT,)
        if obstacles:
            yield RefusedPin(mentee, mentor, obstacles)
        else:
            settled.add(mentee)
            room[mentor] -= 1
