"""The best assignment over a sparse set of pairs, by SciPy's matching."""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from matching.solver.candidates import Pairs
from matching.solver.field import Field
from matching.solver.problem import IntArray


def assign(field: Field, pairs: Pairs) -> IntArray:
    """Choose for each mentee the place of a pair in `pairs`, -1 for none.

    A column is one place of a mentor, or the mentee's own dummy: so a full matching
    always exists, and the first phase of SciPy's feasibility check finds it (that
    check is exponential on layered graphs, scipy#26147). Costs start at 1 because
    explicit zeros would be dropped.
    """
    problem = field.problem
    chosen = np.full(problem.mentees, -1, dtype=np.int64)
    if not len(pairs):
        return chosen
    edge, column, owner = _places(pairs, field.room)
    most = problem.units + 1
    mentees = np.arange(problem.mentees)
    costs = np.concatenate(
        [most - pairs.score[edge], np.full(problem.mentees, problem.base + most)]
    )
    rows = np.concatenate([pairs.mentee[edge], mentees])
    columns = np.concatenate([column, len(owner) + mentees])
    graph = csr_array((costs.astype(np.float64), (rows, columns)))
    row, place = min_weight_full_bipartite_matching(graph)
    real = place < len(owner)
    width = len(field.room)
    wanted = row[real] * width + owner[place[real]]
    chosen[row[real]] = np.searchsorted(pairs.mentee * width + pairs.mentor, wanted)
    return chosen


def _places(pairs: Pairs, room: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Give (pair, column) of every place of every pair, and each column's mentor.

    A mentor with a place for everybody who comes has one column for each of them:
    that is the same, and does not grow with the square.
    """
    wished = np.bincount(pairs.mentor, minlength=len(room))
    ample = room >= wished
    width = np.where(ample, wished, room)
    begin = np.cumsum(width) - width
    times = np.where(ample, 1, room)[pairs.mentor]
    edge = np.repeat(np.arange(len(pairs)), times)
    turn = np.arange(len(edge)) - np.repeat(np.cumsum(times) - times, times)
    by_mentor = np.argsort(pairs.mentor, kind="stable")
    rank = np.empty(len(pairs), dtype=np.int64)
    rank[by_mentor] = np.arange(len(pairs)) - np.repeat(
        np.cumsum(wished) - wished, wished
    )
    mentor = pairs.mentor[edge]
    column = begin[mentor] + np.where(ample[mentor], rank[edge], turn)
    return edge, column, np.repeat(np.arange(len(room)), width)
