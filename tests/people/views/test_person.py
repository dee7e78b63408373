from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import Chart, Employment, Person
from tests.factories import (
    START,
    give_secret,
    make_hr,
    make_line,
    make_person,
)

pytestmark = pytest.mark.django_db

PAGE_QUERIES = 12


def page_of(person: Person) -> str:
    return reverse("people:person_detail", args=[person.pk])


def text_of(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def hr(client: Client) -> Person:
    person = make_hr(given_name="Sofie", family_name="Claes")
    client.force_login(person)
    return person


def test_the_page_of_a_person_shows_who_is_above_and_below(
    client: Client, hr: Person
) -> None:
    top = make_person(given_name="Hilde", family_name="Hoog", top_of_line=True)
    chief = make_person(given_name="Carla", family_name="Chief")
    anna = make_person(
        given_name="Anna",
        family_name="Aerts",
        employee_number="007",
        hired_on=date(2020, 3, 2),
        left_on=date(2027, 3, 31),
    )
    report = make_person(given_name="Rik", family_name="Report")
    make_line(top, chief)
    make_line(chief, anna, source="people.csv")
    make_line(top, anna, kind="acting", until_on=date(2027, 1, 31))
    make_line(anna, report)
    partner = make_person(given_name="Priya", family_name="Partner")
    make_line(partner, anna, kind="hr_partner")
    make_line(top, report, from_on=date(2100, 1, 1), in_force=False)
    make_line(anna, chief, from_on=date(2100, 1, 1), in_force=False)
    Employment.objects.create(
        person=anna, job_title="Operator", department="Works", site="G", from_on=START
    )
    Chart.objects.update(dated_on=date(2026, 11, 20), source="people.csv")

    text = text_of(client, page_of(anna))

    for words in (
        "Anna Aerts",
        "007",
        "Operator",
        "Works",
        "Carla Chief",
        "line manager",
        "Hilde Hoog",
        "acting manager",
        "until 31 Jan 2027",
        "Rik Report",
        "HR partner",
        "Priya Partner",
        "people.csv",
        "entered here",
        "2 Mar 2020",
        "31 Mar 2027",
        "The chart is of 20 Nov 2026.",
        "From 1 Jan 2100: Anna Aerts is line manager of Carla Chief.",
        str(anna.email),
    ):
        assert words in text, words
    assert "cannot be paired with anybody" not in text


@pytest.mark.parametrize(
    ("fields", "with_line", "sentence"),
    [
        ({"superior_missing": True}, False, "names a superior whom nobody here knows"),
        ({}, False, "Nobody is above this person"),
        ({}, True, "does not end at a top of the company"),
    ],
)
def test_an_unknown_place_is_explained(
    client: Client,
    hr: Person,
    fields: dict[str, bool],
    *,
    with_line: bool,
    sentence: str,
) -> None:
    anna = make_person(chart_state="unknown", **fields)
    if with_line:
        make_line(make_person(chart_state="unknown"), anna)

    text = text_of(client, page_of(anna))

    assert sentence in text
    assert "cannot be paired with anybody" in text
    assert "No chart was read yet." in text


def test_of_many_reports_the_first_fifty_are_named(client: Client, hr: Person) -> None:
    chief = make_person()
    for _each in range(52):
        make_line(chief, make_person())

    assert "And 2 more people." in text_of(client, page_of(chief))


def test_somebody_with_an_address_and_no_secret_can_be_invited(
    client: Client, hr: Person
) -> None:
    anna = make_person()

    text = text_of(client, page_of(anna))

    assert "Send an invitation" in text
    url = reverse("people:person_invite", args=[anna.pk])
    assert f'action="{url}?next={page_of(anna)}"' in text


def test_somebody_without_an_address_gets_a_card(client: Client, hr: Person) -> None:
    anna = make_person(email=None)

    text = text_of(client, page_of(anna))

    assert reverse("people:card_issue", args=[anna.pk]) in text
    assert "none: signs in with number and PIN" in text


def test_whoever_has_a_secret_needs_no_help(client: Client, hr: Person) -> None:
    anna = give_secret(make_person())

    assert "This person can sign in." in text_of(client, page_of(anna))


def test_hr_does_not_help_themselves_in(client: Client, hr: Person) -> None:
    assert "Signing in" not in text_of(client, page_of(hr))


@pytest.mark.parametrize("lines", [1, 4])
def test_the_page_asks_as_often_for_four_lines_as_for_one(
    client: Client,
    hr: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
    lines: int,
) -> None:
    anna = make_person()
    for _each in range(lines):
        make_line(make_person(), anna)
        make_line(anna, make_person())

    with django_assert_num_queries(PAGE_QUERIES):
        text_of(client, page_of(anna))
