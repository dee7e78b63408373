"""The rule for one pair says the same as the mask for many."""

from itertools import permutations, product
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from matching import rules
from matching.eligibility import Company, Obstacle, Pool, Rules, mask
from people.models import Person, ReportingLine
from tests.factories import START, make_chain, make_person

pytestmark = pytest.mark.django_db
Lines = list[tuple[int, int, str]]
KINDS = ["line", "functional", "acting", "hr_partner"]


@given(
    lines=st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(KINDS)),
        max_size=12,
    ),
    unknown=st.sets(st.integers(0, 6), max_size=2),
)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_rule_for_one_pair_agrees_with_the_mask_for_all(
    lines: Lines, unknown: set[int]
) -> None:
    people = [
        make_person(chart_state="unknown" if number in unknown else "known")
        for number in range(7)
    ]
    found = {(up, low, kind) for up, low, kind in lines if up != low}
    ReportingLine.objects.bulk_create(
        ReportingLine(superior=people[up], person=people[low], kind=kind, from_on=START)
        for up, low, kind in found
    )
    upward = tuple((up, low) for up, low, kind in found if kind != "hr_partner")
    everybody = tuple(range(7))
    pool = Pool(
        mentees=everybody,
        mentors=everybody,
        mentee_languages=(frozenset(["nl"]),) * 7,
        mentor_languages=(frozenset(["nl"]),) * 7,
        mentee_countries=("BE",) * 7,
        mentor_countries=("BE",) * 7,
        trained=(True,) * 7,
        approved=(True,) * 7,
    )
    company = Company(upward=upward, unknown=frozenset(unknown))
    first = mask(company, pool, Rules()).first(0, 7)

    for mentee, mentor in product(everybody, everybody):
        said = rules.obstacle_between(people[mentor], people[mentee])
        code = int(first[mentee, mentor])
        expected = str(rules.SENTENCES[Obstacle(code)]) if code else None
        assert said == expected, (mentee, mentor)


def test_every_obstacle_has_a_sentence() -> None:
    assert set(rules.SENTENCES) == set(Obstacle)


def test_several_causes_share_the_sentence_that_betrays_nothing() -> None:
    anna, bram = make_person(), make_person()

    said = {
        rules.obstacle_between(anna, bram, apart=frozenset([cause]))
        for cause in (Obstacle.CONFLICT, Obstacle.REFUSED, Obstacle.BLOCKED)
    }

    assert said == {"Not available for this pair."}


def test_the_chart_is_named_before_what_rows_say() -> None:
    lost = make_person(chart_state=Person.ChartState.UNKNOWN)

    said = rules.obstacle_between(
        lost, make_person(), apart=frozenset([Obstacle.CONFLICT])
    )

    assert said == str(rules.SENTENCES[Obstacle.UNKNOWN_CHART])


@pytest.mark.parametrize("seed", range(5))
def test_the_lowest_free_place_is_given(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - repeatable cases, no secret
    capacity = chance.randint(1, 20)
    taken = set(chance.sample(range(1, capacity + 1), chance.randint(0, capacity)))

    place = rules.free_place(capacity, taken)

    free = set(range(1, capacity + 1)) - taken
    assert place == (min(free) if free else None)


@pytest.mark.parametrize("depth", [1, 10])
def test_the_obstacle_between_two_is_found_in_one_query(
    depth: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    chain = [make_person() for _ in range(depth + 1)]
    make_chain(*chain)

    for mentor, mentee in permutations((chain[0], chain[-1])):
        with django_assert_num_queries(1):
            assert rules.obstacle_between(mentor, mentee)
