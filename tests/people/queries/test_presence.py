"""Who is at work when, read from absences, shifts, posts and sites."""

from datetime import date
from typing import Any

import pytest

from people.models import Absence, Employment, Person, Shift, Site
from people.queries import SiteDays, presences_of, sites_now
from tests.factories import START, make_person

pytestmark = pytest.mark.django_db
ALL_SAINTS = date(2026, 11, 11)  # a Wednesday: the armistice, free in Belgium only
BOXING_DAY = date(2025, 12, 26)  # free in the Netherlands, worked in Belgium


def make_post(person: Person, **fields: Any) -> Employment:  # noqa: ANN401 - what a model takes
    return Employment.objects.create(person=person, **{"from_on": START, **fields})


def test_without_any_row_somebody_works_by_day_in_belgium() -> None:
    [presence] = presences_of([make_person()], on=START)

    assert presence.shifts == ()
    assert not presence.is_there(ALL_SAINTS)
    assert presence.is_there(BOXING_DAY)


@pytest.mark.parametrize(
    ("fields", "is_free"),
    [
        ({"country": "NL"}, False),
        ({"country": " nl "}, False),
        ({"country": "Nowhere"}, True),
        ({"site": "Gent"}, True),
    ],
)
def test_the_post_says_whose_holidays_count(
    fields: dict[str, str], *, is_free: bool
) -> None:
    person = make_person()
    make_post(person, **fields)

    [presence] = presences_of([person], on=START)

    assert presence.is_there(ALL_SAINTS) is not is_free


@pytest.mark.parametrize(
    ("said", "is_free"),
    [
        ({"country": "BE"}, True),
        ({"country": "NL"}, False),
        ({"country": "BE", "keeps_holidays": False}, False),
    ],
)
def test_what_hr_said_of_the_site_comes_first(
    said: dict[str, object], *, is_free: bool
) -> None:
    person = make_person()
    make_post(person, site="Gent", country="NL" if is_free else "BE")
    Site.objects.create(name="Gent", **said)

    [presence] = presences_of([person], on=START)

    assert presence.is_there(ALL_SAINTS) is not is_free


def test_days_away_and_shifts_are_those_of_the_person() -> None:
    person, other = make_person(), make_person()
    Absence.objects.create(person=person, from_on=START, until_on=START)
    Shift.objects.create(person=person, pattern=["late"], starts_on=START)

    mine, theirs = presences_of([person, other], on=START)

    assert (mine.is_there(START), theirs.is_there(START)) == (False, True)
    assert (mine.shifts, theirs.shifts) == (("late",), ())


@pytest.mark.parametrize("count", [1, 4])
def test_it_takes_four_queries_for_any_number(
    django_assert_num_queries: Any,  # noqa: ANN401 - pytest-django's
    count: int,
) -> None:
    people = [make_person() for _number in range(count)]
    for person in people:
        make_post(person, site="Gent")

    with django_assert_num_queries(4):
        presences_of(people, on=START)


def test_the_sites_are_those_where_somebody_works_now() -> None:
    make_post(make_person(), site="Gent")
    make_post(make_person(), site="Gent")
    make_post(make_person(), site="Lille", country="FR")
    make_post(make_person(), site="Luik", from_on=date(2026, 1, 1), until_on=START)
    make_post(make_person())
    Site.objects.create(name="Gent", keeps_holidays=False)

    assert sites_now(on=date(2026, 9, 2)) == [
        SiteDays("Gent", "BE", keeps_holidays=False),
        SiteDays("Lille", "FR", keeps_holidays=True),
    ]
