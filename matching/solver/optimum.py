"""The exact optimum of all allowed pairs, from a few of them and a proof."""

from dataclasses import dataclass

import numpy as np

from matching.solver.assignment import assign
from matching.solver.candidates import Pairs, joined, strongest
from matching.solver.field import Field
from matching.solver.prices import equilibrium
from matching.solver.problem import IntArray


@dataclass(frozen=True, slots=True)
class Optimum:
    """An assignment, its prices, and the pairs that were solved for."""

    pairs: Pairs
    chosen: IntArray  # (M,) place in `pairs`, -1 for none
    mentee_price: IntArray  # (M,)
    mentor_price: IntArray  # (N,)
    gap: int  # what the prices may be too high by

    @property
    def scores(self) -> IntArray:
        """Give the scores of the pairs that are made."""
        return self.pairs.score[self.chosen[self.chosen >= 0]]


def optimum(field: Field, pairs: Pairs, rtol: float) -> Optimum:
    """Solve for some pairs, look for any allowed pair that beats the prices, repeat.

    Each round adds what beat the prices; when nothing does, the optimum of the
    pairs is that of the whole. With rtol it may stop as soon as the total is proven
    to be within that share of the best one, and participation to be complete.
    """
    while True:
        chosen = assign(field, pairs)
        mentee_price, mentor_price = equilibrium(field, pairs, chosen)
        missed, needed = _beaten(field, mentee_price, mentor_price)
        gap = int((needed - mentee_price).sum())
        total = int(pairs.score[chosen[chosen >= 0]].sum())
        # Below the base: nobody who could have a mentor is left without one.
        if gap <= min(rtol * total, field.problem.base - total - 1):
            return Optimum(pairs, chosen, needed, mentor_price, gap)
        pairs = joined([pairs, missed])


def _beaten(
    field: Field, mentee_price: IntArray, mentor_price: IntArray
) -> tuple[Pairs, IntArray]:
    """Find pairs worth more than their two prices, and the prices that would do."""
    found = []
    needed = mentee_price.copy()
    base = field.problem.base
    asked = mentee_price - base
    costs = mentor_price.astype(np.float64)
    for start, scores in field.blocks():
        mentees = np.arange(start, start + len(scores))
        keeps = scores - costs
        most = keeps.max(axis=1)
        greedy = np.flatnonzero(most > asked[mentees])
        needed[mentees[greedy]] = base + most[greedy]
        row, mentor = strongest(
            keeps[greedy], mentees[greedy], asked[mentees[greedy], None]
        )
        row = greedy[row]
        found.append(Pairs(mentees[row], mentor, scores[row, mentor].astype(np.int64)))
    return joined(found), needed
