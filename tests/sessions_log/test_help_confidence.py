"""What is asked, answered and thanked is found nowhere but with those who read it."""

import logging
from collections.abc import Iterator

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from mailing import outbox
from sessions_log.models import HelpRequest
from tests.canary import Canary, rows_of_every_table
from tests.factories import NOW
from tests.sessions_log.test_confidence import (
    Everything,
    copy_of_the_database,
    loggers,
    pages_as,
)
from tests.world import ROLES, World, make_world

pytestmark = pytest.mark.django_db(transaction=True)
READERS = ("ME", "SU")


@pytest.fixture
def log() -> Iterator[Everything]:
    kept, levels = Everything(), {one: one.level for one in loggers()}
    for logger in levels:
        logger.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(kept)
    yield kept
    logging.getLogger().removeHandler(kept)
    for logger, level in levels.items():
        logger.setLevel(level)


@pytest.fixture
def world() -> Iterator[World]:
    with time_machine.travel(NOW, tick=False):
        yield make_world()


def say(world: World, role: str, name: str, pk: object, **said: str) -> None:
    url = reverse(f"sessions_log:{name}", args=[pk])
    page = world.clients[role].post(url, said, follow=True)
    assert page.status_code in (200, 422)


def speak(world: World, canary: Canary) -> HelpRequest:
    """Let the mentee ask and thank, and the support person answer; and fail at it."""
    words, to = canary.text, str(world.people["SU"].pk)
    asked = {"to": to, "substitute": "next", "shows": "goals"}
    say(world, "ME", "help_ask", world.pairing.pk, **asked, reach=words, text=words)
    say(world, "ME", "help_ask", world.pairing.pk, **asked, reach=words * 2_000)
    request = HelpRequest.objects.get(opened_at=None)
    say(world, "SU", "request_open", request.pk)
    say(world, "SU", "request_show", request.pk, text=words)
    say(world, "ME", "closing", world.pairing.pk, text=words * 2_000)
    return request


def test_it_is_in_no_row_log_letter_or_session(world: World, log: Everything) -> None:
    canary = Canary()
    speak(world, canary)
    outbox.deliver_due(at=NOW)

    sessions = [dict(one.session.items()) for one in world.clients.values()]
    sinks = rows_of_every_table() | {
        "file": copy_of_the_database(),
        "log": "\n".join(log.kept).encode(),
        "letters": b"".join(one.message().as_bytes() for one in mail.outbox),
        "sessions": str(sessions).encode(),
    }

    assert len(mail.outbox) > 0
    assert {name for name, sink in sinks.items() if canary.found_in(sink)} == set()


def test_it_is_on_no_page_of_anybody_else(world: World) -> None:
    canary = Canary()
    request = speak(world, canary)
    show = {"ME": "help_show", "SU": "request_show"}
    for role in READERS:
        url = reverse(f"sessions_log:{show[role]}", args=[request.pk])
        assert canary.found_in(world.clients[role].get(url).content), role
    HelpRequest.objects.exclude(pk=request.pk).delete()

    found = {
        (role, path)
        for role in ROLES
        if role not in READERS
        for path, page in pages_as(world, role).items()
        if canary.found_in(page)
    }

    assert found == set()
