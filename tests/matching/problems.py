"""Small problems for the solver, and their best answers by other means."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from matching.solver import Problem
from matching.solver.problem import IntArray, Pin

NEVER = -1  # where two may not be paired


@dataclass(frozen=True)
class Best:
    """What cannot be surpassed: as many pairs, and of these the highest sum."""

    matched: int
    total: int


def problem(
    scores: Sequence[Sequence[int]] | IntArray,
    capacity: Sequence[int],
    *,
    pins: tuple[Pin, ...] = (),
    units: int = 1000,
) -> Problem:
    """Make a problem of a table of scores in which NEVER forbids a pair."""
    table = np.array(scores, dtype=np.int64).reshape(len(scores), len(capacity))
    return Problem(
        mentees=len(table),
        capacity=np.array(capacity, dtype=np.int64),
        units=units,
        scores=lambda start, stop: table[start:stop].astype(np.float32),
        allowed=lambda start, stop: table[start:stop] != NEVER,
        pins=pins,
    )


def best(asked: Problem, *, floor: int = 0) -> Best:
    """Find the optimum with SciPy's dense solver, a place as a column each."""
    scores = asked.scores(0, asked.mentees).astype(np.int64)
    usable = asked.allowed(0, asked.mentees) & (scores >= floor)
    for mentee, mentor in asked.pins:
        usable[mentee] = np.arange(len(asked.capacity)) == mentor
    base = 2 * (asked.mentees + 1) * (asked.units + 1)
    value = np.where(usable, base + scores, 0)
    # A pin is worth more than anybody's place.
    for mentee, mentor in asked.pins:
        value[mentee, mentor] += base * base
    places = np.repeat(value, asked.capacity, axis=1)
    row, column = linear_sum_assignment(places, maximize=True)
    gained = places[row, column]
    made = gained[gained > 0]
    return Best(len(made), int((made % base).sum()))


@st.composite
def problems(draw: st.DrawFn, *, pinned: bool = False) -> Problem:
    """Draw a problem with few different scores, so that there are many ties."""
    mentees, mentors = draw(st.integers(0, 7)), draw(st.integers(0, 7))
    most = draw(st.sampled_from([0, 1, 3, 1000]))
    cell = st.just(NEVER) | st.integers(0, most)
    table = [[draw(cell) for _ in range(mentors)] for _ in range(mentees)]
    capacity = [draw(st.integers(0, 3)) for _ in range(mentors)]
    pins = tuple(draw(_pins(table, capacity))) if pinned else ()
    return problem(table, capacity, pins=pins, units=most)


@st.composite
def _pins(draw: st.DrawFn, table: list[list[int]], capacity: list[int]) -> list[Pin]:
    room = list(capacity)
    pins: list[Pin] = []
    for mentee, row in enumerate(table):
        lawful = [
            mentor
            for mentor, score in enumerate(row)
            if score != NEVER and room[mentor]
        ]
        mentor = draw(st.sampled_from([NEVER, *lawful]))
        if mentor != NEVER:
            room[mentor] -= 1
            pins.append((mentee, mentor))
    return pins
