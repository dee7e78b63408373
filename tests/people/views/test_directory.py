from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import Employment, Person
from people.operations import people
from tests.factories import (
    NOW,
    START,
    make_administrator,
    make_coordinator,
    make_hr,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db

LIST_QUERIES = 9


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
    assert reverse("people:card_list") in text


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
