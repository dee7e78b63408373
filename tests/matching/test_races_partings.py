"""Two who part at once, and whoever acts for them: one of the acts holds.

PostgreSQL only: SQLite lets one writer in at a time.
"""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from mailing.models import Delivery
from matching import queries
from matching.models import Pairing, Pause
from matching.operations import (
    closing,
    nudges,
    pairings,
    pauses,
    proposals,
    self_service,
    stand_ins,
)
from matching.operations.telling import promise_to
from people.models import Person
from programmes.models import Enrolment
from tests.at_once import all_at_once
from tests.factories import (
    NOW,
    make_coordinator,
    make_line,
    make_mentee,
    make_mentor,
    make_programme,
    sign_in,
)
from tests.pairs import Pair, make_running_pairing, make_two

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has one writer at a time"
    ),
]
DAY = timedelta(days=1)
UNTIL = NOW.date() + 20 * DAY
Act = Callable[[], object]


def holds(act: Act) -> Callable[[], bool]:
    """Say whether an act was taken, rather than refused."""

    def tried() -> bool:
        try:
            act()
        except ValidationError:
            return False
        return True

    return tried


def written(kind: str) -> int:
    return Delivery.objects.filter(kind=kind).count()


def test_of_two_coordinators_one_names_the_stand_in() -> None:
    running = make_running_pairing()
    two = [make_mentor(running.programme) for _side in range(2)]

    def name(colleague: Enrolment, by: Person) -> Callable[[], bool]:
        return holds(
            lambda: stand_ins.appoint(running, colleague, until=UNTIL, at=NOW, by=by)
        )

    acts = [name(one, make_coordinator(running.programme)) for one in two]

    assert sorted(all_at_once(*acts)) == [False, True]
    assert Pairing.objects.active().filter(kind="stand_in").count() == 1
    assert Pause.objects.count() == 1


def test_of_two_coordinators_one_proposes_the_same_two() -> None:
    programme = make_programme()
    mentor, mentee = make_mentor(programme), make_mentee(programme)

    def propose(by: Person) -> Callable[[], bool]:
        return holds(
            lambda: proposals.propose(mentor=mentor, mentee=mentee, at=NOW, by=by)
        )

    acts = [propose(make_coordinator(programme)) for _side in range(2)]

    assert sorted(all_at_once(*acts)) == [False, True]


def test_closing_against_stopping_ends_a_journey_once() -> None:
    running = make_running_pairing()
    later = NOW + timedelta(weeks=40)

    told = all_at_once(
        holds(lambda: closing.complete(running, at=later, by=running.mentor)),
        holds(lambda: pairings.stop(running, at=later, by=running.mentee)),
    )

    running.refresh_from_db()
    assert sorted(told) == [False, True]
    assert running.ended_as == ("completed" if told[0] else "stopped")


@pytest.mark.parametrize("_turn", range(5))
def test_undoing_a_stop_against_telling_of_it(_turn: int) -> None:
    running = make_running_pairing()
    pairings.stop(running, at=NOW, by=running.mentee)

    undone, told = all_at_once(
        holds(lambda: pairings.undo_stop(running, at=NOW + DAY, by=running.mentee)),
        lambda: bool(pairings.tell_of_stops(at=NOW + DAY)),
    )

    running.refresh_from_db()
    assert undone != told
    assert written("pairing_ended") == told
    assert running.is_open == undone


def test_a_stop_that_is_sent_twice_stops_once() -> None:
    programme = make_programme()
    mentor, mentee = make_two(programme)
    running = make_running_pairing(programme, mentor, mentee)
    url = reverse("matching:stop", args=[running.pk])

    def press() -> Callable[[], int]:
        browser = Client()
        sign_in(browser, mentee.person)
        return lambda: browser.post(url, {"choice": "stop"}).status_code

    told = all_at_once(*(press() for _turn in range(4)))

    assert told.count(HTTPStatus.FOUND) == 1
    assert set(told) <= {
        HTTPStatus.FOUND,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.FORBIDDEN,
    }


def test_a_pause_of_both_at_once_is_one_pause() -> None:
    running = make_running_pairing()

    def pause(by: Person) -> Callable[[], bool]:
        return holds(lambda: pauses.pause(running, until=UNTIL, at=NOW, by=by))

    acts = [pause(running.mentor), pause(running.mentee)]

    assert sorted(all_at_once(*acts)) == [False, True]
    assert written("pairing_paused") == 1


def nudge_twice(pairing: Pair, act: Callable[[Pair, timedelta], bool]) -> list[bool]:
    return all_at_once(
        *(lambda late=late: act(pairing, late * DAY / 24) for late in range(2))
    )


def nudge_under_lock(pairing: Pair, late: timedelta) -> bool:
    return holds(lambda: nudges.nudge(pairing, at=NOW + late, by=pairing.mentee))()


def test_a_letter_that_is_sent_twice_goes_once() -> None:
    running = make_running_pairing()

    assert sorted(nudge_twice(running, nudge_under_lock)) == [False, True]
    assert written("partner_nudge") == 1


def test_without_the_lock_it_would_go_twice() -> None:
    running, both_looked = make_running_pairing(), Barrier(2)

    def nudge_without_lock(pairing: Pair, late: timedelta) -> bool:
        with transaction.atomic():
            lately = queries.nudged_lately(pairing, by=pairing.mentee, at=NOW + late)
            both_looked.wait()
            promise_to("partner_nudge", pairing, [pairing.mentor], at=NOW + late)
        return not lately

    assert nudge_twice(running, nudge_without_lock) == [True, True]
    assert written("partner_nudge") == 2


def test_without_the_lock_a_journey_would_end_twice() -> None:
    running, both_looked = make_running_pairing(), Barrier(2)

    def end_without_lock(ended_as: str) -> Callable[[], bool]:
        def act() -> bool:
            seen = Pairing.objects.get(pk=running.pk)
            both_looked.wait()
            if seen.state == Pairing.State.ENDED:
                return False
            seen.state, seen.ended_as = Pairing.State.ENDED, ended_as
            seen.ended_on = NOW.date()
            seen.save()
            return True

        return act

    assert all_at_once(end_without_lock("stopped"), end_without_lock("completed")) == [
        True,
        True,
    ]


def test_two_beats_propose_once_where_nobody_may() -> None:
    programme = make_programme()
    mentee = make_mentee(programme)
    make_mentor(programme)
    make_mentor(programme)
    make_line(make_coordinator(programme), mentee.person)

    made = all_at_once(
        *(lambda: len(self_service.propose_where_nobody_may(at=NOW)) for _turn in "12")
    )

    assert sum(made) == 1
