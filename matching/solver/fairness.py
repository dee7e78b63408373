"""The highest floor under everybody's score that leaves nobody out for it."""

from bisect import bisect_right
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from matching.solver.candidates import Pairs, joined, strongest
from matching.solver.field import Field
from matching.solver.optimum import Optimum
from matching.solver.problem import BoolArray


def highest_floor(
    field: Field, best: Optimum
) -> tuple[int, BoolArray, BoolArray, Pairs]:
    """Give the floor, the mentees and mentors that prove it, and the pairs seen.

    Some pairs prove that the floor can be kept; people who are too few, and whom
    every allowed pair above the floor touches, prove that no higher one can.
    At least one pair must have been made.
    """
    pairs, count = best.pairs, len(best.scores)
    floor = int(best.scores.min(initial=0))
    while True:
        floor = _highest_kept(field, pairs, count, floor)
        mentees, mentors = _cover(field, pairs.at_least(floor + 1))
        missed = _untouched(field, floor, mentees, mentors)
        if not len(missed):
            return floor, mentees, mentors, pairs
        pairs = joined([pairs, missed])


def _highest_kept(field: Field, pairs: Pairs, count: int, floor: int) -> int:
    """Find by halving the highest score at which these pairs still match `count`."""
    peaks = np.zeros(field.problem.mentees, dtype=np.int64)
    np.maximum.at(peaks, pairs.mentee, pairs.score)
    # As many mentees must have a pair at the floor: so it is not above their peaks.
    ceiling = np.sort(peaks)[-count]
    between = (pairs.score > floor) & (pairs.score <= ceiling)
    levels = np.unique(pairs.score[between]).tolist()
    first_lost = bisect_right(
        levels, 0, key=lambda level: _flow(field, pairs.at_least(level))[0] < count
    )
    return levels[first_lost - 1] if first_lost else floor


def _flow(field: Field, pairs: Pairs) -> tuple[int, csr_array[Any, tuple[int, int]]]:
    """Give how many these pairs can match, and what capacity that leaves.

    Nodes: the source, the mentees, the mentors, the sink.
    """
    many, few = field.problem.mentees, len(field.room)
    sink = many + few + 1
    mentees, mentors = np.arange(1, many + 1), np.arange(many + 1, sink)
    tail = np.concatenate([np.zeros(many, int), pairs.mentee + 1, mentors])
    head = np.concatenate(
        [mentees, pairs.mentor + many + 1, np.full(few, sink, dtype=np.int64)]
    )
    width = np.concatenate([np.ones(many + len(pairs)), np.minimum(field.room, many)])
    graph = csr_array(
        (width.astype(np.int32), (tail, head)), shape=(sink + 1, sink + 1)
    )
    flow = maximum_flow(graph, 0, sink, method="dinic")
    return int(flow.flow_value), csr_array(graph - flow.flow)


def _cover(field: Field, pairs: Pairs) -> tuple[BoolArray, BoolArray]:
    """Give mentees and mentors, as few as can be, that touch all these pairs.

    They are the two sides of a minimum cut (the theorem of Kőnig).
    """
    _, left = _flow(field, pairs)
    left.eliminate_zeros()
    reached = np.zeros(left.shape[0], dtype=np.bool_)
    reached[breadth_first_order(left, 0, return_predecessors=False)] = True
    many = field.problem.mentees
    return ~reached[1 : many + 1], reached[many + 1 : -1]


def _untouched(
    field: Field, floor: int, mentees: BoolArray, mentors: BoolArray
) -> Pairs:
    """Find allowed pairs above the floor that touch none of these people."""
    rest = replace(
        field,
        waiting=field.waiting & ~mentees,
        open=field.open & ~mentors,
        floor=floor + 1,
    )
    found = []
    for start, scores in rest.blocks():
        row, mentor = strongest(scores, np.arange(start, start + len(scores)), -np.inf)
        found.append(Pairs(row + start, mentor, scores[row, mentor].astype(np.int64)))
    return joined(found)
