"""How fast the matching is, beside SciPy's dense solver and the limit of the machine.

    python -m benchmarks.matching [PEOPLE ...] [--seed 1] [--cpu] [--no-dense] ...

Prints a line of JSON for each size: the best milliseconds of some rounds, by the clock
on the wall, or with --cpu of this process alone (for a machine that others use too).
The floor is what nobody can be under: all scores, worked out twice (once to choose,
once to prove). `dense` is the assignment by linear_sum_assignment, scores included.
The peak is of the whole process so far: ask for one size at a time to compare it.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

from matching.eligibility import mask
from matching.instance import prepare
from matching.management.neutral_file import parsed
from matching.solver import Mode, Problem, solve, verify
from tests.matching import judge

Answer = TypeVar("Answer")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=int, nargs="*", default=[200, 2000, 10_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rtol", type=float, default=0.0)
    parser.add_argument("--no-dense", action="store_true")
    parser.add_argument("--cpu", action="store_true")
    asked = parser.parse_args()
    for people in asked.people:
        print(json.dumps(measured(people, asked)), flush=True)


class Stopwatch:
    """The best milliseconds of some rounds, by name."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.spent: dict[str, float] = {}
        self._rounds: int = asked.rounds
        self._now = time.process_time if asked.cpu else time.perf_counter

    def best(self, name: str, work: Callable[[], Answer]) -> Answer:
        times = []
        for _ in range(self._rounds):
            start = self._now()
            answer = work()
            times.append(1000 * (self._now() - start))
        self.spent[name] = round(min(times), 1)
        return answer


def measured(people: int, asked: argparse.Namespace) -> dict[str, float]:
    instance = parsed(judge.invented(people, asked.seed)).instance
    watch, before, pool = Stopwatch(asked), peak(), instance.pool()
    watch.best("rules", lambda: mask(instance.company, pool, instance.rules))
    problem = watch.best("prepare", lambda: prepare(instance)).problem
    total = watch.best("total", lambda: solve(problem, rtol=asked.rtol))
    fair = watch.best("fair", lambda: solve(problem, mode=Mode.FAIR, rtol=asked.rtol))
    pinned = replace(problem, pins=(total.pairs[0],))
    watch.best("with a pin", lambda: solve(pinned, rtol=asked.rtol))
    verdict = watch.best("verify", lambda: verify(problem, total))
    memory = {"people MB": before, "peak MB": peak()}
    watch.best("floor", lambda: scored(problem) + scored(problem))
    figures = {
        "people": people,
        "mentees": problem.mentees,
        "matched": total.matched,
        "gap": verdict.gap,
        "worst": total.worst,
        "worst if fair": fair.worst,
        "fair of total": round(fair.total / total.total, 4),
    }
    if not asked.no_dense:
        dense = watch.best("dense", lambda: by_dense(problem))
        figures["dense agrees"] = dense == total.base * total.matched + total.total
    return figures | watch.spent | memory


def scored(problem: Problem) -> int:
    """Work out all scores, and say how many there are."""
    starts = range(0, problem.mentees, 512)
    stops = (min(start + 512, problem.mentees) for start in starts)
    return sum(problem.scores(*each).size for each in zip(starts, stops, strict=True))


def by_dense(problem: Problem) -> int:
    """Solve over all pairs at once, each place a column, nobody the value 0."""
    scores = problem.scores(0, problem.mentees)
    allowed = problem.allowed(0, problem.mentees)
    value = np.where(allowed, scores + np.float64(problem.base), 0)
    places = np.repeat(value, problem.capacity, axis=1)
    row, column = linear_sum_assignment(places, maximize=True)
    return int(places[row, column].sum())


def peak() -> int:
    """Give the most memory that this process ever held, in MB."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held // (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
