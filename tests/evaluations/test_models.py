"""Rows of evaluation name themselves without a person."""

import pytest

from evaluations.models import Ballot, Instrument, Item, Release
from evaluations.tasks import tick
from tests.boxes import make_box

pytestmark = pytest.mark.django_db


def test_rows_say_what_they_are() -> None:
    box, _people = make_box()
    instrument, ballot = Instrument(key="end", version=2), Ballot()

    assert str(box) == "check-in 2026-09-15"
    assert str(box.pool) == box.pool.programmes.get().name
    assert str(instrument) == "end 2"
    assert str(Item(instrument=instrument, position=3)) == "end 2 3"
    assert str(Release(box=box)) == str(box)
    assert str(ballot) == str(ballot.pk)


def test_the_minute_counts_nothing_that_is_not_there() -> None:
    tick()

    assert not Release.objects.exists()
