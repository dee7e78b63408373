"""A pause: until a day, or until either goes on; never when it is unlawful."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from mailing.models import Delivery
from matching.models import Pairing, Pause
from matching.operations import pairings, pauses
from people.models import Person
from sessions_log.models import Meeting
from tests.factories import NOW, make_coordinator
from tests.pairs import Pair, make_pairing, make_running_pairing

pytestmark = pytest.mark.django_db
TODAY, DAY = NOW.date(), timedelta(days=1)
UNTIL = TODAY + timedelta(days=28)


@pytest.fixture
def running() -> Pair:
    return make_running_pairing()


def told(kind: str) -> set[object]:
    found = Delivery.objects.filter(kind=kind)
    return set(found.values_list("recipient_id", flat=True))


def test_a_pause_stops_the_clock_and_tells_the_other(running: Pair) -> None:
    paused = pauses.pause(running, until=UNTIL, at=NOW, by=running.mentee)

    assert paused.state == Pairing.State.PAUSED
    assert paused.paused_until == UNTIL
    assert Pause.objects.get().from_on == TODAY
    assert told("pairing_paused") == {running.mentor.pk}


def test_a_pause_cancels_what_lies_in_it_and_keeps_what_comes_after(
    running: Pair,
) -> None:
    days = list(Meeting.objects.order_by("number").values_list("planned_on", flat=True))

    pauses.pause(running, until=days[1] + DAY, at=NOW, by=running.mentee)

    kept = Meeting.objects.planned().values_list("planned_on", flat=True)
    assert list(kept) == days[2:]


def test_what_lies_behind_a_pause_can_still_be_noted(running: Pair) -> None:
    first = Meeting.objects.order_by("number")[0]
    after = NOW + timedelta(days=10)

    pauses.pause(running, until=UNTIL, at=after, by=running.mentee)

    first.refresh_from_db()
    assert first.planned_on < after.date()
    assert first.state == Meeting.State.PLANNED


def test_the_two_go_on_by_themselves_on_the_day(running: Pair) -> None:
    pauses.pause(running, until=UNTIL, at=NOW, by=running.mentee)
    day = NOW + timedelta(days=28)

    assert pauses.turn_the_day(at=day - DAY) == 0
    assert pauses.turn_the_day(at=day) == 1
    assert pauses.turn_the_day(at=day) == 0

    running.refresh_from_db()
    assert running.state == Pairing.State.RUNNING
    assert running.paused_until is None
    assert Pause.objects.get().until_on == UNTIL
    assert told("pairing_goes_on") == {running.mentor.pk, running.mentee.pk}


def test_the_series_is_planned_on_in_its_own_rhythm(running: Pair) -> None:
    before = Meeting.objects.order_by("number")[0]
    pauses.pause(running, until=UNTIL, at=NOW, by=running.mentee)

    pauses.turn_the_day(at=NOW + timedelta(days=28))

    ahead = Meeting.objects.planned().order_by("planned_on")
    assert [one.planned_on >= UNTIL for one in ahead] == [True] * 3
    assert {one.planned_on.weekday() for one in ahead} == {before.planned_on.weekday()}
    assert {one.planned_time for one in ahead} == {before.planned_time}


def test_either_goes_on_sooner_and_the_other_is_told(running: Pair) -> None:
    pauses.pause(running, until=UNTIL, at=NOW, by=running.mentee)

    gone_on = pauses.resume(running, at=NOW + DAY, by=running.mentor)

    assert gone_on.state == Pairing.State.RUNNING
    assert told("pairing_goes_on") == {running.mentee.pk}
    assert Meeting.objects.planned().count() == 3


def test_two_who_get_acquainted_pause_and_get_acquainted_again() -> None:
    pairing = make_pairing()

    pauses.pause(pairing, until=UNTIL, at=NOW, by=pairing.mentee)
    gone_on = pauses.resume(pairing, at=NOW + DAY, by=pairing.mentee)

    assert gone_on.state == Pairing.State.PREPARING


def test_nobody_goes_on_whose_chart_is_unknown_now(running: Pair) -> None:
    pauses.pause(running, until=UNTIL, at=NOW, by=running.mentee)
    Person.objects.filter(pk=running.mentor.pk).update(chart_state="unknown")

    with pytest.raises(ValidationError, match="not known who is above"):
        pauses.resume(running, at=NOW, by=running.mentee)
    assert pauses.turn_the_day(at=NOW + timedelta(days=28)) == 0

    running.refresh_from_db()
    assert running.state == Pairing.State.PAUSED


@pytest.mark.parametrize("days", [0, -1, 400])
def test_a_pause_has_a_day_that_is_ahead_and_not_too_far(
    running: Pair, days: int
) -> None:
    until = TODAY + timedelta(days=days)

    with pytest.raises(ValidationError, match="within half a year"):
        pauses.pause(running, until=until, at=NOW, by=running.mentee)


def test_only_two_who_meet_pause_and_only_who_pauses_goes_on(running: Pair) -> None:
    with pytest.raises(ValidationError, match="does not pause now"):
        pauses.resume(running, at=NOW, by=running.mentee)
    pauses.pause(running, until=UNTIL, at=NOW, by=running.mentee)

    with pytest.raises(ValidationError, match="cannot pause now"):
        pauses.pause(running, until=UNTIL, at=NOW, by=running.mentor)


def test_a_stop_ends_the_pause_when_the_other_is_told(running: Pair) -> None:
    pauses.pause(running, until=UNTIL, at=NOW, by=running.mentee)
    pairings.stop(running, at=NOW, by=running.mentee)
    assert Pause.objects.get().until_on is None

    pairings.tell_of_stops(at=NOW + DAY)

    assert Pause.objects.get().until_on == TODAY + DAY


def test_a_pause_asked_by_telephone_tells_the_other_only(running: Pair) -> None:
    coordinator = make_coordinator(running.programme)

    pauses.pause(running, until=UNTIL, at=NOW, by=running.mentor, noted_by=coordinator)

    assert told("pairing_paused") == {running.mentee.pk}
