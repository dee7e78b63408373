"""Equilibrium prices: what a place is worth to those who did not get it."""

import numpy as np

from matching.solver.candidates import Pairs
from matching.solver.field import Field
from matching.solver.problem import IntArray


def equilibrium(
    field: Field, pairs: Pairs, chosen: IntArray
) -> tuple[IntArray, IntArray]:
    """Give the lowest prices of mentees and mentors at which nobody would move.

    The least fixed point: a place costs what somebody else would gain by it on top
    of the own pair, and on top of what the own place costs. Whole numbers make it
    end; raises ArithmeticError when the choice was not the best one.
    """
    matched = chosen >= 0
    value = np.zeros(len(chosen), dtype=np.int64)
    value[matched] = field.problem.base + pairs.score[chosen[matched]]
    # One more place, at the price 0, stands for being with nobody.
    nobody = len(field.room)
    at = np.full(len(chosen), nobody)
    at[matched] = pairs.mentor[chosen[matched]]
    price = _rise(field, pairs, value, at)
    return value - price[at], price[:nobody]


def _rise(field: Field, pairs: Pairs, value: IntArray, at: IntArray) -> IntArray:
    price = np.zeros(len(field.room) + 1, dtype=np.int64)
    if not len(pairs):
        return price
    order = np.argsort(pairs.mentor, kind="stable")
    mentor, mentee = pairs.mentor[order], pairs.mentee[order]
    gain = field.problem.base + pairs.score[order] - value[mentee]
    begin = np.flatnonzero(np.diff(mentor, prepend=-1))
    wanted, now = mentor[begin], at[mentee]
    for _ in range(len(price) + 1):
        offers = np.maximum.reduceat(gain + price[now], begin)
        if (offers <= price[wanted]).all():
            return price
        price[wanted] = np.maximum(offers, price[wanted])
    raise ArithmeticError("The prices rise without end: this was not the optimum.")
