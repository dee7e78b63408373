"""Whether the solver finds the optimum, proves it, and always the same one."""

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from matching.instance import prepare
from matching.management.neutral_file import parsed
from matching.solver import Mode, Problem, Solution, candidates, field, solve, verify
from tests.matching import judge
from tests.matching.problems import NEVER, Best, best, problem, problems

PROVEN = (0, 0)


def found(solution: Solution) -> Best:
    return Best(solution.matched, solution.total)


def proof(asked: Problem, solution: Solution) -> tuple[int, int]:
    verdict = verify(asked, solution)
    assert verdict.gap == solution.gap
    return verdict.gap, verdict.violations


@given(problems())
def test_the_total_is_that_of_an_independent_optimum(asked: Problem) -> None:
    solution = solve(asked)

    assert found(solution) == best(asked)
    assert proof(asked, solution) == PROVEN


@given(problems(pinned=True))
def test_around_pins_the_total_is_that_of_an_independent_optimum(
    asked: Problem,
) -> None:
    solution = solve(asked)

    assert found(solution) == best(asked)
    assert set(asked.pins) <= set(solution.pairs)
    assert proof(asked, solution) == PROVEN


@given(problems(pinned=True), st.sampled_from([*Mode]))
def test_however_few_pairs_are_looked_at_first_the_proof_is_the_same(
    asked: Problem, mode: Mode
) -> None:
    all_at_once = solve(asked, mode=mode)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(candidates, "BEST", 1)
        one_by_one = solve(asked, mode=mode)

    assert found(one_by_one) == found(all_at_once)
    assert one_by_one.floor == all_at_once.floor
    assert proof(asked, one_by_one) == PROVEN


def test_the_total_is_that_of_the_linear_programme() -> None:
    scores = np.random.default_rng(3).integers(0, 1000, (12, 8))
    asked = problem(scores, [1, 2, 0, 1, 3, 1, 1, 1])

    solution = solve(asked)

    one_each = np.kron(np.eye(12), np.ones(8))
    places = np.kron(np.ones(12), np.eye(8))
    programme = linprog(
        -(asked.base + scores.ravel()),
        A_ub=np.vstack([one_each, places]),
        b_ub=[*np.ones(12), *asked.capacity],
        bounds=(0, 1),
    )
    value = asked.base * solution.matched + solution.total
    assert programme.fun == pytest.approx(-value)


def test_more_pairs_come_before_better_pairs() -> None:
    asked = problem([[1000, 1], [1000, NEVER]], [1, 1])

    assert solve(asked).pairs == [(0, 1), (1, 0)]


def test_the_prices_say_what_a_place_is_worth_to_others() -> None:
    asked = problem([[900, 100], [800, 700]], [1, 1])

    solution = solve(asked)

    assert solution.pairs == [(0, 0), (1, 1)]
    assert solution.mentor_price.tolist() == [100, 0]
    assert solution.mentee_price.tolist() == [asked.base + 800, asked.base + 700]


@given(problems(), st.data())
def test_another_place_never_lowers_participation(
    asked: Problem, data: st.DataObject
) -> None:
    more = asked.capacity.copy()
    if len(more):
        more[data.draw(st.integers(0, len(more) - 1))] += 1

    assert solve(replace(asked, capacity=more)).matched >= solve(asked).matched


@given(problems(), st.data())
def test_another_block_never_raises_the_value(
    asked: Problem, data: st.DataObject
) -> None:
    allowed = asked.allowed(0, asked.mentees).copy()
    if allowed.size:
        allowed.flat[data.draw(st.integers(0, allowed.size - 1))] = False
    less = replace(asked, allowed=lambda start, stop: allowed[start:stop])

    before, after = solve(asked), solve(less)

    value = asked.base * before.matched + before.total
    assert asked.base * after.matched + after.total <= value


@pytest.mark.parametrize("mode", [*Mode])
@pytest.mark.parametrize(
    ("scores", "capacity"),
    [
        ([], []),
        ([], [1, 2]),
        ([[], []], []),
        ([[5, 5], [5, 5]], [0, 0]),
        ([[NEVER, NEVER]], [1, 1]),
    ],
    ids=["nobody", "no mentees", "no mentors", "no places", "nothing allowed"],
)
def test_where_nobody_can_be_paired_the_proof_says_so(
    mode: Mode, scores: list[list[int]], capacity: list[int]
) -> None:
    asked = problem(scores, capacity)

    solution = solve(asked, mode=mode)

    assert (solution.pairs, solution.total, solution.worst) == ([], 0, 0)
    assert (solution.floor, solution.cover) == (0, None)
    assert proof(asked, solution) == PROVEN


@pytest.mark.parametrize("score", [0, 500])
@pytest.mark.parametrize("mode", [*Mode])
def test_a_crowd_of_equals_is_matched_in_full(mode: Mode, score: int) -> None:
    asked = problem(np.full((300, 200), score), [2] * 200)

    solution = solve(asked, mode=mode)

    assert (solution.matched, solution.total) == (300, 300 * score)
    assert proof(asked, solution) == PROVEN


