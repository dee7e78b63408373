"""A second look at a finished answer: whether it is lawful, and its proof holds."""

from dataclasses import dataclass

import numpy as np

from matching.solver.field import slices
from matching.solver.problem import BoolArray, Floats, Problem, Solution


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far the value is from its bound, and how much of it does not hold."""

    gap: int
    violations: int


def verify(problem: Problem, solution: Solution) -> Verdict:
    """Look at all allowed pairs once more, block by block, from the answer alone."""
    value = solution.base * solution.matched + solution.total
    bound = int(solution.mentee_price.sum())
    bound += int((solution.mentor_price * problem.capacity).sum())
    broken = _out_of_place(problem, solution)
    for start, stop in slices(problem):
        scores = problem.scores(start, stop)
        lawful = problem.allowed(start, stop) & (problem.capacity > 0)
        broken += _unlawful(problem, solution, start, scores, lawful)
        broken += _unproven(problem, solution, start, scores, lawful)
    return Verdict(bound - value, broken)


def _out_of_place(problem: Problem, solution: Solution) -> int:
    """Count places given twice, pins not kept, prices below 0, a cover too large."""
    matched = solution.mentor_of[solution.mentor_of >= 0]
    load = np.bincount(matched, minlength=len(problem.capacity))
    free = np.ones(problem.mentees, dtype=np.bool_)
    free[[mentee for mentee, _ in problem.pins]] = False
    broken = int(np.maximum(load - problem.capacity, 0).sum())
    broken += sum(
        solution.mentor_of[mentee] != mentor for mentee, mentor in problem.pins
    )
    broken += int((solution.mentee_price[free] < 0).sum())
    broken += int((solution.mentor_price < 0).sum())
    if cover := solution.cover:
        places = int(problem.capacity[list(cover.mentors)].sum())
        broken += len(cover.mentees) + places >= solution.matched
    return int(broken)


def _unlawful(
    problem: Problem, solution: Solution, start: int, scores: Floats, lawful: BoolArray
) -> int:
    """Count pairs that may not be, below the floor, or with another score."""
    stop = start + len(scores)
    row = np.flatnonzero(solution.mentor_of[start:stop] >= 0)
    made = row, solution.mentor_of[start:stop][row]
    pinned = np.isin(row + start, [mentee for mentee, _ in problem.pins])
    wrong = ~lawful[made] | (scores[made] != solution.score[start:stop][row])
    wrong |= (scores[made] < solution.floor) & ~pinned
    return int(wrong.sum())


def _unproven(
    problem: Problem, solution: Solution, start: int, scores: Floats, lawful: BoolArray
) -> int:
    """Count allowed pairs that beat their prices, or that the cover does not touch."""
    stop = start + len(scores)
    for mentee, mentor in problem.pins:
        if start <= mentee < stop:
            lawful[mentee - start, np.arange(lawful.shape[1]) != mentor] = False
    price = solution.mentee_price[start:stop, None] + solution.mentor_price
    beaten = lawful & (scores >= solution.floor)
    beaten &= solution.base + scores.astype(np.float64) > price
    if not (cover := solution.cover):
        return int(beaten.sum())
    touched = np.isin(np.arange(start, stop), cover.mentees)[:, None] | np.isin(
        np.arange(len(problem.capacity)), cover.mentors
    )
    return int((beaten | (lawful & (scores > solution.floor) & ~touched)).sum())
