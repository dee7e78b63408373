"""Who may not be paired, for many people at once: numbers in, obstacles out.

People are numbered 0 .. size-1 in a `Company`; a mentee or mentor of a `Pool` is
its place in the pool's list. The rule for one pair stays in `matching.rules`.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import product
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
Line = tuple[int, int]  # (the one above, the one below), as numbers of people
Places = dict[int, int]  # number of a person -> place in the pool
Key = TypeVar("Key", bound=Hashable)


class Obstacle(IntEnum):
    """A hard rule that a pair breaks; of several, the lowest is named first."""

    SAME_PERSON = 1
    HIERARCHICAL_SUPERIOR = 2
    SUBORDINATE = 3
    UNKNOWN_CHART = 4
    HR_PARTNER = 5
    SAME_MANAGER = 6
    NO_SHARED_LANGUAGE = 7
    OTHER_COUNTRY = 8
    NOT_TRAINED = 9
    NOT_APPROVED = 10
    PREVIOUS_PAIRING = 11
    CONFLICT = 12
    REFUSED = 13
    BLOCKED = 14
    NO_PLACE_LEFT = 15  # these two are only said of a pin
    PINNED_ELSEWHERE = 16

    @property
    def bit(self) -> int:
        return 1 << (self - 1)

    @property
    def rule(self) -> str:
        return self.name.lower()


Found = tuple[int, int, Obstacle]  # (place of the mentee, place of the mentor, why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The hard rules that a programme may switch; the others always hold."""

    shared_language: bool = True
    same_country: bool = False
    require_trained: bool = True
    require_approved: bool = True
    block_hr_partner: bool = True
    block_subordinate: bool = True
    block_same_manager: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Who is above whom: everybody of the chart, not only who takes part."""

    upward: tuple[Line, ...]  # every line in force that makes a superior, of any kind
    managers: tuple[Line, ...] = ()  # those of `upward` that two people can share
    hr_partners: tuple[Line, ...] = ()  # no superiors: only the direct line counts
    unknown: frozenset[int] = frozenset()  # nobody knows who is above or below them


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """M mentees and N mentors who wait for a pair; nobody is twice on one side."""

    mentees: tuple[int, ...]  # M numbers of people
    mentors: tuple[int, ...]  # N numbers of people
    mentee_languages: tuple[frozenset[str], ...]  # M
    mentor_languages: tuple[frozenset[str], ...]  # N
    mentee_countries: tuple[str, ...]  # M
    mentor_countries: tuple[str, ...]  # N
    trained: tuple[bool, ...]  # N
    approved: tuple[bool, ...]  # N
    blocks: tuple[Found, ...] = ()  # what is known of two people, rather than seen


@dataclass(frozen=True, slots=True)
class Mask:
    """What stands between the M mentees and N mentors, one bit for each obstacle.

    Mentees of one `kind` (same languages, same country) share a row of `shared`;
    what concerns two people only is listed, sorted by mentee, each pair once.
    """

    kind: IntArray  # (M,) a row of `shared`
    shared: NDArray[np.uint32]  # (kinds, N) bits
    clear: BoolArray  # (kinds, N) where `shared` is 0
    mentee: IntArray  # (P,) ascending
    mentor: IntArray  # (P,)
    own: NDArray[np.uint32]  # (P,) bits, never 0

    def bits(self, start: int, stop: int) -> NDArray[np.uint32]:
        """Give the bits of mentees start .. stop-1 against all mentors."""
        found = self.shared[self.kind[start:stop]]
        first, last = np.searchsorted(self.mentee, (start, stop))
        there = self.mentee[first:last] - start, self.mentor[first:last]
        found[there] |= self.own[first:last]
        return found

    def allowed(self, start: int, stop: int) -> BoolArray:
        """Say which pairs of mentees start .. stop-1 break no rule at all."""
        free = self.clear[self.kind[start:stop]]
        first, last = np.searchsorted(self.mentee, (start, stop))
        free[self.mentee[first:last] - start, self.mentor[first:last]] = False
        return free

    def first(self, start: int, stop: int) -> IntArray:
        """Give the obstacle to name for each pair, 0 where there is none."""
        bits = self.bits(start, stop)
        lowest = bits & (~bits + np.uint32(1))
        return np.frexp(lowest)[1].astype(np.int64)  # 2**(n-1) is 0.5 * 2**n

    def between(self, mentee: int, mentor: int) -> tuple[Obstacle, ...]:
        """List everything that keeps these two apart, the one to name first."""
        bits = int(self.bits(mentee, mentee + 1)[0, mentor])
        return tuple(obstacle for obstacle in Obstacle if bits & obstacle.bit)


def mask(company: Company, pool: Pool, rules: Rules) -> Mask:
    """Find every obstacle between the mentees and the mentors of a pool."""
    kind, shared = _by_kind(company, pool, rules)
    found = list(_pairs(company, pool, rules))
    cells = np.array([(mentee, mentor) for mentee, mentor, _ in found], dtype=np.int64)
    cells = cells.reshape(-1, 2)
    bits = np.array([obstacle.bit for *_, obstacle in found], dtype=np.uint32)
    order = np.lexsort((cells[:, 1], cells[:, 0]))
    cells, bits = cells[order], bits[order]
    fresh = np.ones(len(cells), dtype=np.bool_)
    fresh[1:] = (cells[1:] != cells[:-1]).any(axis=1)
    own = np.bitwise_or.reduceat(bits, np.flatnonzero(fresh)) if len(bits) else bits
    return Mask(kind, shared, shared == 0, cells[fresh, 0], cells[fresh, 1], own)


def superiors(company: Company) -> Callable[[int], set[int]]:
    """Give the question "who is above this person", at any depth and over any line.

    A walk upward with a visited set: it ends on cycles, where everybody is a
    superior of everybody. Intervals over the tree would miss functional lines.
    """
    above: dict[int, list[int]] = {}
    for superior, person in company.upward:
        above.setdefault(person, []).append(superior)

    def walk(person: int) -> set[int]:
        seen: set[int] = set()
        ahead = list(above.get(person, ()))
        while ahead:
            superior = ahead.pop()
            if superior not in seen:
                seen.add(superior)
                ahead.extend(above.get(superior, ()))
        return seen - {person}

    return walk


def _numbered(keys: Iterable[Key]) -> dict[Key, int]:
    return {key: number for number, key in enumerate(dict.fromkeys(keys))}


def _by_kind(
    company: Company, pool: Pool, rules: Rules
) -> tuple[IntArray, NDArray[np.uint32]]:
    """Judge what depends on languages, countries, or one of the two alone."""
    seekers = list(zip(pool.mentee_languages, pool.mentee_countries, strict=True))
    givers = list(zip(pool.mentor_languages, pool.mentor_countries, strict=True))
    lost = [person in company.unknown for person in pool.mentees]
    rows = _numbered(zip(seekers, lost, strict=True))
    columns = _numbered(givers)
    table = np.zeros((len(rows), len(columns)), dtype=np.uint32)
    for ((seeker, unknown), row), (giver, column) in product(
        rows.items(), columns.items()
    ):
        apart = _spoken_apart(seeker, giver, rules)
        table[row, column] = apart | (Obstacle.UNKNOWN_CHART.bit * unknown)
    kind = np.array([rows[key] for key in zip(seekers, lost, strict=True)], dtype=int)
    which = np.array([columns[key] for key in givers], dtype=int)
    return kind, table[:, which] | _of_mentors(company, pool, rules)


def _spoken_apart(
    seeker: tuple[frozenset[str], str], giver: tuple[frozenset[str], str], rules: Rules
) -> int:
    bits = 0
    if rules.shared_language and not seeker[0] & giver[0]:
        bits |= Obstacle.NO_SHARED_LANGUAGE.bit
    if rules.same_country and seeker[1] != giver[1]:
        bits |= Obstacle.OTHER_COUNTRY.bit
    return bits


def _of_mentors(company: Company, pool: Pool, rules: Rules) -> NDArray[np.uint32]:
    """Give the bits that a mentor carries towards everybody."""
    lost = np.array([person in company.unknown for person in pool.mentors], dtype=bool)
    raw = ~np.array(pool.trained, dtype=bool) & rules.require_trained
    unseen = ~np.array(pool.approved, dtype=bool) & rules.require_approved
    bits = lost * Obstacle.UNKNOWN_CHART.bit + raw * Obstacle.NOT_TRAINED.bit
    bits += unseen * Obstacle.NOT_APPROVED.bit
    return np.asarray(bits, dtype=np.uint32)


def _pairs(company: Company, pool: Pool, rules: Rules) -> Iterator[Found]:
    """Find what concerns two people only; a pair may come more than once."""
    mentees = {person: place for place, person in enumerate(pool.mentees)}
    mentors = {person: place for place, person in enumerate(pool.mentors)}
    for person in mentees.keys() & mentors.keys():
        yield mentees[person], mentors[person], Obstacle.SAME_PERSON
    yield from _in_line(company, mentees, mentors, rules)
    if rules.block_hr_partner:
        for partner, person in company.hr_partners:
            if person in mentees and partner in mentors:
                yield mentees[person], mentors[partner], Obstacle.HR_PARTNER
    if rules.block_same_manager:
        yield from _colleagues(company, mentees, mentors)
    yield from pool.blocks


def _in_line(
    company: Company, mentees: Places, mentors: Places, rules: Rules
) -> Iterator[Found]:
    above = superiors(company)
    for person, mentee in mentees.items():
        for superior in above(person) & mentors.keys():
            yield mentee, mentors[superior], Obstacle.HIERARCHICAL_SUPERIOR
    if rules.block_subordinate:
        for person, mentor in mentors.items():
            for superior in above(person) & mentees.keys():
                yield mentees[superior], mentor, Obstacle.SUBORDINATE


def _colleagues(company: Company, mentees: Places, mentors: Places) -> Iterator[Found]:
    teams: dict[int, tuple[list[int], list[int]]] = {}
    for manager, person in company.managers:
        led, leading = teams.setdefault(manager, ([], []))
        if person in mentees:
            led.append(mentees[person])
        if person in mentors:
            leading.append(mentors[person])
    for led, leading in teams.values():
        for mentee, mentor in product(led, leading):
            yield mentee, mentor, Obstacle.SAME_MANAGER
