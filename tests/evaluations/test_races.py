"""Boxes under several hands: one box at a time, one release of each.

PostgreSQL only: SQLite lets one writer in at a time.
"""

from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from evaluations.models import Ballot, Box, Pool, Release
from evaluations.operations import boxes
from mailing.models import Delivery
from people.models import Person
from programmes.models import Programme
from tests.at_once import all_at_once
from tests.boxes import AFTER, CLOSES_AT, let_answer, make_box, make_running
from tests.factories import NOW, make_coordinator, make_programme

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has one writer at a time"
    ),
]


def test_a_check_in_that_many_open_at_once_is_opened_once() -> None:
    programme = make_programme(state=Programme.State.RUNNING)
    people = make_running(programme, 6)
    by = make_coordinator(programme)

    def ask() -> bool:
        try:
            boxes.open_check_in(programme, closes_at=CLOSES_AT, at=NOW, by=by)
        except ValidationError:
            return False
        return True

    opened = all_at_once(*[ask] * 6)

    assert sorted(opened) == [False] * 5 + [True]
    assert Box.objects.count() == Pool.objects.count() == 1
    assert Delivery.objects.filter(kind="check_in").count() == len(people)


def test_the_control_who_only_looks_finds_no_pool_twice() -> None:
    programme, both_looked = make_programme(), Barrier(2)

    def look() -> bool:
        found = Pool.objects.filter(programmes=programme).exists()
        both_looked.wait()
        if not found:
            Pool.objects.create(name=programme.name).programmes.add(programme)
        return found

    assert all_at_once(look, look) == [False, False]
    assert Pool.objects.count() == 2


def test_a_box_that_two_ticks_count_at_once_is_released_once() -> None:
    box, people = make_box()
    let_answer(box, people[:8])

    def tick() -> int:
        return boxes.close_due(at=AFTER)

    all_at_once(*[tick] * 4)

    assert Release.objects.count() == 1
    assert Box.objects.get().state == Box.State.RELEASED
    assert not Ballot.objects.exists()


def test_an_answer_that_meets_the_count_is_in_it_or_refused() -> None:
    box, people = make_box()
    let_answer(box, people[:8])
    latest = CLOSES_AT - timedelta(seconds=1)

    def answer(person: Person) -> str:
        try:
            boxes.answer(box, by=person, answers={"satisfaction": "good"}, at=latest)
        except ValidationError:
            return "refused"
        return "taken"

    def count() -> str:
        return f"{boxes.close_due(at=AFTER)} released"

    told = all_at_once(
        count,
        *(lambda one=one: answer(one) for one in people[8:]),
    )

    assert told[0] == "1 released"
    assert set(told[1:]) <= {"taken", "refused"}
    assert not Ballot.objects.exists()
