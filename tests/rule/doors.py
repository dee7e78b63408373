"""Every way in which two people come to be paired, each tried with both directions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import permutations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from matching.models import Pairing, Proposal
from matching.operations import proposals, rounds
from people.models import Person
from privacy import guards
from programmes.models import Enrolment, Programme
from tests.factories import (
    NOW,
    START,
    make_coordinator,
    make_mentee,
    make_mentor,
    make_programme,
)
from tests.rule.judge import unlawful_pairs

Door = Callable[[Enrolment, Enrolment], object]
REFUSED = "superior"


def refused_at(door: Door, one: Person, other: Person) -> None:
    """Try a door with each of the two as the mentor; nothing comes of it."""
    for mentor, mentee in permutations((one, other)):
        programme = make_programme()
        mentor_seat = make_mentor(programme, person=mentor)
        mentee_seat = make_mentee(programme, person=mentee)
        door(mentor_seat, mentee_seat)
        assert not Pairing.objects.filter(programme=programme).exists()
        assert not Proposal.objects.filter(mentee__programme=programme).exists()
    assert unlawful_pairs() == []


def refused_at_every_door(one: Person, other: Person) -> None:
    for door in (by_proposal, by_hand, by_round, by_raw_pairing, by_raw_proposal):
        refused_at(door, one, other)


def by_proposal(mentor: Enrolment, mentee: Enrolment) -> None:
    """Let the operation propose; it says why not."""
    with pytest.raises(ValidationError, match=REFUSED):
        proposals.propose(
            mentor=mentor,
            mentee=mentee,
            at=NOW,
            by=make_coordinator(mentee.programme),
        )


def by_hand(mentor: Enrolment, mentee: Enrolment) -> None:
    """Let a coordinator choose on the board, and send what the page would not offer."""
    client = _signed_in(make_coordinator(mentee.programme))
    address, sent = _address(mentee.programme), _sent(mentor, mentee)
    page = client.post(address, sent, follow=True)
    assert REFUSED in " ".join(str(one) for one in page.context["messages"])


def by_self_request(mentor: Enrolment, mentee: Enrolment) -> None:
    """Let the two themselves ask for each other: that address is not theirs."""
    for person in (mentor.person, mentee.person):
        client = _signed_in(person)
        assert (
            client.post(_address(mentee.programme), _sent(mentor, mentee)).status_code
            == 404
        )


def by_round(mentor: Enrolment, mentee: Enrolment) -> None:
    """Let the solver look: it drafts nobody where only a superior is left."""
    made = rounds.compute(
        mentee.programme, at=NOW, by=make_coordinator(mentee.programme)
    )
    assert not made.proposals.exists()


def by_raw_pairing(mentor: Enrolment, mentee: Enrolment) -> None:
    insert_is_refused(
        Pairing(
            programme=mentee.programme,
            mentor=mentor.person,
            mentee=mentee.person,
            made_on=START,
        )
    )


def by_raw_proposal(mentor: Enrolment, mentee: Enrolment) -> None:
    insert_is_refused(Proposal(mentor=mentor, mentee=mentee, proposed_on=START))


def insert_is_refused(row: Model) -> None:
    with pytest.raises(IntegrityError, match=REFUSED), transaction.atomic():
        insert(row)


def insert(row: Model) -> None:
    """Write a row as somebody with a database console would."""
    table = row._meta.db_table
    fields = row._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), connection)
        for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns})"  # noqa: S608 - our own names
            f" VALUES ({', '.join(['%s'] * len(fields))})",
            values,
        )


@contextmanager
def no_guards() -> Iterator[None]:
    """Take the triggers off, to see that what stands above them holds alone."""
    for guarded in guards.watched():
        guarded.remove(connection)
    yield
    for guarded in guards.watched():
        guarded.install(connection)


def _address(programme: Programme) -> str:
    return reverse("matching:propose", args=[programme.slug])


def _sent(mentor: Enrolment, mentee: Enrolment) -> dict[str, str]:
    return {"mentor": str(mentor.pk), "mentee": str(mentee.pk)}


def _signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client
