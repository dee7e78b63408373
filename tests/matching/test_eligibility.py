"""Whether the hard rules for many people say what the judge says of each pair."""

from dataclasses import replace

import pytest
from hypothesis import given

from matching.eligibility import Company, Mask, Obstacle, Pool, Rules, mask, superiors
from matching.instance import prepare
from matching.management.neutral_file import parsed
from tests.matching import judge
from tests.matching.companies import companies

ANNA, CHIEF, BOSS, OWNER, STRANGER = range(5)
NO_RULES = Rules(
    shared_language=False,
    require_trained=False,
    require_approved=False,
    block_hr_partner=False,
    block_subordinate=False,
)


def between(mentee: int, mentor: int, company: Company, rules: Rules) -> Mask:
    return mask(company, pool(mentee, mentor), rules)


def pool(mentee: int, mentor: int, *, approved: bool = True) -> Pool:
    return Pool(
        mentees=(mentee,),
        mentors=(mentor,),
        mentee_languages=(frozenset({"nl"}),),
        mentor_languages=(frozenset({"nl", "fr"}),),
        mentee_countries=("BE",),
        mentor_countries=("FR",),
        trained=(True,),
        approved=(approved,),
    )


@given(companies())
def test_each_pair_is_kept_apart_by_the_rules_that_the_judge_names(
    company: judge.Document,
) -> None:
    found = prepare(parsed(company).instance).mask
    chart = judge.Company(company)

    for place, mentee in enumerate(company["mentees"]):
        for column, mentor in enumerate(company["mentors"]):
            expected = {
                rule if rule != "they_are_cousins" else "blocked"
                for rule in chart.broken_rules(mentee, mentor)
            }
            if mentee["person_id"] == mentor["person_id"]:
                # In a circle the judge calls people their own superior as well.
                expected -= {"hierarchical_superior", "subordinate"}
            obstacles = found.between(place, column)
            assert {obstacle.rule for obstacle in obstacles} == expected
            assert list(obstacles) == sorted(obstacles)


@given(companies())
def test_the_three_ways_to_ask_agree(company: judge.Document) -> None:
    found = prepare(parsed(company).instance).mask
    many = len(company["mentees"])

    first, allowed = found.first(0, many), found.allowed(0, many)

    for place in range(many):
        for column in range(len(company["mentors"])):
            obstacles = found.between(place, column)
            assert first[place, column] == (obstacles[0] if obstacles else 0)
            assert allowed[place, column] == (not obstacles)


@pytest.mark.parametrize("kind", [CHIEF, BOSS, OWNER])
def test_a_superior_is_found_however_far_above(kind: int) -> None:
    company = Company(upward=((CHIEF, ANNA), (BOSS, CHIEF), (OWNER, BOSS)))

    above = between(ANNA, kind, company, NO_RULES)

    assert above.between(0, 0) == (Obstacle.HIERARCHICAL_SUPERIOR,)


def test_a_functional_line_counts_in_the_middle_of_the_way_up() -> None:
    solid, functional = ((CHIEF, ANNA), (OWNER, BOSS)), ((BOSS, CHIEF),)

    assert superiors(Company(upward=solid))(ANNA) == {CHIEF}
    assert superiors(Company(upward=solid + functional))(ANNA) == {CHIEF, BOSS, OWNER}


def test_in_a_circle_everybody_is_above_everybody_but_themselves() -> None:
    circle = Company(upward=((CHIEF, ANNA), (BOSS, CHIEF), (ANNA, BOSS)))

    assert superiors(circle)(ANNA) == {CHIEF, BOSS}
    assert superiors(circle)(BOSS) == {ANNA, CHIEF}


def test_a_stranger_to_the_chart_has_nobody_above() -> None:
    assert superiors(Company(upward=((CHIEF, ANNA),)))(STRANGER) == set()


def test_a_mentee_may_not_be_above_the_mentor_when_the_rule_says_so() -> None:
    company = Company(upward=((CHIEF, ANNA), (BOSS, CHIEF)))

    assert between(BOSS, ANNA, company, Rules()).between(0, 0) == (
        Obstacle.SUBORDINATE,
    )
    assert between(BOSS, ANNA, company, NO_RULES).between(0, 0) == ()


@pytest.mark.parametrize("lost", [ANNA, STRANGER])
def test_who_has_no_place_in_the_chart_is_paired_with_nobody(lost: int) -> None:
    company = Company(upward=((CHIEF, ANNA),), unknown=frozenset({lost}))

    found = between(ANNA, STRANGER, company, NO_RULES)

    assert found.between(0, 0) == (Obstacle.UNKNOWN_CHART,)


def test_two_who_share_one_of_several_managers_are_colleagues() -> None:
    lines = ((CHIEF, ANNA), (BOSS, ANNA), (BOSS, STRANGER))
    company = Company(upward=lines, managers=lines)

    strict = between(ANNA, STRANGER, company, Rules(block_same_manager=True))

    assert strict.between(0, 0) == (Obstacle.SAME_MANAGER,)
    assert between(ANNA, STRANGER, company, Rules()).between(0, 0) == ()


def test_what_is_known_of_two_people_is_added_to_what_is_seen() -> None:
    company = Company(upward=((CHIEF, ANNA),), hr_partners=((CHIEF, ANNA),))
    two = replace(
        pool(ANNA, CHIEF, approved=False),
        blocks=((0, 0, Obstacle.CONFLICT), (0, 0, Obstacle.CONFLICT)),
    )

    found = mask(company, two, Rules(same_country=True))

    assert found.between(0, 0) == (
        Obstacle.HIERARCHICAL_SUPERIOR,
        Obstacle.HR_PARTNER,
        Obstacle.OTHER_COUNTRY,
        Obstacle.NOT_APPROVED,
        Obstacle.CONFLICT,
    )


def test_the_order_of_the_obstacles_is_the_order_of_naming() -> None:
    assert [obstacle.rule for obstacle in Obstacle][:4] == [
        "same_person",
        "hierarchical_superior",
        "subordinate",
        "unknown_chart",
    ]


@given(companies())
def test_no_superior_is_allowed_in_any_company(company: judge.Document) -> None:
    found = prepare(parsed(company).instance).mask
    chart = judge.Company(company)

    allowed = found.allowed(0, len(company["mentees"]))

    for place, mentee in enumerate(company["mentees"]):
        for column, mentor in enumerate(company["mentors"]):
            if "hierarchical_superior" in chart.broken_rules(mentee, mentor):
                assert not allowed[place, column]
