"""What is asked of the solver, and what it answers: arrays, no people, no rules."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32 | np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
Pin = tuple[int, int]  # (place of the mentee, place of the mentor)


class Mode(StrEnum):
    """What counts after participation, which always comes first."""

    TOTAL = "total"  # the highest sum of scores
    FAIR = "fair"  # the highest lowest score, then the sum


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """M mentees, N mentors with places, and a whole score for each allowed pair.

    `scores(start, stop)` and `allowed(start, stop)` give mentees start .. stop-1
    against all mentors, each of shape (stop - start, N); nothing larger is held.
    """

    mentees: int  # M
    capacity: IntArray  # (N,) places of each mentor, 0 or more
    units: int  # no score is above; 0 or more
    scores: Callable[[int, int], Floats]
    allowed: Callable[[int, int], BoolArray]
    pins: tuple[Pin, ...] = ()  # lawful pairs that are settled: each mentee once

    @property
    def base(self) -> int:
        """Give the worth of being matched at all: more than all scores together."""
        return (self.mentees + 1) * max(self.units, 1)


@dataclass(frozen=True, slots=True)
class Cover:
    """Why nobody's score can be lifted further without leaving somebody out.

    Every allowed pair above the floor touches these people, and they are too few.
    """

    mentees: tuple[int, ...]
    mentors: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """Who is with whom, and the prices that prove that nothing better exists.

    For every allowed pair (with score >= floor) the two prices add up to at least
    base + score, and all prices together are the value plus `gap`: by weak duality
    no assignment is worth more than that.
    """

    mentor_of: IntArray  # (M,) place of the mentor, -1: nobody
    score: IntArray  # (M,) of the pair, 0 where there is none
    base: int
    mentee_price: IntArray  # (M,) what the mentee keeps
    mentor_price: IntArray  # (N,) what one place at the mentor is worth to others
    gap: int  # 0: the optimum
    floor: int = 0
    cover: Cover | None = None

    @property
    def pairs(self) -> list[tuple[int, int]]:
        matched = np.flatnonzero(self.mentor_of >= 0)
        return list(
            zip(matched.tolist(), self.mentor_of[matched].tolist(), strict=True)
        )

    @property
    def matched(self) -> int:
        return int((self.mentor_of >= 0).sum())

    @property
    def total(self) -> int:
        return int(self.score.sum())

    @property
    def worst(self) -> int:
        """Give the lowest score of a pair, 0 where there are no pairs."""
        scores = self.score[self.mentor_of >= 0]
        return int(scores.min()) if len(scores) else 0
