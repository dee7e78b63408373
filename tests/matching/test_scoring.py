"""Whether scores are those of the judge, to the last point, and add up."""

from dataclasses import replace

import numpy as np
from hypothesis import given

from matching.instance import prepare
from matching.management.neutral_file import parsed
from matching.scoring import FACTORS, WEIGHTS, Offer, Wishes, encode
from tests.matching import judge
from tests.matching.companies import companies

MENTEE = Wishes(
    languages=("nl",),
    location="BRU",
    country="BE",
    utc_offset=1,
    division="d1",
    department="k1",
    grade=3,
    onsite=False,
    availability=0b11,
    goals={"A.law": 1},
)
MENTOR = Offer(
    languages=("nl", "fr"),
    location="BRU",
    country="BE",
    utc_offset=1,
    division="d2",
    department="k2",
    grade=5,
    onsite=False,
    availability=0b01,
    skills={"A.law": 5},
)


def points(mentee: Wishes, mentor: Offer) -> dict[str, int]:
    encoding = encode([mentee], [mentor], WEIGHTS)
    [row] = encoding.factors_of([0], [0]).tolist()
    assert sum(row) == encoding.block(0, 1)[0, 0]
    return dict(zip(FACTORS, row, strict=True))


@given(companies())
def test_every_factor_of_every_pair_is_what_the_judge_counts(
    company: judge.Document,
) -> None:
    encoding = prepare(parsed(company).instance).encoding
    judging = judge.Company(company)

    for place, mentee in enumerate(company["mentees"]):
        for column, mentor in enumerate(company["mentors"]):
            expected = judging.points(mentee, mentor)
            [row] = encoding.factors_of([place], [column]).tolist()
            assert dict(zip(FACTORS, row, strict=True)) == expected
            score = encoding.block(place, place + 1)[0, column]
            assert score == sum(expected.values()) <= encoding.units


def test_all_scores_of_a_company_of_two_hundred_are_those_of_the_judge() -> None:
    company = judge.invented(200, seed=5)
    encoding = prepare(parsed(company).instance).encoding
    judging = judge.Company(company)

    block = encoding.block(0, len(company["mentees"]))

    assert block.dtype == np.float32
    assert block.tolist() == [
        [sum(judging.points(mentee, mentor).values()) for mentor in company["mentors"]]
        for mentee in company["mentees"]
    ]


def test_a_perfect_pair_has_all_points() -> None:
    wanted = replace(MENTEE, preferred=(0,), availability=0b1)
    wanting = replace(MENTOR, preferred=(0,))

    assert points(wanted, wanting) == {
        factor: 1000 * weight for factor, weight in WEIGHTS.items()
    }


def test_weights_too_large_for_float32_are_still_exact() -> None:
    weights = {"skills": 1, "seniority": 2**40}

    block = encode([MENTEE], [MENTOR], weights).block(0, 1)

    assert block.dtype == np.float64
    assert block[0, 0] == 1000 * 2**40 + 1000


def test_where_a_grade_is_unknown_the_two_count_as_equals() -> None:
    equals = points(MENTEE, replace(MENTOR, grade=3))["seniority"]

    assert equals == 4000
    assert points(replace(MENTEE, grade=None), MENTOR)["seniority"] == equals
    assert points(MENTEE, replace(MENTOR, grade=None))["seniority"] == equals


def test_who_says_nothing_gets_no_points_for_it() -> None:
    silent = replace(MENTEE, languages=(), availability=0, goals={})

    found = points(silent, MENTOR)

    assert [found[name] for name in ("language", "availability", "skills")] == [0, 0, 0]


def test_a_wish_for_somebody_who_is_gone_keeps_the_rank_of_the_next() -> None:
    waiting = replace(MENTEE, preferred=(-1, 0, 0))

    assert points(waiting, MENTOR)["mentee_pref"] == 8500


def test_nobody_on_one_side_gives_an_empty_block() -> None:
    assert encode([MENTEE], [], WEIGHTS).block(0, 1).shape == (1, 0)
    assert encode([], [MENTOR], WEIGHTS).block(0, 0).shape == (0, 1)
    assert encode([], [], WEIGHTS).factors_of([], []).shape == (0, len(FACTORS))
