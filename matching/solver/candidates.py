"""The few pairs that are worth solving for, out of all that are allowed."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from matching.solver.field import Field
from matching.solver.problem import Floats, IntArray

BEST = 16  # pairs that a mentee, or a mentor, brings in at a time
SPREAD = 7919  # a prime: equal scores go to other mentors for each mentee

_NONE = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs with their scores, sorted by mentee, then mentor; each once."""

    mentee: IntArray  # (P,)
    mentor: IntArray  # (P,)
    score: IntArray  # (P,)

    def __len__(self) -> int:
        return len(self.score)

    def at_least(self, floor: int) -> "Pairs":
        keep = self.score >= floor
        return Pairs(self.mentee[keep], self.mentor[keep], self.score[keep])


def joined(parts: list[Pairs]) -> Pairs:
    """Put pairs together, each once."""
    mentee = np.concatenate([_NONE, *(part.mentee for part in parts)])
    mentor = np.concatenate([_NONE, *(part.mentor for part in parts)])
    score = np.concatenate([_NONE, *(part.score for part in parts)])
    width = int(mentor.max(initial=0)) + 1
    _, first = np.unique(mentee * width + mentor, return_index=True)
    return Pairs(mentee[first], mentor[first], score[first])


def best_of_each(field: Field) -> Pairs:
    """Give the best allowed pairs of each mentee, and those of each mentor.

    Without the mentors' side, the mentees whom nobody has room for would have to be
    looked for again in every round.
    """
    found = []
    mentors = np.arange(len(field.room))
    # For each mentor the best mentees of the blocks so far.
    worth = np.full((len(mentors), BEST), -np.inf, dtype=np.float32)
    who = np.zeros((len(mentors), BEST), dtype=np.int64)
    for start, scores in field.blocks():
        mentees = np.arange(start, start + len(scores))
        row, mentor = strongest(scores, mentees, -np.inf)
        found.append(_pairs(mentees[row], mentor, scores[row, mentor]))
        both = np.hstack([worth, scores.T])
        place = _highest(both, mentors)
        worth = np.take_along_axis(both, place, axis=1)
        former = np.take_along_axis(who, np.minimum(place, BEST - 1), axis=1)
        who = np.where(place < BEST, former, start + place - BEST)
    mentor, place = np.nonzero(worth > -np.inf)
    found.append(_pairs(who[mentor, place], mentor, worth[mentor, place]))
    return joined(found)


def strongest(
    worth: Floats, mentees: IntArray, above: float | IntArray
) -> tuple[IntArray, IntArray]:
    """Give (row, mentor) of the highest values of each row that are above a limit."""
    column = _highest(worth, mentees)
    row = np.broadcast_to(np.arange(len(worth))[:, None], column.shape)
    keep = np.take_along_axis(worth, column, axis=1) > above
    return row[keep], column[keep]


def _highest(worth: Floats, seeds: IntArray) -> IntArray:
    """Give the columns of the highest values of each row.

    Equal values are told apart by the column, counted from another one for each
    seed: the choice is the same on every machine, and a crowd of equals spreads.
    """
    width = worth.shape[1]
    if width <= BEST:
        return np.broadcast_to(np.arange(width), worth.shape)
    turns = sliding_window_view(np.tile(np.arange(width), 2), width)
    keys = worth.astype(np.float64) * width + turns[seeds * SPREAD % width]
    column = np.argpartition(keys, width - BEST, axis=1)[:, width - BEST :]
    column.sort(axis=1)
    return column


def _pairs(mentee: IntArray, mentor: IntArray, score: Floats) -> Pairs:
    return Pairs(mentee, mentor, score.astype(np.int64))
