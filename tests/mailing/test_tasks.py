"""What the beat calls."""

import pytest
import time_machine

from mailing import tasks
from mailing.models import Tick
from mentoring.celery import app
from tests.factories import make_person
from tests.mailing.post_office import PostOffice
from tests.mailing.stationery import MONDAY, promise_news


@pytest.mark.django_db
def test_a_tick_delivers_what_is_due_now(post_office: PostOffice) -> None:
    row = promise_news(make_person())

    with time_machine.travel(MONDAY, tick=False):
        tasks.tick()
        tasks.tick()

    assert [each["Message-ID"] for each in post_office.taken] == [row.message_id]
    assert Tick.objects.get().at == MONDAY


def test_the_beat_calls_the_tick_and_forgets_a_call_before_the_next() -> None:
    entries = [
        entry
        for entry in app.conf.beat_schedule.values()
        if entry["task"] == "mailing.tasks.tick"
    ]

    (entry,) = entries
    assert entry["schedule"] <= 30
    assert entry["options"]["expires"] < entry["schedule"]
    assert not entry.get("args")
    assert tasks.tick.ignore_result
