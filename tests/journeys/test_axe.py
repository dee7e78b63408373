"""Every page of every role, looked at by axe: a phone by day, a desk by night.

Pages whose markup is the same but for words and keys are looked at once: axe judges
structure, names and colours, which do not depend on whose words they are. The addresses
are dealt out in heaps, so that more than one process can look.
"""

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from tests.measuring import unmeasured
from tests.test_access_matrix import rows
from tests.world import ROLES, World, make_world, routes

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = (
    ({"width": 390, "height": 844}, "light"),
    ({"width": 1280, "height": 900}, "dark"),
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
LOOK = "options => axe.run(options).then(found => found.violations)"
HEAPS = 4
TEXT = re.compile(r">[^<]+<")
KEYS = re.compile(r"[0-9a-f-]{32,36}|csrfmiddlewaretoken[^>]+|[\w-]{40,}(:[\w-]+)*")


@dataclass(frozen=True)
class Sight:
    """One page that somebody sees."""

    route: str
    role: str
    path: str


def sights(world: World, heap: int) -> Iterator[Sight]:
    """Give every page of every role once, those of the same markup once for all."""
    allowed = {
        row["route"]: [role for role in ROLES if row[role] == "A"]
        for row in rows()
        if row["method"] == "GET"
    }
    seen = {""}
    for route, wanted in list(routes())[heap::HEAPS]:
        path = reverse(route, kwargs=world.arguments(route, wanted))
        for role in allowed[route]:
            markup = markup_of(world.clients[role], path)
            if markup not in seen:
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
    """Come in as a role, without waiting for colours that change slowly."""
    context = browser.new_context(locale="nl-BE", reduced_motion="reduce")
    session = world.clients[role].cookies.get(settings.SESSION_COOKIE_NAME)
    if session:
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": session.value, "url": base}])
    return context


def violations_on(page: Page) -> list[dict[str, Any]]:
    """Give what axe, which was brought to the page, finds as it looks now."""
    found: list[dict[str, Any]] = page.evaluate(LOOK, OPTIONS)
    return found


def faults_of(page: Page, address: str, sight: Sight) -> list[object]:
    """Look at one page in both looks; say where axe finds something."""
    page.goto(address)
    page.evaluate(Axe().axe_script)
    found: list[object] = []
    for size, colours in LOOKS:
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain mapping
        page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]  # one of two words
        found += [
            (sight.route, sight.role, colours, one["id"], one["nodes"][0]["html"])
            for one in violations_on(page)
        ]
    return found


@pytest.mark.parametrize("heap", range(HEAPS))
def test_axe_finds_nothing_on_any_page_of_any_role(
    browser: Browser, live_server: LiveServer, heap: int
) -> None:
    world = make_world()
    faults: list[object] = []
    with unmeasured():  # the access matrix asks for the same pages
        everything = list(sights(world, heap))
        for role in ROLES:
            context = browser_of(browser, world, role, live_server.url)
            page = context.new_page()
            for sight in everything:
                if sight.role == role:
                    faults += faults_of(page, live_server.url + sight.path, sight)
            context.close()

    assert len(everything) > len(ROLES)
    assert faults == []


def test_axe_would_see_a_planted_fault(
    browser: Browser, live_server: LiveServer
) -> None:
    page = browser.new_page()
    page.goto(live_server.url + reverse("account_login"))
    page.evaluate(Axe().axe_script)
    before = violations_on(page)
    page.evaluate("document.documentElement.removeAttribute('lang')")

    assert before == []
    assert violations_on(page)
