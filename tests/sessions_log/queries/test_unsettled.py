"""Who met twice and has not settled everything is reminded once, and followed."""

from datetime import timedelta

import pytest

from mailing.models import Delivery
from matching.models import Pairing
from sessions_log import queries
from sessions_log.models import Meeting
from sessions_log.operations import agreements, goals, meetings, settling
from sessions_log.operations.meetings import Moment
from tests.factories import (
    NOW,
    make_mentee,
    make_mentor,
    make_programme,
)
from tests.pairs import FIRST_MEETING, Pair, make_pairing
from tests.sessions_log.settling import (
    make_newcomer_pair,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> Pair:
    return make_newcomer_pair()


def hold(pairing: Pair, *, times: int) -> None:
    goals.add(pairing, "To cook", due_on=None, at=NOW, by=pairing.mentee)
    moment = Moment(FIRST_MEETING, None, 60, Meeting.Way.FACE)
    for meeting in meetings.plan_series(pairing, moment, at=NOW, by=pairing.mentee)[
        :times
    ]:
        on = meeting.planned_on
        at = NOW + (on - NOW.date())
        held = Moment(on, None, 60, Meeting.Way.FACE)
        meetings.log(meeting, held, at=at, by=pairing.mentee)


def test_after_two_meetings_a_coordinator_sees_who_has_still_to_look(
    pair: Pair,
) -> None:
    hold(pair, times=2)
    agreements.agree(pair, at=NOW, by=pair.mentee)
    met = FIRST_MEETING + timedelta(weeks=2)

    assert queries.unsettled(pair.programme, on=met + timedelta(days=6)) == []
    [found] = queries.unsettled(pair.programme, on=met + timedelta(days=7))

    assert found.pairing == pair
    assert found.people == (pair.mentor,)


def test_after_two_meetings_both_are_reminded_once(pair: Pair) -> None:
    hold(pair, times=3)

    letters = Delivery.objects.filter(kind="to_settle")
    assert {one.recipient_id for one in letters} == {pair.mentor.pk, pair.mentee.pk}
    assert letters.count() == 2


def test_whoever_has_settled_is_not_reminded(pair: Pair) -> None:
    goals.add(pair, "To cook", due_on=None, at=NOW, by=pair.mentee)
    settled = Pairing.objects.for_display().get()
    settling.sign_on_paper(settled, on=NOW.date(), at=NOW, by=pair.mentor)
    hold(pair, times=2)

    assert not Delivery.objects.filter(kind="to_settle").exists()


def test_after_one_meeting_nobody_is_told(pair: Pair) -> None:
    hold(pair, times=1)

    assert queries.unsettled(pair.programme, on=NOW.date() + timedelta(99)) == []


@pytest.mark.parametrize("count", [1, 4])
def test_unsettled_pairs_cost_the_same(
    count: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    programme = make_programme()
    for _pair in range(count):
        two = make_mentor(programme), make_mentee(programme)
        hold(make_pairing(programme, *two), times=2)

    with django_assert_num_queries(3):  # type: ignore[operator]
        found = queries.unsettled(programme, on=NOW.date() + timedelta(99))
    assert len(found) == count
