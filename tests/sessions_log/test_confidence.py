"""What two people write to each other is found nowhere else: the canary is typed, and
then looked for in every sink."""

import logging
import os
import shutil
import subprocess
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from io import StringIO

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.log import AdminEmailHandler
from pytest_django import Settings

from mailing import outbox
from matching.models import Pairing
from people.models import BrowserSession
from sessions_log.models import ActionItem, Goal, Meeting, Note, Vault
from tests.canary import Canary, rows_of_every_table
from tests.factories import NOW, sign_in
from tests.key_rings import other_ring
from tests.pairs import after_meeting
from tests.world import ROLES, World, make_world, routes

pytestmark = pytest.mark.django_db(transaction=True)
PARTIES = ("ME", "MR")


class Everything(logging.Handler):
    """Keep every record, with all that a formatter could print of it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.kept: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.kept.append(f"{self.format(record)} {vars(record)}")


@dataclass
class Told:
    """A world in which a pair has written, and the log of it all."""

    world: World
    shared: Canary
    own: Canary
    log: Everything = field(default_factory=Everything)

    def send(self, role: str, name: str, pk: object, **said: str) -> None:
        """Send a form as a browser does, and look at the page that comes of it."""
        url = reverse(f"sessions_log:{name}", args=[pk])
        page = self.world.clients[role].post(url, said, follow=True)
        assert page.status_code in (200, 422)


@pytest.fixture
def told() -> Iterator[Told]:
    """Let the mentee and the mentor plan, agree, meet and write, and fail at it."""
    with time_machine.travel(NOW, tick=False):
        told = Told(make_world(), Canary(), Canary())
    levels = {logger: logger.level for logger in loggers()}
    for logger in levels:
        logger.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(told.log)
    connection.force_debug_cursor = True
    with time_machine.travel(after_meeting(), tick=False):
        BrowserSession.objects.all().delete()  # a week old: everybody comes in anew
        for role, person in told.world.people.items():
            sign_in(told.world.clients[role], person)
        write(told)
        outbox.deliver_due(at=after_meeting())
        yield told
    connection.force_debug_cursor = False
    logging.getLogger().removeHandler(told.log)
    for logger, level in levels.items():
        logger.setLevel(level)


def loggers() -> list[logging.Logger]:
    """Give every logger that there is, so that none keeps anything back."""
    named = logging.getLogger().manager.loggerDict.values()
    return [
        logging.getLogger(),
        *(one for one in named if isinstance(one, logging.Logger)),
    ]


def write(told: Told) -> None:
    pairing, shared, own = told.world.pairing, told.shared.text, told.own.text
    meeting = Meeting.objects.earliest("number")
    moment = {"on": "2026-09-08", "minutes": "60", "way": "face"}
    told.send("ME", "goal_add", pairing.pk, text=shared)
    told.send("MR", "goal_agree", Goal.objects.latest("mentee_agreed_at").pk)
    told.send("MR", "agreement", pairing.pk, text=shared)
    told.send("ME", "agree", pairing.pk)
    told.send("ME", "note_write", pairing.pk, text=shared, reader="us")
    told.send("ME", "note_write", pairing.pk, text=own, reader="me")
    told.send("ME", "meeting_log", meeting.pk, **moment, note=shared, reader="us")
    for kind, text in (("shared", shared), ("private", own)):
        note = Note.objects.filter(kind=kind).latest("written_at")
        told.send("ME", "note_change", note.pk, text=f"{text} Again.")
    told.send("ME", "note_write", pairing.pk, text=shared * 2_000, reader="us")
    told.send("ME", "goal_add", pairing.pk, text=own, due_on="never")
    write_of_every_kind(told)
    url = reverse("sessions_log:note_write", args=[pairing.pk])
    kept = told.world.clients["AN"].post(url, {"text": shared, "reader": "us"})
    assert told.shared.found_in(kept.content)


def write_of_every_kind(told: Told) -> None:
    """Goals with all that stands beside them, challenges, a look back, and drafts."""
    pairing, shared, own = told.world.pairing, told.shared.text, told.own.text
    goal = Goal.objects.filter(pairing=pairing).latest("mentee_agreed_at")
    beside = {"why": shared, "notice": shared, "means": shared}
    told.send("ME", "goal_change", goal.pk, text=shared, **beside)
    told.send("MR", "goal_wording", goal.pk, text=shared)
    told.send("ME", "goal_wording_answer", goal.pk, takes="yes")
    told.send("MR", "challenge_add", pairing.pk, text=shared)
    item = ActionItem.objects.filter(kind="challenge").latest("pk")
    for name in ("challenge_take", "challenge_result"):
        told.send("ME", name, item.pk, text=shared)
    answers = {"understand": "no", "dare": "no", "time": "no", "learn": "no"}
    told.send("ME", "mirror", pairing.pk, **answers, text=own)
    for kind in ("lesson", "reflection", "feedback"):
        url = reverse("sessions_log:note_write", args=[pairing.pk, kind])
        client = told.world.clients["ME"]
        client.post(url, {"text": own, "reader": "me"})
        said = {"page": url, "text": own, "reader": "me"}
        kept = client.post(reverse("sessions_log:draft_keep"), said)
        assert kept.status_code == 204


def found(told: Told, sinks: dict[str, bytes]) -> dict[str, list[str]]:
    """Name the sinks in which either canary is, and how it is written there."""
    return {
        name: ways
        for name, sink in sinks.items()
        if (ways := told.shared.found_in(sink) + told.own.found_in(sink))
    }


def test_the_two_read_it_and_of_an_own_note_only_its_author(told: Told) -> None:
    url = reverse("sessions_log:pairing", args=[told.world.pairing.pk])
    mine, theirs = (told.world.clients[role].get(url).content for role in PARTIES)

    assert told.shared.found_in(mine)
    assert told.shared.found_in(theirs)
    assert told.own.found_in(mine)
    assert not told.own.found_in(theirs)


def test_it_is_in_no_row_and_in_no_copy_of_the_database(told: Told) -> None:
    dump = StringIO()
    call_command("dumpdata", all=True, stdout=dump)

    sinks = {"dumpdata": dump.getvalue().encode(), "file": copy_of_the_database()}

    assert Note.objects.count() >= 6
    assert len(sinks["file"]) > 10_000
    assert found(told, sinks | rows_of_every_table()) == {}


def copy_of_the_database() -> bytes:
    """Give the file of SQLite, free pages too, or what pg_dump writes."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        whole: bytes = connection.connection.serialize()
        return whole
    if not (pg_dump := shutil.which("pg_dump")):
        pytest.skip("pg_dump is not installed")
    at = connection.settings_dict
    server = ("-h", at["HOST"], "-p", str(at["PORT"]), "-U", at["USER"])
    return subprocess.run(
        [pg_dump, *server, at["NAME"]],
        check=True,
        capture_output=True,
        env=os.environ | {"PGPASSWORD": at["PASSWORD"]},
    ).stdout


