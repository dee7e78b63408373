"""The circuit breaker of the mail server."""

from datetime import timedelta

import pytest

from mailing.models import Breaker
from mailing.outbox import breaker
from tests.mailing.stationery import HOUR, MINUTE, MONDAY

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_in_quiet_times_a_whole_batch_may_go() -> None:
    assert breaker.allowance(at=MONDAY) == breaker.BATCH

    breaker.trip(at=MONDAY - HOUR)
    breaker.recover()

    assert breaker.allowance(at=MONDAY) == breaker.BATCH


def test_after_the_pause_exactly_one_dispatcher_may_probe() -> None:
    breaker.trip(at=MONDAY)

    assert breaker.allowance(at=MONDAY + 29 * SECOND) == 0
    assert breaker.allowance(at=MONDAY + 30 * SECOND) == 1
    assert breaker.allowance(at=MONDAY + 31 * SECOND) == 0


def test_a_probe_that_was_killed_makes_room_for_another() -> None:
    breaker.trip(at=MONDAY)
    breaker.allowance(at=MONDAY + MINUTE)

    assert breaker.allowance(at=MONDAY + MINUTE + breaker.PROBE) == 1


def test_each_failure_in_a_row_makes_a_longer_pause() -> None:
    pauses = [breaker.trip(at=MONDAY) // SECOND for _ in range(6)]

    assert pauses == [30, 60, 120, 240, 300, 300]
    assert str(Breaker.objects.get()) == "6"
