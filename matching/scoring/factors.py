"""The factors of a score: what each compares, and what it is worth in permille."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.scoring.profiles import Offer, Profile, Wishes

PERMILLE = 1000
GOAL_UNITS = 20
HALF_DAYS = 10
NEAR_HOURS = 2
# Worth of a mentor so many grades above; more is 200, below the mentee 100.
SENIORITY = {0: 400, 1: 800, 2: 1000, 3: 900, 4: 500}
A_STEP_DOWN = 150  # what each next wish is worth less than the one before
MOST_PREFERRED = 7  # the eighth would be worth less than nothing

Part = tuple[NDArray[np.float32], NDArray[np.float32]]  # (M, f) rows, (f, N) columns
Speech = tuple[str | None, frozenset[str]]  # the preferred language, all languages
Whereabouts = tuple[str, str, float, bool]
Silo = tuple[str, str]  # department, division
Key = TypeVar("Key", bound=Hashable)


def goal_units(goals: Mapping[str, int]) -> dict[str, int]:
    """Share 20 whole units over the goals by weight: largest remainder, then name."""
    total = sum(goals.values())
    if not total:
        return {}
    units = {goal: GOAL_UNITS * weight // total for goal, weight in goals.items()}
    left = GOAL_UNITS - sum(units.values())
    by_need = sorted(
        goals, key=lambda goal: (-(GOAL_UNITS * goals[goal] % total), goal)
    )
    for goal in by_need[:left]:
        units[goal] += 1
    return units


def _family(skill: str) -> str:
    return skill.partition(".")[0]


def _numbered(keys: Iterable[Key]) -> dict[Key, int]:
    return {key: number for number, key in enumerate(dict.fromkeys(keys))}


def _skills(mentees: Sequence[Wishes], mentors: Sequence[Offer]) -> Part:
    """Count for each unit of a goal 10 a level, or 4 a level of a sibling skill."""
    goals = _numbered(goal for mentee in mentees for goal in mentee.goals)
    families = _numbered(map(_family, goals))
    wanted = np.zeros((len(mentees), len(goals)), dtype=np.float32)
    for row, mentee in enumerate(mentees):
        for goal, share in goal_units(mentee.goals).items():
            wanted[row, goals[goal]] = share
    levels = np.zeros((len(goals), len(mentors)), dtype=np.float32)
    siblings = np.zeros((len(families), len(mentors)), dtype=np.float32)
    for skill, level, column in _taught(mentors):
        if skill in goals:
            levels[goals[skill], column] = level
        if (kin := families.get(_family(skill))) is not None:
            siblings[kin, column] = max(siblings[kin, column], level)
    kin_of = [families[_family(goal)] for goal in goals]
    return wanted, np.maximum(10 * levels, 4 * siblings[kin_of])


def _taught(mentors: Sequence[Offer]) -> Iterator[tuple[str, int, int]]:
    for column, mentor in enumerate(mentors):
        for skill, level in mentor.skills.items():
            yield skill, level, column


def _crossed(
    mentees: Sequence[Profile],
    mentors: Sequence[Profile],
    trait: Callable[[Profile], Key],
    worth: Callable[[Key, Key], int],
) -> Part:
    """Write a table of traits as a product: the smaller side as a choice of one."""
    lefts, rights = list(map(trait, mentees)), list(map(trait, mentors))
    rows, columns = _numbered(lefts), _numbered(rights)
    cells = [[worth(left, right) for right in columns] for left in rows]
    table = np.array(cells, dtype=np.float32).reshape(len(rows), len(columns))
    row = [rows[left] for left in lefts]
    column = [columns[right] for right in rights]
    if len(rows) <= len(columns):
        return np.eye(len(rows), dtype=np.float32)[row], table[:, column]
    return table[row], np.eye(len(columns), dtype=np.float32)[:, column]


def _language(mentees: Sequence[Profile], mentors: Sequence[Profile]) -> Part:
    """Speaking the mentee's preferred language is best, any shared one is good."""

    def trait(person: Profile) -> Speech:
        return next(iter(person.languages), None), frozenset(person.languages)

    def worth(mentee: Speech, mentor: Speech) -> int:
        if mentee[0] in mentor[1]:
            return 1000
        return 600 if mentee[1] & mentor[1] else 0

    return _crossed(mentees, mentors, trait, worth)


def _place(mentees: Sequence[Profile], mentors: Sequence[Profile]) -> Part:
    """Compare where the two are: the first line that is true counts."""

    def trait(person: Profile) -> Whereabouts:
        return person.location, person.country, person.utc_offset, person.onsite

    def worth(mentee: Whereabouts, mentor: Whereabouts) -> int:
        lines = (
            (1000, mentee[0] == mentor[0]),
            (100, mentee[3] or mentor[3]),
            (700, mentee[1] == mentor[1]),
            (500, abs(mentee[2] - mentor[2]) <= NEAR_HOURS),
            (200, True),
        )
        return next(permille for permille, holds in lines if holds)

    return _crossed(mentees, mentors, trait, worth)


def _seniority(mentees: Sequence[Profile], mentors: Sequence[Profile]) -> Part:
    """Two grades above is best; where a grade is unknown the two count as equal."""

    def trait(person: Profile) -> int | None:
        return person.grade

    def worth(mentee: int | None, mentor: int | None) -> int:
        if mentee is None or mentor is None:
            return SENIORITY[0]
        return 100 if mentor < mentee else SENIORITY.get(mentor - mentee, 200)

    return _crossed(mentees, mentors, trait, worth)


def _cross_silo(mentees: Sequence[Profile], mentors: Sequence[Profile]) -> Part:
    """Another division is best: a mentor who is far enough to be independent."""

    def trait(person: Profile) -> Silo:
        return person.department, person.division

    def worth(mentee: Silo, mentor: Silo) -> int:
        if mentee[0] == mentor[0]:
            return 200
        return 600 if mentee[1] == mentor[1] else 1000

    return _crossed(mentees, mentors, trait, worth)


def _availability(mentees: Sequence[Profile], mentors: Sequence[Profile]) -> Part:
    """Count the half-days that both have; each of the mentee's is worth the same."""
    days = np.arange(HALF_DAYS)
    asked = np.array([mentee.availability for mentee in mentees], dtype=np.int64)
    given = np.array([mentor.availability for mentor in mentors], dtype=np.int64)
    wanted = asked[:, None] >> days & 1
    each = PERMILLE // np.maximum(wanted.sum(axis=1, keepdims=True), 1)
    free = given >> days[:, None] & 1
    return (wanted * each).astype(np.float32), free.astype(np.float32)


def wishes(people: Sequence[Profile]) -> Iterator[tuple[int, int, int]]:
    """Give who wishes whom, and the permille of it; a name said twice counts once."""
    for place, person in enumerate(people):
        for other in dict.fromkeys(person.preferred):
            if other >= 0:
                rank = person.preferred.index(other)
                yield place, other, PERMILLE - A_STEP_DOWN * rank


# The factors that are a product of rows and columns.
PARTS: Mapping[str, Callable[[Sequence[Wishes], Sequence[Offer]], Part]] = {
    "skills": _skills,
    "language": _language,
    "place": _place,
    "seniority": _seniority,
    "cross_silo": _cross_silo,
    "availability": _availability,
}
