"""What matching does by the minute."""

from datetime import timedelta

import pytest
from django.utils import timezone

from matching import tasks
from matching.models import Pairing
from matching.operations import pairings
from tests.factories import make_line
from tests.pairs import make_pairing

pytestmark = pytest.mark.django_db


def test_the_minute_tells_of_stops_and_of_lines_that_came_by_raw_sql() -> None:
    stopped, forbidden = make_pairing(), make_pairing()
    long_ago = timezone.now() - timedelta(days=2)
    pairings.stop(stopped, at=long_ago, by=stopped.mentee)
    make_line(forbidden.mentor, forbidden.mentee)

    tasks.tick()

    told = Pairing.objects.exclude(told_at=None)
    assert set(told) == {stopped, forbidden}
