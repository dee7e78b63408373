"""Whether rules, scores and solver together hold what the judge asks of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.eligibility import Obstacle
from matching.instance import RefusedPin, prepare
from matching.management.neutral_file import parsed, result
from matching.solver import Mode, solve, verify
from tests.matching import judge
from tests.matching.companies import companies

MODES = st.sampled_from([*Mode])


def matched(company: judge.Document, mode: Mode) -> judge.Document:
    file = parsed(company)
    prepared = prepare(file.instance)
    solution = solve(prepared.problem, mode=mode)
    verdict = verify(prepared.problem, solution)
    assert (verdict.gap, verdict.violations) == (0, 0)
    return result(file, solution)


@given(companies(), MODES)
def test_the_judge_finds_no_fault_in_any_small_company(
    company: judge.Document, mode: Mode
) -> None:
    assert judge.faults(company, matched(company, mode)) == []


@given(companies(pins=True), MODES)
def test_lawful_pins_are_kept_and_the_others_refused_with_the_rule(
    company: judge.Document, mode: Mode
) -> None:
    refused = prepare(parsed(company).instance).refused
    chart = judge.Company(company)
    mentees, mentors = company["mentees"], company["mentors"]
    for pin in refused:
        broken = chart.broken_rules(mentees[pin.mentee], mentors[pin.mentor])
        assert broken or pin.obstacles in (
            (Obstacle.NO_PLACE_LEFT,),
            (Obstacle.PINNED_ELSEWHERE,),
        )
        names = [
            mentees[pin.mentee]["person_id"],
            mentors[pin.mentor]["person_id"],
        ]
        company["pins"] = [pair for pair in company["pins"] if pair != names]

    found = matched(company, mode)

    # A pin can leave somebody better without; its own price then says so.
    prices = [found["certificate"]["mentee"][mentee] for mentee, _ in company["pins"]]
    below = min(prices, default=0) < 0
    assert judge.faults(company, found) == ["negative_price"] * below


@pytest.mark.parametrize("mode", [*Mode])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_judge_finds_no_fault_in_a_company_of_two_hundred(
    seed: int, mode: Mode
) -> None:
    company = judge.invented(200, seed, tight=seed == 3)

    assert judge.faults(company, matched(company, mode)) == []


def test_two_pins_for_one_place_or_one_mentee_keep_the_first() -> None:
    company = judge.invented(60, seed=1)
    clear = prepare(parsed(company).instance)
    [first, second, *_] = range(len(company["mentees"]))
    allowed = clear.mask.allowed(0, 2)
    both = [place for place, two in enumerate(allowed.T) if two.all()]
    company["mentors"][both[0]]["capacity"] = 1
    company["pins"] = [
        [
            company["mentees"][mentee]["person_id"],
            company["mentors"][mentor]["person_id"],
        ]
        for mentee, mentor in (
            (first, both[0]),
            (first, both[0]),
            (second, both[0]),
            (first, both[1]),
        )
    ]

    prepared = prepare(parsed(company).instance)

    assert prepared.problem.pins == ((first, both[0]),)
    assert prepared.refused == (
        RefusedPin(second, both[0], (Obstacle.NO_PLACE_LEFT,)),
        RefusedPin(first, both[1], (Obstacle.PINNED_ELSEWHERE,)),
    )
