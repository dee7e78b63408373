"""Whether the floor under everybody's score is the highest that can be, and proven."""

import pytest
from hypothesis import given

from matching.instance import prepare
from matching.management.neutral_file import parsed
from matching.solver import Cover, Mode, Problem, candidates, solve, verify
from tests.matching import judge
from tests.matching.problems import NEVER, Best, best, problem, problems


def highest_floor(asked: Problem) -> int:
    """Try every score as a floor, from above."""
    settled = {mentee for mentee, _ in asked.pins}
    free = [mentee for mentee in range(asked.mentees) if mentee not in settled]
    most = best(asked).matched
    if most == len(settled):
        return 0
    scores = asked.scores(0, asked.mentees)[free]
    levels = sorted({int(score) for score in scores.ravel()}, reverse=True)
    return next(level for level in levels if best(asked, floor=level).matched == most)


@given(problems(pinned=True))
def test_the_floor_and_the_total_above_it_cannot_be_surpassed(asked: Problem) -> None:
    solution = solve(asked, mode=Mode.FAIR)

    assert solution.floor == highest_floor(asked)
    assert Best(solution.matched, solution.total) == best(asked, floor=solution.floor)
    verdict = verify(asked, solution)
    assert (verdict.gap, verdict.violations) == (0, 0)


def test_the_lowest_is_lifted_at_the_cost_of_the_total() -> None:
    asked = problem([[900, 300], [500, 50]], [1, 1])

    together, fair = solve(asked), solve(asked, mode=Mode.FAIR)

    assert (together.pairs, together.worst) == ([(0, 0), (1, 1)], 50)
    assert (fair.pairs, fair.worst, fair.floor) == ([(0, 1), (1, 0)], 300, 300)


def test_the_cover_names_those_for_whom_no_more_can_be_had() -> None:
    asked = problem([[900, 300], [500, 50], [NEVER, NEVER]], [1, 1])

    assert solve(asked, mode=Mode.FAIR).cover == Cover((), (0,))


def test_participation_comes_before_the_floor() -> None:
    asked = problem([[900, NEVER], [800, 1]], [1, 1])

    assert solve(asked, mode=Mode.FAIR).pairs == [(0, 0), (1, 1)]


def test_a_pin_below_the_floor_does_not_hold_the_others_down() -> None:
    asked = problem([[1, 1, 900], [500, 50, NEVER]], [1, 1, 1], pins=((0, 1),))

    fair = solve(asked, mode=Mode.FAIR)

    assert (fair.pairs, fair.floor) == ([(0, 1), (1, 0)], 500)


def test_a_floor_that_nobody_needs_is_no_floor() -> None:
    fair = solve(problem([[0]], [1]), mode=Mode.FAIR)

    assert (fair.pairs, fair.floor, fair.cover) == ([(0, 0)], 0, None)


def test_the_price_of_fairness_is_below_one_percent() -> None:
    asked = prepare(parsed(judge.invented(2000, seed=2)).instance).problem

    together, fair = solve(asked), solve(asked, mode=Mode.FAIR)

    assert fair.matched == together.matched
    assert fair.worst == fair.floor > together.worst
    assert 0.99 * together.total < fair.total < together.total
    assert verify(asked, fair).violations == 0


def test_pairs_that_were_not_looked_at_first_can_lift_the_floor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = prepare(parsed(judge.invented(200, seed=4)).instance).problem
    expected = solve(asked, mode=Mode.FAIR)

    monkeypatch.setattr(candidates, "BEST", 1)
    fair = solve(asked, mode=Mode.FAIR)

    assert (fair.floor, fair.total) == (expected.floor, expected.total)
    assert verify(asked, fair).violations == 0
