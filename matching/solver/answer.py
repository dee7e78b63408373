"""From a problem to its answer: pins set aside, solved, put back, and proven."""

from dataclasses import replace

import numpy as np

from matching.solver.candidates import best_of_each
from matching.solver.fairness import highest_floor
from matching.solver.field import Field, held, without_pins
from matching.solver.optimum import Optimum, optimum
from matching.solver.problem import (
    BoolArray,
    Cover,
    IntArray,
    Mode,
    Problem,
    Solution,
)

EXACT_IN_FLOAT64 = 2**53


def solve(problem: Problem, *, mode: Mode = Mode.TOTAL, rtol: float = 0.0) -> Solution:
    """Pair as many as can be, and of all such ways the best one, with its proof.

    With rtol the total may be short of the best by that share; participation never.
    Raises ValueError when the pins are unlawful or the numbers too large to be exact.
    """
    if problem.base * 4 * max(len(problem.capacity), 1) > EXACT_IN_FLOAT64:
        raise ValueError("So many people and such large weights cannot be summed.")
    field = without_pins(held(problem))
    best = optimum(field, best_of_each(field), rtol)
    if mode is Mode.TOTAL or not len(best.scores):
        return _answer(field, best)
    floor, mentees, mentors, pairs = highest_floor(field, best)
    field = replace(field, floor=floor)
    best = optimum(field, pairs.at_least(floor), rtol)
    return _answer(field, best, _named(field, mentees, mentors) if floor else None)


def _named(field: Field, mentees: BoolArray, mentors: BoolArray) -> Cover:
    """Say who covers, with the pins: either the mentor does, or the mentee."""
    mentees, mentors = mentees.copy(), mentors | _filled(field)
    for mentee, mentor in field.problem.pins:
        mentees[mentee] = not mentors[mentor]
    return Cover(
        tuple(np.flatnonzero(mentees).tolist()), tuple(np.flatnonzero(mentors).tolist())
    )


def _filled(field: Field) -> BoolArray:
    """Say which mentors have places, but pins have taken them all."""
    return np.asarray((field.room == 0) & (field.problem.capacity > 0))


def _answer(field: Field, best: Optimum, cover: Cover | None = None) -> Solution:
    problem = field.problem
    matched = best.chosen >= 0
    mentor_of = np.full(problem.mentees, -1, dtype=np.int64)
    score = np.zeros(problem.mentees, dtype=np.int64)
    mentor_of[matched] = best.pairs.mentor[best.chosen[matched]]
    score[matched] = best.scores
    mentee_price = best.mentee_price.copy()
    mentor_price = best.mentor_price + _price_of_the_full(field, mentee_price)
    for mentee, mentor in problem.pins:
        mentor_of[mentee] = mentor
        score[mentee] = _score_of(problem, mentee, mentor)
        # Below 0 where somebody who stays without would fit better: the pin's cost.
        mentee_price[mentee] = problem.base + score[mentee] - mentor_price[mentor]
    return Solution(
        mentor_of=mentor_of,
        score=score,
        base=problem.base,
        mentee_price=mentee_price,
        mentor_price=mentor_price,
        gap=best.gap,
        floor=field.floor,
        cover=cover,
    )


def _score_of(problem: Problem, mentee: int, mentor: int) -> int:
    if not problem.allowed(mentee, mentee + 1)[0, mentor]:
        raise ValueError("A pin is not allowed.")
    return int(problem.scores(mentee, mentee + 1)[0, mentor])


def _price_of_the_full(field: Field, mentee_price: IntArray) -> IntArray:
    """Price the places of mentors whom pins have filled: what others would give."""
    full = _filled(field)
    price = np.zeros(len(full), dtype=np.int64)
    if full.any():
        for start, scores in replace(field, open=full).blocks():
            wish = field.problem.base + scores[:, full].astype(np.float64)
            wish -= mentee_price[start : start + len(scores), None]
            price[full] = np.maximum(price[full], wish.max(axis=0, initial=0))
    return price
