"""What matching does by the minute and by the hour."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from mailing.models import Delivery
from matching import tasks
from matching.models import Pairing
from matching.operations import pairings
from privacy import guards
from tests.factories import make_line
from tests.pairs import make_pairing, make_running_pairing

pytestmark = pytest.mark.django_db


def test_the_minute_tells_of_stops_and_of_lines_that_came_by_raw_sql() -> None:
    stopped, forbidden = make_pairing(), make_pairing()
    long_ago = timezone.now() - timedelta(days=2)
    pairings.stop(stopped, at=long_ago, by=stopped.mentee)
    make_line(forbidden.mentor, forbidden.mentee)

    tasks.tick()

    told = Pairing.objects.exclude(told_at=None)
    assert set(told) == {stopped, forbidden}


def test_the_hour_looks_at_every_pair_and_at_what_is_announced() -> None:
    pairing, ahead = make_running_pairing(), make_running_pairing()
    for guarded in guards.watched():
        guarded.remove(connection)
    make_line(pairing.mentor, pairing.mentee)
    make_line(
        ahead.mentor,
        ahead.mentee,
        in_force=False,
        from_on=timezone.localdate() + timedelta(days=7),
    )

    tasks.look_ahead()

    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.SUSPENDED
    assert Delivery.objects.filter(kind="pairing_foreseen", about_id=ahead.pk).exists()
