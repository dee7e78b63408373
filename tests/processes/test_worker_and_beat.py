"""Worker and beat as processes of their own: nobody here calls the dispatcher."""

import time
from pathlib import Path

import pytest
from django.utils import timezone

from mailing.models import Delivery, Tick
from mailing.outbox import Promise, promise
from tests.factories import make_person
from tests.mailing.post_office import PostOffice
from tests.processes.conftest import Start

PATIENCE = 90  # seconds


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_a_promised_letter_arrives_by_itself(
    start: Start, post_office: PostOffice, tmp_path: Path
) -> None:
    anna = make_person(email="anna@fabriek.example")
    promise(Promise("trial", about=anna, to=anna, occurrence=timezone.now()))

    celery = ("celery", "-A", "mentoring")
    start(*celery, "worker", "-P", "threads", "-c", "2", "-l", "info")
    start(*celery, "beat", "-s", str(tmp_path / "schedule"), "--pidfile=", "-l", "info")

    deadline = time.monotonic() + PATIENCE
    while not post_office.taken and time.monotonic() < deadline:
        time.sleep(0.5)
    time.sleep(1)  # for the commit after the server's answer, and for a second copy
    row = Delivery.objects.get()
    assert [each["Message-ID"] for each in post_office.taken] == [row.message_id]
    assert post_office.taken[0]["To"] == "anna@fabriek.example"
    assert row.state == Delivery.State.SENT
    assert Tick.objects.exists()