def test_a_mentor_with_room_for_all_takes_all() -> None:
    asked = problem(np.tile([9, 1], (40, 1)), [1_000_000, 1])

    solution = solve(asked)

    assert solution.mentor_of.tolist() == [0] * 40
    assert solution.mentor_price.tolist() == [0, 0]


def ladder(levels: int) -> Problem:
    """Make the graph of scipy#26147: a dead end with 2**levels ways into it.

    A chain as long as the ladder makes the search look that far.
    """
    pairs = []
    for level in range(levels):
        for side in (0, 1):
            mentee = 2 * level + side
            pairs += [(mentee, mentee)]
            if level < levels - 1:
                pairs += [(mentee, 2 * level + 2), (mentee, 2 * level + 3)]
    chain = 2 * levels
    pairs += [(chain + link, chain + link) for link in range(levels)]
    pairs += [(chain + link, chain + link + 1) for link in range(levels)]
    pairs += [(3 * levels, 0), (3 * levels, 1), (3 * levels + 1, chain)]
    scores = np.full((3 * levels + 2, 3 * levels + 1), NEVER)
    scores[tuple(np.array(pairs).T)] = 500
    return problem(scores, [1] * (3 * levels + 1))


def test_a_layered_company_does_not_take_exponential_time() -> None:
    asked = ladder(28)  # for maximum_bipartite_matching of SciPy 1.17: 3 seconds

    before = time.thread_time()
    solution = solve(asked)
    after = time.thread_time()

    assert solution.matched == 3 * 28 + 1
    assert proof(asked, solution) == PROVEN
    assert after - before < 0.5


@pytest.mark.parametrize("mode", [*Mode])
def test_the_same_question_has_the_same_answer(mode: Mode) -> None:
    company = judge.invented(200, seed=9)

    once, again = (
        solve(prepare(parsed(company).instance).problem, mode=mode) for _ in range(2)
    )

    assert once.pairs == again.pairs
    assert once.mentee_price.tolist() == again.mentee_price.tolist()
    assert once.mentor_price.tolist() == again.mentor_price.tolist()


@pytest.mark.parametrize("mode", [*Mode])
def test_the_size_of_a_block_does_not_change_the_answer(
    mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = prepare(parsed(judge.invented(200, seed=3, tight=True)).instance).problem
    asked = replace(asked, pins=(solve(asked).pairs[-1],))
    whole = solve(asked, mode=mode)

    monkeypatch.setattr(field, "CELLS", 300)
    monkeypatch.setattr(field, "HELD", 0)
    pieces = solve(asked, mode=mode)

    assert (found(pieces), pieces.floor) == (found(whole), whole.floor)
    assert proof(asked, pieces) == PROVEN


def test_with_a_tolerance_everybody_is_still_matched_and_the_bound_holds() -> None:
    asked = prepare(parsed(judge.invented(500, seed=2)).instance).problem
    exact = solve(asked)

    rough = solve(asked, rtol=0.5)

    assert rough.matched == exact.matched
    assert rough.total <= exact.total <= rough.total + rough.gap
    assert 0 < rough.gap <= 0.5 * rough.total
    assert proof(asked, rough) == (rough.gap, 0)


def test_a_place_filled_by_a_pin_has_the_price_that_others_would_give() -> None:
    asked = problem([[100, 50], [700, 300], [NEVER, 0]], [1, 2], pins=((0, 0),))

    solution = solve(asked)

    assert solution.pairs == [(0, 0), (1, 1), (2, 1)]
    assert solution.mentor_price[0] == 400
    assert solution.mentee_price[0] == asked.base + 100 - 400
    assert proof(asked, solution) == PROVEN


def test_a_pin_that_leaves_a_better_one_without_says_so_by_a_price_below_0() -> None:
    asked = problem([[100], [700]], [1], pins=((0, 0),))

    solution = solve(asked)

    assert solution.pairs == [(0, 0)]
    assert solution.mentee_price.tolist() == [-600, 0]
    assert proof(asked, solution) == PROVEN


@pytest.mark.parametrize(
    ("pins", "sentence"),
    [
        (((0, 0), (0, 1)), "A mentee is pinned twice."),
        (((0, 0), (1, 0)), "A mentor has fewer places than pins."),
        (((1, 1),), "A pin is not allowed."),
    ],
)
def test_pins_that_cannot_all_be_are_refused(
    pins: tuple[tuple[int, int], ...], sentence: str
) -> None:
    asked = problem([[1, 2], [3, NEVER]], [1, 1], pins=pins)

    with pytest.raises(ValueError, match=f"^{sentence}$"):
        solve(asked)


def test_numbers_that_a_float_cannot_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be summed"):
        solve(problem([[1]], [1], units=2**51))
