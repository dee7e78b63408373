"""What waits for a coordinator, and until when."""

from collections.abc import Iterator

import pytest
import time_machine

from matching.models import Pairing, Proposal
from people.models import Person
from programmes.models import Enrolment, Programme
from sessions_log.models import CallRound, HelpRequest
from sessions_log.operations import calls
from sessions_log.queries.cockpit import Desk, desks_of
from tests.factories import (
    NOW,
    START,
    make_coordinator,
    make_line,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.pairs import make_pairing, make_proposal
from tests.sessions_log.following import (
    A_DAY,
    LATER,
    TODAY,
    hold,
    make_lively_pair,
    make_silent_pair,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _weeks_later() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def programme() -> Programme:
    return make_programme()


@pytest.fixture
def coordinator(programme: Programme) -> Person:
    return make_coordinator(programme)


def desk(coordinator: Person, programme: Programme) -> Desk:
    [found] = desks_of(coordinator, [programme], at=LATER)
    return found


def waiting(coordinator: Person, programme: Programme) -> dict[str, int]:
    return {one.kind: one.count for one in desk(coordinator, programme).chores}


def test_a_programme_drifts_when_more_than_a_quarter_is_behind(
    coordinator: Person, programme: Programme
) -> None:
    make_silent_pair(programme)
    for _ in range(3):
        make_lively_pair(programme)
    assert waiting(coordinator, programme) == {"silent": 1}
    Programme.objects.update(drift_percent=20)
    programme.refresh_from_db()

    assert waiting(coordinator, programme) == {"silent": 1, "drift": 1}


def test_who_met_twice_and_settled_nothing_waits(
    coordinator: Person, programme: Programme
) -> None:
    pairing = make_pairing(programme)
    hold(pairing, START + A_DAY, number=1)
    assert waiting(coordinator, programme) == {}
    hold(pairing, START + 9 * A_DAY, number=2)

    assert waiting(coordinator, programme) == {"unsettled": 1}


def test_who_signed_up_and_who_seeks_wait(
    coordinator: Person, programme: Programme
) -> None:
    below = make_person()
    make_line(coordinator, below)
    make_mentor(programme, state=Enrolment.State.APPLIED)
    make_mentee(programme, state=Enrolment.State.APPLIED, person=below)
    make_mentee(programme, state=Enrolment.State.APPLIED, person=coordinator)
    make_mentee(programme)

    assert waiting(coordinator, programme) == {"seekers": 1, "applications": 1}


def test_a_proposal_waits_once_both_were_reminded(
    coordinator: Person, programme: Programme
) -> None:
    make_proposal(programme)
    assert waiting(coordinator, programme) == {}
    Proposal.objects.update(remind_on=None)

    assert waiting(coordinator, programme) == {"proposals": 1}


def test_who_pressed_the_button_is_first(
    coordinator: Person, programme: Programme
) -> None:
    pairing = make_silent_pair(programme)
    other = make_coordinator(programme)
    HelpRequest.objects.create(
        pairing=pairing,
        by=pairing.mentee,
        to=coordinator,
        to_role=HelpRequest.ToRole.COORDINATOR,
        asked_at=NOW,
    )

    assert next(iter(waiting(coordinator, programme))) == "contact"
    assert "contact" not in waiting(other, programme)


def test_a_suspended_pair_waits_unless_the_mentee_would_rather_wait(
    coordinator: Person, programme: Programme
) -> None:
    make_lively_pair(programme)
    Pairing.objects.update(state=Pairing.State.SUSPENDED, suspended_at=LATER)
    assert waiting(coordinator, programme)["suspended"] == 1
    Pairing.objects.update(rematch=Pairing.Rematch.NOT_NOW)

    assert "suspended" not in waiting(coordinator, programme)


def test_the_call_round_waits_until_everybody_was_called(
    coordinator: Person, programme: Programme
) -> None:
    pairing = make_lively_pair(programme)
    calls.open_rounds(at=LATER)
    called = desk(coordinator, programme).calls
    assert called
    assert (called.called, called.of) == (0, 2)

    for person in (pairing.mentor, pairing.mentee):
        calls.note(
            CallRound.objects.get(),
            person,
            "time",
            again_on=TODAY,
            at=LATER,
            by=coordinator,
        )

    assert waiting(coordinator, programme) == {"again": 2}
