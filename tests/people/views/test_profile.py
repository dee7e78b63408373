from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from people.models import Absence, Employment, Person, Shift
from tests.factories import START, make_person

pytestmark = pytest.mark.django_db

PROFILE, SHIFTS = "/profile/", "/profile/shifts/"
AWAY = "/profile/away/"
QUERIES = 6


@pytest.fixture
def me(client: Client) -> Person:
    person = make_person(given_name="Nadia", family_name="Haddad")
    client.force_login(person)
    return person


def text_of(client: Client) -> str:
    response = client.get(PROFILE)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def make_absence(person: Person, *, ahead: int = 1) -> Absence:
    first = timezone.localdate() + timedelta(days=ahead)
    return Absence.objects.create(person=person, from_on=first, until_on=first)


def test_what_a_partner_sees_is_shown(client: Client, me: Person) -> None:
    Employment.objects.create(
        person=me, job_title="Planner", site="Gent", from_on=START
    )

    text = text_of(client)

    for words in ("This is what a partner sees", "Nadia Haddad", "Planner", "Gent"):
        assert words in text


def test_somebody_says_how_they_are_called_and_is_found_by_it(
    client: Client, me: Person
) -> None:
    client.post(PROFILE, {"called": "Nadi", "language": "fr"})

    me.refresh_from_db()
    assert (str(me), me.language) == ("Nadi Haddad", "fr")
    assert list(Person.objects.found("nadi hadd")) == [me]


def test_a_language_that_we_do_not_speak_is_refused(client: Client, me: Person) -> None:
    response = client.post(PROFILE, {"called": "Nadi", "language": "xx"})

    assert response.status_code == 422
    assert 'value="Nadi"' in response.content.decode()
    me.refresh_from_db()
    assert me.called == ""


def test_shifts_are_kept_by_week_from_this_monday_on(
    client: Client, me: Person
) -> None:
    client.post(SHIFTS, {"week_1": "early", "week_2": "late"})
    client.post(SHIFTS, {"week_1": "early", "week_2": "late", "week_3": "night"})

    shift = Shift.objects.get(person=me)
    assert shift.pattern == ["early", "late", "night"]
    assert shift.starts_on.weekday() == 0
    assert '<option value="night" selected>' in text_of(client)

    client.post(SHIFTS, {})
    assert not Shift.objects.exists()


def test_a_week_that_is_left_out_is_refused_and_nothing_is_lost(
    client: Client, me: Person
) -> None:
    response = client.post(SHIFTS, {"week_1": "early", "week_3": "night"})

    text = response.content.decode()
    assert response.status_code == 422
    assert "one after the other" in text
    assert '<option value="night" selected>' in text


def test_days_away_are_added_and_taken_back(client: Client, me: Person) -> None:
    client.post(AWAY, {"from_on": "2100-01-04", "until_on": "2100-01-08"})

    absence = Absence.objects.get(person=me)
    assert absence.until_on == date(2100, 1, 8)
    assert "4 Jan 2100 to 8 Jan 2100" in text_of(client)
    client.post(reverse("people:absence_remove", args=[absence.pk]))

    assert not Absence.objects.exists()


def test_a_last_day_before_the_first_is_refused(client: Client, me: Person) -> None:
    sent = {"from_on": "2100-01-08", "until_on": "2100-01-04"}

    response = client.post(AWAY, sent)

    assert response.status_code == 422
    assert "cannot be before the first day" in response.content.decode()


def test_days_that_are_over_are_not_shown(client: Client, me: Person) -> None:
    make_absence(me, ahead=-1)

    assert "Remove" not in text_of(client)


def test_nobody_takes_back_the_days_of_somebody_else(
    client: Client, me: Person
) -> None:
    absence = make_absence(make_person())

    response = client.post(reverse("people:absence_remove", args=[absence.pk]))

    assert response.status_code == 404
    assert Absence.objects.exists()
    assert "Remove" not in text_of(client)


@pytest.mark.parametrize("days", [1, 4])
def test_the_page_asks_as_often_for_four_absences_as_for_one(
    client: Client,
    me: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
    days: int,
) -> None:
    for ahead in range(days):
        make_absence(me, ahead=ahead)

    with django_assert_num_queries(QUERIES):
        text_of(client)
