"""What is left to decide once the pins are set, looked at block by block."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from matching.solver.problem import BoolArray, Floats, IntArray, Problem

CELLS = 2**21  # scores that are looked at at once
HELD = 2**23  # scores that are kept rather than worked out for each look


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """The mentees who wait, the places that are free, and the lowest score allowed."""

    problem: Problem
    waiting: BoolArray  # (M,)
    room: IntArray  # (N,) places that no pin has taken
    open: BoolArray  # (N,) mentors who are looked at
    floor: int = 0

    def blocks(self) -> Iterator[tuple[int, Floats]]:
        """Give (first mentee, scores with all mentors); -inf: not to be paired."""
        for start, stop in slices(self.problem):
            scores = self.problem.scores(start, stop)
            usable = self.problem.allowed(start, stop) & self.open
            usable &= self.waiting[start:stop, None]
            if self.floor:
                usable &= scores >= self.floor
            scores = scores.copy()
            np.copyto(scores, -np.inf, where=~usable)
            yield start, scores


def held(problem: Problem) -> Problem:
    """Keep all scores in memory where they are few enough."""
    if problem.mentees * len(problem.capacity) > HELD:
        return problem
    scores = problem.scores(0, problem.mentees)
    allowed = problem.allowed(0, problem.mentees)
    return replace(
        problem,
        scores=lambda start, stop: scores[start:stop],
        allowed=lambda start, stop: allowed[start:stop],
    )


def slices(problem: Problem) -> Iterator[tuple[int, int]]:
    """Cut the mentees into runs whose scores fit in memory; none without mentors."""
    mentors = len(problem.capacity)
    step = max(1, CELLS // max(mentors, 1))
    for start in range(0, problem.mentees if mentors else 0, step):
        yield start, min(start + step, problem.mentees)


def without_pins(problem: Problem) -> Field:
    """Set the pins aside; raises ValueError when they do not fit in the places."""
    mentees = [mentee for mentee, _ in problem.pins]
    if len(set(mentees)) < len(mentees):
        raise ValueError("A mentee is pinned twice.")
    waiting = np.ones(problem.mentees, dtype=np.bool_)
    waiting[mentees] = False
    taken = np.bincount(
        np.array([mentor for _, mentor in problem.pins], dtype=np.int64),
        minlength=len(problem.capacity),
    )
    room = problem.capacity - taken
    if (room < 0).any():
        raise ValueError("A mentor has fewer places than pins.")
    return Field(problem=problem, waiting=waiting, room=room, open=room > 0)
