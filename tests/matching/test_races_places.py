"""Many say yes at once: no place is given twice, no pair is made twice.

PostgreSQL only: SQLite lets one writer in at a time.
"""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from matching import queries, rules
from matching.models import Pairing, Proposal
from matching.operations import proposals
from people.models import Person
from programmes.models import Programme
from tests.at_once import all_at_once
from tests.factories import (
    NOW,
    START,
    give_secret,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
    sign_in,
)
from tests.pairs import make_proposal

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has one writer at a time"
    ),
]
CLIENTS, PLACES = 20, 2
UNIQUE_PLACE = "one_pairing_per_place"


def yes_of(person: Person, proposal: Proposal) -> Callable[[], int]:
    """Sign somebody in; give the act of saying yes in that browser."""
    browser, url = Client(), reverse("matching:answer", args=[proposal.pk])
    sign_in(browser, person)
    return lambda: browser.post(url, {"answer": "yes"}).status_code


def test_twenty_yeses_for_two_places_make_two_pairs() -> None:
    programme = make_programme()
    mentor = make_mentor(programme, person=give_secret(make_person()), capacity=PLACES)
    acts = []
    for _turn in range(CLIENTS):
        mentee = make_mentee(programme, person=give_secret(make_person()))
        proposal = make_proposal(programme, mentor, mentee)
        proposals.answer(proposal, yes=True, at=NOW, by=mentor.person)
        acts.append(yes_of(mentee.person, proposal))

    told = all_at_once(*acts)

    assert Pairing.objects.active().count() == PLACES
    assert told.count(HTTPStatus.FOUND) == PLACES
    assert told.count(HTTPStatus.UNPROCESSABLE_ENTITY) == CLIENTS - PLACES


def test_one_proposal_accepted_many_times_at_once_makes_one_pair() -> None:
    programme = make_programme()
    mentor = make_mentor(programme, person=give_secret(make_person()), capacity=20)
    mentee = make_mentee(programme, person=give_secret(make_person()))
    proposal = make_proposal(programme, mentor, mentee)

    told = all_at_once(
        *(yes_of(one.person, proposal) for one in (mentor, mentee) for _turn in "1234")
    )

    assert Pairing.objects.count() == 1
    assert set(told) == {HTTPStatus.FOUND, HTTPStatus.UNPROCESSABLE_ENTITY}


@pytest.fixture
def without_the_constraint() -> Iterator[None]:
    found = {one.name: one for one in Pairing._meta.constraints}[UNIQUE_PLACE]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Pairing, found)
    yield
    Pairing.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Pairing, found)


def take_without_lock(
    programme: Programme, mentor: Person, both_looked: Barrier
) -> bool:
    """Take the first free place of a mentor with one place; was it refused?"""
    mentee = make_person()
    taken = queries.places_taken(programme).get(mentor.pk, set())
    row = Pairing(
        programme=programme,
        mentor=mentor,
        mentee=mentee,
        made_on=START,
        slot=rules.free_place(1, taken) or 0,
    )
    both_looked.wait()
    try:
        with transaction.atomic():
            Pairing.objects.bulk_create([row])
    except IntegrityError:
        return True
    return False


def two_without_lock(mentor: Person) -> list[bool]:
    programme, both_looked = make_programme(), Barrier(2)

    def take() -> bool:
        return take_without_lock(programme, mentor, both_looked)

    return all_at_once(take, take)


def test_who_forgets_the_lock_is_stopped_by_the_place_itself() -> None:
    assert sorted(two_without_lock(make_person())) == [False, True]


@pytest.mark.usefixtures("without_the_constraint")
def test_without_lock_and_constraint_one_place_is_given_twice() -> None:
    mentor = make_person()

    assert two_without_lock(mentor) == [False, False]
    assert Pairing.objects.active().filter(mentor=mentor).count() == 2
