"""Somebody leaves the company: what it ends that very day, through each door."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from mailing.models import Delivery
from matching.models import Pairing, Proposal
from people.models import BrowserSession, Person
from people.operations import people
from programmes.models import Enrolment, Role
from sessions_log.models import Meeting, Vault
from tests.factories import (
    NOW,
    make_coordinator,
    make_mentee,
    make_mentor,
    make_programme,
    sign_in,
)
from tests.pairs import Pair, make_proposal, make_running_pairing, make_two
from tests.people.imports import take

pytestmark = pytest.mark.django_db
LAST_DAY = NOW.date() - timedelta(days=1)
Door = Callable[[Person], object]


def by_operation(person: Person) -> None:
    people.leave(person, last_on=LAST_DAY, at=NOW, by=None)


def by_import(person: Person) -> None:
    head = "Number;Given name;Family name;Last day\n"
    row = f"{person.employee_number};{person.given_name};{person.family_name}"
    take(f"{head}{row};{LAST_DAY:%d/%m/%Y}\n", at=NOW)


def by_night(person: Person) -> None:
    """Let the last day be announced before, or be written by SQL."""
    Person.objects.filter(pk=person.pk).update(left_on=LAST_DAY)
    people.turn_the_day(at=NOW)


DOORS = [by_operation, by_import, by_night]


@pytest.fixture
def pair(client: Client) -> Pair:
    """Give a running pair whose mentor coordinates, is asked once more, and is here."""
    programme = make_programme()
    pairing = make_running_pairing(programme, *make_two(programme, capacity=2))
    mentor = Enrolment.objects.mentors().get(person=pairing.mentor)
    Person.objects.filter(pk=mentor.person_id).update(employee_number="M1")
    pairing.mentor.refresh_from_db()
    make_proposal(programme, mentor, make_mentee(programme))
    make_coordinator(programme, pairing.mentor)
    sign_in(client, pairing.mentor)
    return pairing


@pytest.mark.parametrize("leave", DOORS)
def test_a_leaver_ends_everything_that_day(pair: Pair, leave: Door) -> None:
    leave(pair.mentor)

    pair.refresh_from_db()
    assert (pair.state, pair.ended_as, pair.ended_on) == ("ended", "left", NOW.date())
    assert not Proposal.objects.open().exists()
    assert not Enrolment.objects.open().filter(person=pair.mentor).exists()
    assert not Role.objects.open().filter(person=pair.mentor).exists()
    assert not BrowserSession.objects.filter(person=pair.mentor).exists()
    assert not Meeting.objects.planned().exists()
    assert Vault.objects.get().state == Vault.State.READ_ONLY


@pytest.mark.parametrize("leave", DOORS)
def test_only_the_other_is_told_neutrally_and_comes_first(
    pair: Pair, leave: Door
) -> None:
    leave(pair.mentor)

    told = Delivery.objects.filter(kind="pairing_ended")
    assert [row.recipient_id for row in told] == [pair.mentee.pk]
    seat = Enrolment.objects.mentees().get(person=pair.mentee)
    assert seat.priority_at == NOW


def test_a_mentee_who_leaves_frees_the_place(pair: Pair) -> None:
    people.leave(pair.mentee, last_on=LAST_DAY, at=NOW, by=None)

    told = Delivery.objects.filter(kind="pairing_ended")
    assert [row.recipient_id for row in told] == [pair.mentor.pk]
    assert not Pairing.objects.active().exists()


def test_a_leaver_finds_the_door_shut_at_the_next_page(
    client: Client, pair: Pair
) -> None:
    assert client.get("/").status_code == 200

    by_operation(pair.mentor)

    assert client.get("/").headers["Location"].startswith("/account/login/")


def test_a_last_day_that_is_still_to_come_ends_nothing_yet(pair: Pair) -> None:
    people.leave(pair.mentor, last_on=date(2026, 12, 31), at=NOW, by=None)

    pair.refresh_from_db()
    assert pair.state == Pairing.State.RUNNING


def test_who_stays_keeps_what_is_theirs(pair: Pair) -> None:
    other = make_running_pairing(pair.programme, make_mentor(pair.programme))

    by_operation(pair.mentor)

    other.refresh_from_db()
    assert other.state == Pairing.State.RUNNING
