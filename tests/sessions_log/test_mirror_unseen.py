"""With a look back and without one, nobody else sees a difference anywhere."""

import re
from contextlib import suppress
from copy import copy

import pytest
import time_machine
from django.urls import NoReverseMatch, reverse

from sessions_log.models import Note
from sessions_log.notes import NoteText, Remark
from sessions_log.operations import mirror, writing
from tests.canary import Canary, rows_of_every_table
from tests.factories import NOW
from tests.world import ROLES, World, make_world, routes

pytestmark = pytest.mark.django_db
PARTIES = ("ME", "MR")
CHANGES = re.compile(rb'csrfmiddlewaretoken" value="[^"]*"')


def seen(world: World) -> dict[str, bytes]:
    """Get every page of the coordinator by its route, without what always changes."""
    client, pages = world.clients["CO"], {}
    cookies = copy(client.cookies)
    for route, wanted in routes():
        with suppress(NoReverseMatch):
            path = reverse(route, kwargs=world.arguments(route, wanted))
            page = b"".join(client.get(path)).replace(path.encode(), b"")
            pages[route] = CHANGES.sub(b"", page)
            client.cookies = copy(cookies)
    return pages


@pytest.fixture
def world() -> World:
    """Make the world, in which both have written for themselves before."""
    with time_machine.travel(NOW, tick=False):
        world = make_world()
        for role in PARTIES:
            own = Remark(NoteText("For me"), is_shared=False)
            by = world.people[role]
            writing.write_note(world.pairing, own, at=NOW, by=by)
    return world


def answer_and_lay(world: World, canary: Canary) -> None:
    for role in PARTIES:
        by, said = world.people[role], {"dare": "no", "differently": canary.text}
        mirror.ask(world.pairing, at=NOW, by=by)
        mirror.answer(world.pairing, said, at=NOW, by=by)
        mirror.lay(world.pairing, at=NOW, by=by)
    mirror.agree_on(world.pairing, canary.text, at=NOW, by=world.people["ME"])


def write_something_else(world: World, canary: Canary) -> None:
    remark = Remark(NoteText(canary.text))
    writing.write_note(world.pairing, remark, at=NOW, by=world.people["ME"])
    world.programme.name = "Another name"
    world.programme.save()


def test_every_other_table_is_the_same_with_and_without(world: World) -> None:
    canary = Canary()
    before = rows_of_every_table()

    with time_machine.travel(NOW, tick=False):
        answer_and_lay(world, canary)

    after = rows_of_every_table()
    changed = {name for name in after if after[name] != before[name]}
    assert changed - {"sqlite_sequence"} == {Note._meta.db_table}
    assert canary.found_in(b"".join(after.values())) == []


def test_a_coordinator_sees_the_same_pages_with_and_without(world: World) -> None:
    canary = Canary()
    with time_machine.travel(NOW, tick=False):
        seen(world)  # the first look may set something
        before = seen(world)
        answer_and_lay(world, canary)
        after = seen(world)

    assert len(before) > 50
    assert {route for route in after if after[route] != before[route]} == set()


def test_what_does_change_a_page_is_noticed(world: World) -> None:
    with time_machine.travel(NOW, tick=False):
        before = seen(world)
        write_something_else(world, Canary())
        after = seen(world)

    assert after != before


@pytest.mark.parametrize("role", [one for one in ROLES if one not in PARTIES])
def test_for_anybody_else_there_is_no_mirror(world: World, role: str) -> None:
    client = world.clients[role]
    with time_machine.travel(NOW, tick=False):
        for name in ("mirror", "mirror_lay", "mirror_ask", "mirror_agree"):
            url = reverse(f"sessions_log:{name}", args=[world.pairing.pk])
            expected = 302 if role == "AN" else 404
            assert client.post(url).status_code == expected
        assert client.get(url.replace("agree/", "")).status_code == expected
    assert not Note.objects.filter(kind="mirror").exists()