def test_it_is_in_no_log_no_letter_no_session_and_no_cache(told: Told) -> None:
    sinks = {
        "log": "\n".join(told.log.kept).encode(),
        "letters": b"".join(letter.message().as_bytes() for letter in mail.outbox),
        "sessions": str(
            [dict(client.session.items()) for client in told.world.clients.values()]
        ).encode(),
        "cache": str(vars(cache._connections[cache._alias])).encode(),  # type: ignore[attr-defined]  # noqa: SLF001 - whatever it keeps
    }

    assert "INSERT INTO" in "\n".join(told.log.kept)
    assert len(mail.outbox) > 0
    assert found(told, sinks) == {}


def test_it_is_on_no_page_of_anybody_else(told: Told) -> None:
    others = [role for role in ROLES if role not in PARTIES]
    sinks = {
        f"{role} {path}": page
        for role in others
        for path, page in pages_as(told.world, role).items()
    }

    assert len(sinks) > 50 * len(others)
    assert found(told, sinks) == {}


def pages_as(world: World, role: str) -> dict[str, bytes]:
    """Get every address of the house as one role, with the head of each answer."""
    client, pages = world.clients[role], {}
    cookies = copy(client.cookies)
    for route, wanted in routes():
        path = reverse(route, kwargs=world.arguments(route, wanted))
        response = client.get(path)
        pages[path] = str(response.headers).encode() + b"".join(response)
        client.cookies = copy(cookies)
    return pages


def test_the_pages_of_the_two_name_it_in_no_address_and_no_title(told: Told) -> None:
    for role in PARTIES:
        for page in pages_as(told.world, role).values():
            heads = page.partition(b"</title>")[0]
            assert told.shared.found_in(heads) == []
            assert told.own.found_in(heads) == []


@pytest.mark.parametrize("debug", [True, False])
def test_an_error_shows_it_to_nobody(
    told: Told, settings: Settings, *, debug: bool
) -> None:
    settings.DEBUG = debug
    settings.ADMINS = [("Admin", "admin@fabriek.example")]
    handler = AdminEmailHandler(include_html=True)
    logging.getLogger("django.request").addHandler(handler)
    client, pairing = told.world.clients["ME"], told.world.pairing
    client.raise_request_exception = False
    Vault.objects.filter(pairing=pairing, kind=Vault.Kind.SHARED).delete()
    url = reverse("sessions_log:note_write", args=[pairing.pk])

    page = client.post(url, {"text": told.shared.text, "reader": "us"})

    logging.getLogger("django.request").removeHandler(handler)
    assert page.status_code == 500
    assert "Internal Server Error" in mail.outbox[-1].subject
    letter = mail.outbox[-1].message().as_bytes()
    log = "\n".join(told.log.kept).encode()
    assert "DoesNotExist" in "\n".join(told.log.kept)
    assert found(told, {"page": page.content, "mail": letter, "log": log}) == {}


def test_without_the_key_it_is_shown_to_nobody(told: Told) -> None:
    url = reverse("sessions_log:pairing", args=[told.world.pairing.pk])

    with other_ring():
        client = Client()
        client.force_login(told.world.people["ME"])
        page = client.get(url)

    assert "Not available now" in page.text
    assert found(told, {"page": page.content}) == {}


def test_a_canary_that_gets_out_is_found(told: Told) -> None:
    """Let it out on purpose, once in every kind of sink."""
    logging.getLogger("somewhere").debug("said %s", told.shared.text)
    mail.send_mail("About", told.shared.text, None, ["anna@fabriek.example"])
    session = told.world.clients["CO"].session
    session["last"] = told.own.text
    session.save()
    type(told.world.programme).objects.update(name=told.own.name)

    sinks = {
        "log": "\n".join(told.log.kept).encode(),
        "letters": mail.outbox[-1].message().as_bytes(),
        "session": str(dict(told.world.clients["CO"].session.items())).encode(),
        "file": copy_of_the_database(),
        "page": told.world.clients["CO"].get(reverse("matching:pairing_list")).content,
    }

    assert found(told, sinks).keys() == sinks.keys()
    assert Pairing.objects.exists()
    assert settings.SESSION_ENGINE == "people.browser_sessions"
