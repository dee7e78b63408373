from itertools import pairwise
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from people import org_chart
from people.models import Person, ReportingLine
from tests.factories import START, make_chain, make_line, make_person
from tests.people.naive_chart import is_unknown, superiors

pytestmark = pytest.mark.django_db

SIZE = 7
PLACES = st.integers(0, SIZE - 1)
LINES = st.sets(
    st.tuples(PLACES, PLACES).filter(lambda pair: pair[0] != pair[1]), max_size=14
)
IN_ONE_TEST = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def make_company(lines: set[tuple[int, int]], **places: set[int]) -> list[Person]:
    """Save people and lines between them; every kind of superior occurs."""
    people = [
        Person(
            given_name=f"Given {place}",
            top_of_line=place in places.get("tops", ()),
            superior_missing=place in places.get("missing", ()),
        )
        for place in range(SIZE)
    ]
    Person.objects.bulk_create(people)
    ReportingLine.objects.bulk_create(
        ReportingLine(
            superior=people[up],
            person=people[low],
            kind=ReportingLine.UPWARD[(up + low) % 3],
            from_on=START,
        )
        for up, low in lines
    )
    return people


@IN_ONE_TEST
@given(lines=LINES)
def test_every_question_gets_the_answer_of_a_plain_walk(
    lines: set[tuple[int, int]],
) -> None:
    with transaction.atomic():
        people = make_company(lines)
        keys = [person.pk for person in people]
        pairs = {(up, low) for low in range(SIZE) for up in superiors(low, lines)}

        assert {
            (keys.index(up), keys.index(low))
            for up, low in org_chart.superior_pairs(keys)
        } == pairs
        for low, person in enumerate(people):
            above = {keys.index(up) for up in org_chart.superiors_of(person)}
            below = Person.objects.filter(pk__in=org_chart.reports_of(person))
            assert above == {up for up, one in pairs if one == low}
            assert {keys.index(one.pk) for one in below} == {
                one for up, one in pairs if up == low
            }
        transaction.set_rollback(True)


@IN_ONE_TEST
@given(
    lines=LINES, tops=st.sets(PLACES, max_size=3), missing=st.sets(PLACES, max_size=2)
)
def test_the_chart_state_is_that_of_a_plain_walk(
    lines: set[tuple[int, int]], tops: set[int], missing: set[int]
) -> None:
    with transaction.atomic():
        people = make_company(lines, tops=tops, missing=missing)
        Person.objects.filter(pk=people[0].pk).update(chart_state="known")
        known = {
            person.pk
            for place, person in enumerate(people)
            if not is_unknown(place, lines, tops, missing)
        }

        survey = org_chart.survey([person.pk for person in people])

        assert survey.becomes_known == known - {people[0].pk}
        assert survey.becomes_unknown == {people[0].pk} - known
        transaction.set_rollback(True)


@IN_ONE_TEST
@given(lines=LINES, tops=st.sets(PLACES, max_size=3), seed=PLACES, few=st.booleans())
def test_a_look_around_one_person_agrees_with_a_look_at_the_company(
    lines: set[tuple[int, int]], tops: set[int], seed: int, *, few: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(org_chart, "FEW", SIZE if few else 0)
        people = make_company(lines, tops=tops)
        reached = {
            people[low].pk
            for low in range(SIZE)
            if low == seed or seed in superiors(low, lines)
        }
        known = {
            person.pk
            for place, person in enumerate(people)
            if not is_unknown(place, lines, tops)
        }

        survey = org_chart.survey([people[seed].pk])

        assert survey.reached == reached
        assert survey.becomes_known == reached & known
        transaction.set_rollback(True)


@IN_ONE_TEST
@given(lines=LINES, low=PLACES, up=PLACES)
def test_the_way_up_goes_over_lines_only_and_is_there_for_every_superior(
    lines: set[tuple[int, int]], low: int, up: int
) -> None:
    with transaction.atomic():
        people = make_company(lines)
        keys = [person.pk for person in people]

        path = [
            keys.index(key) for key in org_chart.path_between(people[up], people[low])
        ]

        assert bool(path) == (up in superiors(low, lines))
        assert all((above, below) in lines for below, above in pairwise(path))
        assert path[:1] + path[-1:] in ([], [low, up])
        transaction.set_rollback(True)


def test_a_superior_is_found_ten_levels_up() -> None:
    people = [make_person() for _level in range(11)]
    make_chain(*people)

    assert org_chart.is_superior_of(people[0], people[10])
    assert not org_chart.is_superior_of(people[10], people[0])


@pytest.mark.parametrize("kind", ["line", "functional", "acting"])
def test_every_kind_of_line_makes_a_superior(kind: str) -> None:
    chief, anna = make_person(), make_person()
    make_line(chief, anna, kind=kind)

    assert org_chart.is_superior_of(chief, anna)


def test_an_hr_partner_is_no_superior() -> None:
    partner, anna = make_person(), make_person()
    make_line(partner, anna, kind="hr_partner")

    assert not org_chart.is_superior_of(partner, anna)
    assert org_chart.hr_partners_in_force() == [(partner.pk, anna.pk)]
    assert org_chart.lines_in_force() == []


def test_a_line_that_is_not_in_force_makes_no_superior() -> None:
    chief, anna = make_person(), make_person()
    make_line(chief, anna, in_force=False)

    assert org_chart.superiors_of(anna) == frozenset()
    assert org_chart.lines_in_force() == []


def test_in_a_circle_everybody_is_a_superior_of_everybody_but_themselves() -> None:
    anna, bram, els = make_person(), make_person(), make_person()
    make_chain(anna, bram, els, anna)

    assert org_chart.superiors_of(anna) == {bram.pk, els.pk}
    assert org_chart.path_between(anna, anna) == ()


def test_the_way_up_names_everybody_between_two_people() -> None:
    chief, lead, anna = make_person(), make_person(), make_person()
    make_chain(chief, lead, anna)

    assert org_chart.path_between(chief, anna) == (anna.pk, lead.pk, chief.pk)


def test_conflicts_are_found_whichever_of_the_two_is_above() -> None:
    chief, anna, stranger = make_person(), make_person(), make_person()
    make_line(chief, anna)
    down, up = (chief.pk, anna.pk), (anna.pk, chief.pk)

    assert org_chart.conflicts_among([down, up, (anna.pk, stranger.pk)]) == {down, up}


def test_many_people_are_asked_about_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(org_chart, "_MOST_PARAMETERS", 2)
    chief = make_person()
    team = [make_person() for _each in range(5)]
    for person in team:
        make_line(chief, person)

    pairs = org_chart.superior_pairs(person.pk for person in team)

    assert pairs == {(chief.pk, person.pk) for person in team}


def test_nobody_has_no_superiors() -> None:
    assert org_chart.superior_pairs([]) == set()
    assert org_chart.conflicts_among([]) == set()
    assert org_chart.survey([]).reached == frozenset()


def test_one_question_is_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    chief, anna = make_person(), make_person()
    make_line(chief, anna)

    with django_assert_num_queries(1):
        org_chart.is_superior_of(chief, anna)
    with django_assert_num_queries(1):
        org_chart.conflicts_among([(chief.pk, anna.pk)])
    with django_assert_num_queries(2):
        org_chart.survey([anna.pk])


def test_answers_are_keys_of_people_on_every_database() -> None:
    chief, anna = make_person(), make_person()
    make_line(chief, anna)

    assert all(isinstance(key, UUID) for key in org_chart.superiors_of(anna))
