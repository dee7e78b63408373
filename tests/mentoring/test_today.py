"""Home says what waits on somebody and whom they meet next, and nothing else."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mentoring.pages.today import tasks_of
from people.models import Person
from programmes.models import Enrolment, Programme
from sessions_log.models import HelpRequest
from tests.factories import (
    NOW,
    START,
    make_coordinator,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.pairs import make_pairing, make_proposal, make_running_pairing


@pytest.mark.django_db
def test_whoever_is_not_signed_in_is_asked_to(client: Client) -> None:
    page = client.get(reverse("today"))

    assert page.status_code == 302
    assert page.headers["Location"] == "/account/login/?next=/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("names", "hello"),
    [
        ({"given_name": "Amina", "called": ""}, "Hello, Amina"),
        ({"given_name": "Johanna", "called": "An"}, "Hello, An"),
    ],
)
def test_home_greets_people_as_they_are_called(
    client: Client, names: dict[str, str], hello: str
) -> None:
    client.force_login(make_person(**names))

    page = client.get(reverse("today"))

    assert hello in page.text


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_home_says_whom_one_meets_next_and_tells_it_to_nobody_else(
    client: Client,
) -> None:
    pairing = make_running_pairing()
    client.force_login(pairing.mentor)

    page = client.get(reverse("today"))

    assert "Next meeting" in page.text
    assert "Tuesday 8 September, 14:00" in page.text
    assert f"With {pairing.mentee.get_short_name()}" in page.text
    client.force_login(make_coordinator(pairing.programme))
    assert "Next meeting" not in client.get(reverse("today")).text


@pytest.mark.django_db
def test_nobody_can_post_to_home(client: Client) -> None:
    client.force_login(make_person())

    assert client.post(reverse("today")).status_code == 405


def titles(person: Person) -> list[str]:
    return [task.title for task in tasks_of(person, at=NOW)]


@pytest.mark.django_db
def test_who_is_asked_finds_the_question_first() -> None:
    proposal = make_proposal()

    for person in proposal.people():
        assert titles(person) == ["Somebody to get to know"]
    assert titles(make_person()) == []


@pytest.mark.django_db
def test_a_new_pair_finds_what_they_have_to_settle() -> None:
    pairing = make_pairing()

    assert titles(pairing.mentor) == ["Settle how you two work together"]


@pytest.mark.django_db
def test_the_day_after_a_meeting_both_are_asked_whether_they_spoke() -> None:
    pairing = make_running_pairing()

    for person in (pairing.mentor, pairing.mentee):
        assert titles(person) == []
        later = tasks_of(person, at=NOW + timedelta(days=8))
        assert [task.title for task in later] == ["Did you speak to each other?"]


@pytest.mark.django_db
def test_who_is_invited_finds_the_page_to_sign_up() -> None:
    programme = make_programme()
    invited = make_mentee(programme, state=Enrolment.State.INVITED)

    [task] = tasks_of(invited.person, at=NOW)

    assert task.url == reverse("programmes:apply_mentee", args=[programme.slug])


@pytest.mark.django_db
def test_a_coordinator_finds_drafts_applications_and_seekers() -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)
    make_coordinator(make_programme(state=Programme.State.DRAFT), coordinator)
    make_mentor(programme, state=Enrolment.State.APPLIED)
    for _ in range(2):
        make_mentee(programme)

    assert titles(coordinator) == [
        "Set up and open the programme",
        "2 mentees look for a mentor",
        "1 person waits for your yes",
    ]


@pytest.mark.django_db
def test_a_coordinator_finds_newcomers_whom_nobody_asked() -> None:
    programme = make_programme(kind=Programme.Kind.ONBOARDING)
    coordinator = make_coordinator(programme)
    newcomer, asked = (make_person(hired_on=START) for _n in range(2))
    make_mentee(programme, person=asked, state=Enrolment.State.INVITED)

    assert titles(coordinator) == ["1 new colleague has not been invited"]
    Person.objects.filter(pk=newcomer.pk).update(hired_on=None)
    assert titles(coordinator) == []


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 4])
def test_home_costs_the_same_for_one_and_for_four(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = make_programme()
    mentor = make_mentor(programme, capacity=4)
    for _ in range(rows):
        make_proposal(programme, mentor)
    client.force_login(mentor.person)

    with django_assert_num_queries(14):
        page = client.get(reverse("today"))

    assert len(page.context["tasks"]) == rows
    assert NOW.date() <= page.context["day"]


@pytest.mark.django_db
@time_machine.travel(NOW + timedelta(days=60), tick=False)
def test_a_coordinator_reads_how_much_waits_and_finds_the_silent_pairs_at_once(
    client: Client,
) -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)
    for _ in range(2):
        make_running_pairing(programme)
    client.force_login(coordinator)

    page = client.get(reverse("today"))

    assert page.context["title"] == "2 things wait for you"
    assert "2 pairs have noted nothing for a while" in page.text
    assert reverse("sessions_log:nudge", args=[programme.slug]) in page.text
    client.force_login(make_coordinator(make_programme()))
    assert client.get(reverse("today")).context["title"].startswith("Hello")


@pytest.mark.django_db
def test_who_asks_for_contact_is_told_of_once(client: Client) -> None:
    pairing = make_running_pairing()
    coordinator = make_coordinator(pairing.programme)
    HelpRequest.objects.create(
        pairing=pairing,
        by=pairing.mentee,
        to=coordinator,
        to_role=HelpRequest.ToRole.COORDINATOR,
        asked_at=NOW,
    )

    assert titles(coordinator) == ["Somebody would like to hear from you"]


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 4])
def test_many_programmes_cost_a_coordinator_as_much_as_one(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    coordinator = make_person()
    for _ in range(rows):
        programme = make_programme()
        make_coordinator(programme, coordinator)
        make_mentee(programme)
        make_running_pairing(programme)
    client.force_login(coordinator)

    with django_assert_num_queries(24):
        page = client.get(reverse("today"))

    assert page.status_code == 200
