from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import Chart, Employment, Person
from people.operations import people
from tests.factories import (
    NOW,
    START,
    give_secret,
    make_administrator,
    make_coordinator,
    make_hr,
    make_line,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db

LIST_QUERIES = 9
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


def test_hr_sees_everybody_with_what_they_do(client: Client, hr: Person) -> None:
    anna = make_person(given_name="Anna", family_name="Aerts", employee_number="007")
    Employment.objects.create(
        person=anna, job_title="Operator", site="Gent", from_on=date(2020, 1, 1)
    )
    Employment.objects.create(
        person=anna,
        job_title="Trainee",
        from_on=date(2019, 1, 1),
        until_on=date(2019, 12, 31),
    )

    text = text_of(client, "/people/")

    for words in ("Anna Aerts", "007", "Operator", "Gent", "Sofie Claes"):
        assert words in text
    assert "Trainee" not in text
    assert "2 people are in the directory" in text


@pytest.mark.parametrize(
    "search",
    ["anna", "\0anna", "AERTS", "anna aerts", "007", "Anna.Aerts@x.example", " aer "],
)
def test_somebody_is_found_by_name_number_or_address(
    client: Client, hr: Person, search: str
) -> None:
    make_person(
        given_name="Anna",
        family_name="Aerts",
        employee_number="007",
        email="anna.aerts@x.example",
    )

    text = text_of(client, f"/people/?q={search}")

    assert "Anna Aerts" in text
    assert "Sofie Claes" not in text


@pytest.mark.parametrize("search", ["logis", "gent anaïs", "ANAIS d'ha", "haene"])
def test_a_search_looks_past_accents_and_at_departments_and_sites(
    client: Client, hr: Person, search: str
) -> None:
    anais = make_person(given_name="Anaïs", family_name="D'Haene")
    post = Employment(person=anais, department="Logistics", site="Gént", from_on=START)
    people.begin_post(post, at=NOW, by=None)
    make_person(given_name="Tom", family_name="Boss")

    text = text_of(client, f"/people/?q={search}")

    assert "1 person fits." in text
    assert "Anaïs D&#x27;Haene" in text
    assert "Tom Boss" not in text


def test_as_one_types_only_those_who_fit_are_sent(client: Client, hr: Person) -> None:
    response = client.get("/people/", {"q": "sof"}, headers={"HX-Request": "true"})

    text = " ".join(response.content.decode().split())
    assert response.status_code == 200
    assert "HX-Request" in response.headers["Vary"]
    assert "Sofie Claes" in text
    assert "<html" not in text
    assert 'id="status"' in text


def test_a_percent_sign_finds_nobody_by_itself(client: Client, hr: Person) -> None:
    assert "2 people fit" not in text_of(client, "/people/?q=%25")


def test_a_search_that_finds_nobody_says_so(client: Client, hr: Person) -> None:
    text = text_of(client, "/people/?q=zz&chart=unknown")

    assert "Nobody matches this search." in text
    assert 'name="chart" value="unknown"' in text


def test_those_whose_line_is_unknown_can_be_listed(client: Client, hr: Person) -> None:
    make_person(given_name="Anna", family_name="Aerts", chart_state="unknown")
    make_person(given_name="Tom", family_name="Boss", top_of_line=True)
    left = make_person(given_name="Guy", family_name="Gone", may_sign_in=False)

    everybody = text_of(client, "/people/")
    unknown = text_of(client, "/people/?chart=unknown")

    for words in ("Not known", "Top of a line", "Known", "Left", str(left)):
        assert words in everybody
    assert "Of 1 person we do not know" in everybody
    assert "Anna Aerts" in unknown
    assert "Tom Boss" not in unknown


def test_the_list_has_pages_of_fifty(client: Client, hr: Person) -> None:
    for number in range(51):
        make_person(given_name=f"Given{number:02}", family_name="Zeta")

    first, second = text_of(client, "/people/"), text_of(client, "/people/?page=2")

    assert "Page 1 of 2" in first
    assert "Given48 Zeta" in first
    assert "Given50 Zeta" in second


@pytest.mark.parametrize("number", [1, 4])
def test_the_list_asks_as_often_for_four_people_as_for_one(
    client: Client,
    hr: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    for _each in range(number - 1):
        person = make_person()
        Employment.objects.create(person=person, job_title="X", from_on=START)

    with django_assert_num_queries(LIST_QUERIES):
        text_of(client, "/people/")


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


def test_nobody_but_hr_reads_the_directory(client: Client) -> None:
    anna = make_person()
    for stranger in (
        make_person(),
        make_administrator(),
        make_coordinator(make_programme()),
    ):
        client.force_login(stranger)

        assert client.get("/people/").status_code == 403
        assert client.get(page_of(anna)).status_code == 404
        assert client.get(page_of(stranger)).status_code == 404


def test_without_signing_in_nobody_is_shown(client: Client) -> None:
    for url in ("/people/", page_of(make_person())):
        assert client.get(url).status_code == 302
