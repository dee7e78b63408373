"""A dispatcher that is killed with -9 between the server's answer and our commit."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from mailing import outbox
from mailing.models import Delivery
from mailing.outbox import Promise, promise
from mailing.outbox.claiming import LEASE
from tests.factories import make_person
from tests.mailing.post_office import PostOffice
from tests.processes.conftest import Start


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_a_kill_loses_nothing_and_doubles_only_with_the_same_id(
    start: Start, post_office: PostOffice, settings: Settings
) -> None:
    people = [make_person() for _ in range(5)]
    now = timezone.now()
    promise(*(Promise("trial", about=each, to=each, occurrence=now) for each in people))
    process = start("django", "dispatch", "--loop", "--every", "1")
    post_office.on_taken = lambda _message: (
        process.kill() if len(post_office.taken) == 3 else None
    )

    assert process.wait(timeout=60) != 0

    assert Delivery.objects.filter(state="sent").count() == 2
    assert Delivery.objects.filter(state="sending").count() == 3
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post_office.port
    later = timezone.now() + LEASE + timedelta(seconds=1)
    assert outbox.deliver_due(at=later) == 3
    assert Delivery.objects.filter(state="sent").count() == 5
    ids = [each["Message-ID"] for each in post_office.taken]
    assert len(ids) == 6
    assert set(ids) == set(Delivery.objects.values_list("message_id", flat=True))
    assert ids[2] in ids[3:]  # the one that was accepted and not settled came twice
