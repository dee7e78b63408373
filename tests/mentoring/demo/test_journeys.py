"""A pair on the stage, without the rest of the company."""

from datetime import datetime, timedelta

import pytest

from matching.models import Pairing
from matching.operations import pairings
from mentoring.demo.acts.journeys import Journey
from mentoring.demo.days import Days, moment
from mentoring.demo.diary import Diary
from mentoring.demo.staff import everybody
from mentoring.demo.staff.roster import Roster
from mentoring.demo.stage import Stage
from sessions_log.models import Meeting
from tests.factories import (
    START,
    give_secret,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.pairs import make_pairing

pytestmark = pytest.mark.django_db
LATER = START + timedelta(weeks=12)
Held = Meeting.State.HELD


def nothing(_at: datetime) -> None:
    """The house has nothing to do for one pair."""


@pytest.fixture
def stage() -> Stage:
    days = Days(moment(LATER, "18:00"))
    diary = Diary(morning=nothing, afterwards=nothing)
    return Stage(days, diary, Roster(everybody(days)))


def make_journey(stage: Stage, *, mentee: str, weeks: int) -> Pairing:
    """Let two people of the company set out, and begin to settle things."""
    programme = make_programme(weeks=weeks)
    one, two = (
        give_secret(make_person(employee_number=number)) for number in ("20117", mentee)
    )
    pairing = make_pairing(
        programme,
        make_mentor(programme, person=one),
        make_mentee(programme, person=two),
    )
    Journey(stage, pairing, (one, two)).begin(on=START)
    return pairing


def held(pairing: Pairing) -> int:
    return Meeting.objects.filter(pairing=pairing, state=Held).count()


def test_a_pair_settles_everything_and_meets_until_its_journey_is_over(
    stage: Stage,
) -> None:
    pairing = make_journey(stage, mentee="10801", weeks=6)

    stage.diary.live(until=stage.days.now)

    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.RUNNING
    assert 3 <= held(pairing) <= 4
    assert not Meeting.objects.planned().filter(pairing=pairing).exists()


def test_a_pair_that_stopped_does_nothing_more(stage: Stage) -> None:
    pairing = make_journey(stage, mentee="10801", weeks=26)
    stage.diary.write(
        START + timedelta(weeks=5),
        "08:00",
        lambda at: _stop(pairing, at),
    )

    stage.diary.live(until=stage.days.now)

    assert 1 <= held(pairing) <= 2


def test_a_pair_that_falls_silent_logs_no_more(stage: Stage) -> None:
    pairing = make_journey(stage, mentee="10803", weeks=26)

    stage.diary.live(until=stage.days.now + timedelta(weeks=6))

    assert held(pairing) == 5
    assert Meeting.objects.planned().filter(pairing=pairing).exists()


def _stop(pairing: Pairing, at: datetime) -> None:
    assert pairing.mentee
    pairings.stop(pairing, at=at, by=pairing.mentee)
