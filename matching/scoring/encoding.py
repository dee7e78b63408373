"""People as numbers: one matrix product gives the scores of many pairs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.scoring.factors import PARTS, PERMILLE, wishes
from matching.scoring.profiles import Offer, Wishes

FACTORS = (
    "skills",
    "language",
    "place",
    "seniority",
    "cross_silo",
    "mentee_pref",
    "mentor_pref",
    "availability",
)
WEIGHTS: Mapping[str, int] = {
    "skills": 40,
    "language": 10,
    "place": 10,
    "seniority": 10,
    "cross_silo": 10,
    "mentee_pref": 10,
    "mentor_pref": 5,
    "availability": 5,
}
EXACT_IN_FLOAT32 = 2**24

Floats = NDArray[np.float32 | np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Bonus:
    """Points for single pairs (a stated preference), sorted by mentee."""

    mentee: IntArray  # (P,) ascending, each pair once
    mentor: IntArray  # (P,)
    points: IntArray  # (P,)

    def add_to(self, block: Floats, start: int) -> None:
        first, last = np.searchsorted(self.mentee, (start, start + len(block)))
        there = self.mentee[first:last] - start, self.mentor[first:last]
        block[there] += self.points[first:last]

    def of(self, mentee: IntArray, mentor: IntArray) -> IntArray:
        known = dict(
            zip(
                zip(self.mentee.tolist(), self.mentor.tolist(), strict=True),
                self.points.tolist(),
                strict=True,
            )
        )
        asked = zip(mentee.tolist(), mentor.tolist(), strict=True)
        return np.array([known.get(pair, 0) for pair in asked], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Encoding:
    """M mentees and N mentors as rows and columns whose product is the score.

    All entries are whole and not negative, and no sum passes `units`: the product
    is exact, on every machine and in every order of summing.
    """

    rows: Floats  # (M, F), weights included
    columns: Floats  # (F, N)
    spans: Mapping[str, slice]  # factor -> its part of F
    bonuses: Mapping[str, Bonus]  # the factors that concern single pairs
    units: int  # the score of a perfect pair

    def block(self, start: int, stop: int) -> Floats:
        """Give the scores of mentees start .. stop-1 with all mentors."""
        scores = self.rows[start:stop] @ self.columns
        for bonus in self.bonuses.values():
            bonus.add_to(scores, start)
        return scores

    def factors_of(self, mentees: Sequence[int], mentors: Sequence[int]) -> IntArray:
        """Give the points of each factor, in the order of FACTORS, for some pairs.

        One row for each pair; a row sums to the score of its pair.
        """
        these = np.array(mentees, dtype=np.int64), np.array(mentors, dtype=np.int64)
        points = np.zeros((len(these[0]), len(FACTORS)), dtype=np.int64)
        for place, factor in enumerate(FACTORS):
            if bonus := self.bonuses.get(factor):
                points[:, place] = bonus.of(*these)
            else:
                span = self.spans[factor]
                left, right = self.rows[these[0], span], self.columns[span, these[1]]
                points[:, place] = (left * right.T).sum(axis=1)
        return points


def encode(
    mentees: Sequence[Wishes], mentors: Sequence[Offer], weights: Mapping[str, int]
) -> Encoding:
    """Turn people into the numbers whose product is their score."""
    weight = {factor: weights.get(factor, 0) for factor in FACTORS}
    units = PERMILLE * sum(weight.values())
    kind = np.dtype(np.float32 if units < EXACT_IN_FLOAT32 else np.float64)
    parts = {factor: part(mentees, mentors) for factor, part in PARTS.items()}
    edges = np.cumsum([0, *(len(columns) for _, columns in parts.values())]).tolist()
    theirs = ((mentee, mentor, worth) for mentor, mentee, worth in wishes(mentors))
    return Encoding(
        np.hstack([weight[f] * rows.astype(kind) for f, (rows, _) in parts.items()]),
        np.vstack([columns for _, columns in parts.values()]).astype(kind),
        dict(zip(parts, map(slice, edges[:-1], edges[1:]), strict=True)),
        {
            "mentee_pref": _bonus(wishes(mentees), weight["mentee_pref"]),
            "mentor_pref": _bonus(theirs, weight["mentor_pref"]),
        },
        units,
    )


def _bonus(found: Iterable[tuple[int, int, int]], weight: int) -> Bonus:
    table = np.array(sorted(found), dtype=np.int64).reshape(-1, 3)
    return Bonus(table[:, 0], table[:, 1], weight * table[:, 2])
