"""Every page of every role, looked at by axe: a phone by day, a desk by night.

Pages whose markup is the same but for words and keys are looked at once: axe judges
structure, names and colours, which do not depend on whose words they are.
"""

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext
from pytest_django.live_server_helper import LiveServer

from tests.test_access_matrix import rows
from tests.world import ROLES, World, make_world, routes

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = (
    ({"width": 390, "height": 844}, "light"),
    ({"width": 1280, "height": 900}, "dark"),
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}}
TEXT = re.compile(r">[^<]+<")
KEYS = re.compile(r"[0-9a-f-]{32,36}|csrfmiddlewaretoken[^>]+|[\w-]{40,}(:[\w-]+)*")


@dataclass(frozen=True)
class Sight:
    """One page that somebody sees."""

    route: str
    role: str
    path: str


def sights(world: World) -> Iterator[Sight]:
    """Give every page of every role once, those of the same markup once for all."""
    allowed = {
        row["route"]: {role for role in ROLES if row[role] == "A"}
        for row in rows()
        if row["method"] == "GET"
    }
    seen: set[str] = set()
    for route, wanted in routes():
        for role in sorted(allowed[route]):
            path = reverse(route, kwargs=world.arguments(route, wanted))
            if (markup := markup_of(world.clients[role], path)) not in {"", *seen}:
                seen.add(markup)
                yield Sight(route, role, path)


def markup_of(client: Client, path: str) -> str:
    """Give the markup without words and keys; empty for what is no page."""
    cookies = copy(client.cookies)
    response = client.get(path)
    client.cookies = cookies
    if response.status_code != 200 or "html" not in response.headers["Content-Type"]:
        return ""
    return KEYS.sub("", TEXT.sub("><", response.content.decode()))


def browser_of(browser: Browser, world: World, role: str, base: str) -> BrowserContext:
    context = browser.new_context(locale="nl-BE")
    session = world.clients[role].cookies.get(settings.SESSION_COOKIE_NAME)
    if session:
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": session.value, "url": base}])
    return context


def faults_of(context: BrowserContext, base: str, sight: Sight) -> list[object]:
    """Look at one page in both looks; say where axe finds something."""
    page = context.new_page()
    found: list[object] = []
    for size, colours in LOOKS:
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain mapping
        page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]  # one of two words
        page.goto(base + sight.path)
        result = Axe().run(page, options=OPTIONS)
        found += [
            (sight.route, sight.role, colours, one["id"], one["nodes"][0]["html"])
            for one in result.response["violations"]
        ]
    page.close()
    return found


def test_axe_finds_nothing_on_any_page_of_any_role(
    browser: Browser, live_server: LiveServer
) -> None:
    world = make_world()
    everything = list(sights(world))
    faults: list[object] = []
    for role in ROLES:
        context = browser_of(browser, world, role, live_server.url)
        for sight in everything:
            if sight.role == role:
                faults += faults_of(context, live_server.url, sight)
        context.close()

    assert len(everything) > len(ROLES)
    assert faults == []


def test_axe_would_see_a_planted_fault(
    browser: Browser, live_server: LiveServer
) -> None:
    page = browser.new_page()
    page.goto(live_server.url + reverse("account_login"))
    page.evaluate("document.documentElement.removeAttribute('lang')")

    assert Axe().run(page, options=OPTIONS).response["violations"]
