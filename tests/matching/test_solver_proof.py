"""Whether the second look sees every way in which an answer can be wrong."""

from dataclasses import replace

import numpy as np
import pytest

from matching.solver import Cover, Mode, Problem, Solution, solve, verify
from matching.solver.candidates import Pairs
from matching.solver.field import without_pins
from matching.solver.prices import equilibrium
from tests.matching.problems import NEVER, problem

ASKED = problem([[900, 300, 5], [500, 50, NEVER]], [1, 1, 0])
PINNED = replace(ASKED, pins=((1, 1),))


def at(values: list[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


def violations(asked: Problem, solution: Solution) -> int:
    return verify(asked, solution).violations


@pytest.fixture
def fair() -> Solution:
    return solve(ASKED, mode=Mode.FAIR)


def test_a_true_answer_has_none(fair: Solution) -> None:
    assert fair.pairs == [(0, 1), (1, 0)]
    assert violations(ASKED, fair) == 0
    assert violations(PINNED, solve(PINNED)) == 0


@pytest.mark.parametrize(
    "lie",
    [
        {"mentor_of": at([1, 1]), "score": at([300, 50]), "floor": 0, "cover": None},
        {"mentor_of": at([2, 0]), "score": at([5, 500]), "floor": 0, "cover": None},
        {"mentor_of": at([1, 2]), "score": at([300, 0]), "floor": 0, "cover": None},
        {"mentor_of": at([0, 1]), "score": at([900, 50])},
        {"score": at([301, 500])},
        {"mentee_price": at([0, 10_000])},
        {"mentee_price": at([10_000, -1])},
        {"mentor_price": at([10_000, -1, 0])},
        {"cover": Cover((0,), (0,))},
        {"cover": Cover((1,), ())},
    ],
    ids=[
        "one place given twice",
        "a mentor without places",
        "a pair that is not allowed",
        "a pair below the floor",
        "another score",
        "a pair that beats its prices",
        "a mentee's price below 0",
        "a mentor's price below 0",
        "a cover that is too large",
        "a cover that misses a pair",
    ],
)
def test_each_lie_is_seen(fair: Solution, lie: dict[str, object]) -> None:
    assert violations(ASKED, replace(fair, **lie)) > 0  # type: ignore[arg-type]  # one of each type


def test_a_pin_that_was_not_kept_is_seen() -> None:
    elsewhere = replace(solve(PINNED), mentor_of=at([0, -1]), score=at([900, 0]))

    assert violations(PINNED, elsewhere) == 1


def test_the_gap_is_counted_from_the_prices_alone() -> None:
    solution = solve(ASKED)
    dearer = replace(solution, mentee_price=solution.mentee_price + 7)

    assert verify(ASKED, dearer).gap == 14


def test_prices_of_a_choice_that_is_not_the_best_are_refused() -> None:
    pairs = Pairs(at([0, 0, 1, 1]), at([0, 1, 0, 1]), at([900, 300, 500, 500]))
    worse = at([1, 2])

    with pytest.raises(ArithmeticError, match="rise without end"):
        equilibrium(without_pins(ASKED), pairs, worse)
