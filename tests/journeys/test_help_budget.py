"""Asking for help takes four clicks and one field, counted by the page itself."""

from dataclasses import dataclass

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from sessions_log.models import HelpRequest
from tests.factories import make_programme
from tests.helping import make_supporter
from tests.journeys.fabriek_noord import Reader, enter
from tests.pairs import Pair, make_running_pairing, make_two

pytestmark = [pytest.mark.django_db(transaction=True)]
LISTENER = """
    const add = (name, value) => {
        const said = JSON.parse(sessionStorage.getItem(name) || "[]");
        if (name !== "fields" || !said.includes(value)) said.push(value);
        sessionStorage.setItem(name, JSON.stringify(said));
    };
    addEventListener("pointerup", (e) => add("clicks", e.target.tagName), true);
    addEventListener("input", (e) => {
        if (e.target.matches("textarea, input:not([type=radio], [type=checkbox])"))
            add("fields", e.target.name);
    }, true);
    addEventListener("DOMContentLoaded", () => add("pages", location.pathname));
"""
WORDS = "Call me after four, please."
A_CLICK, A_CHARACTER, A_PAGE = 1.2, 0.28, 2.0  # seconds of a scripted human


@dataclass(frozen=True)
class Count:
    """What the listener in the page has seen."""

    clicks: int
    fields: int
    pages: int

    @property
    def seconds(self) -> float:
        return self.clicks * A_CLICK + len(WORDS) * A_CHARACTER + self.pages * A_PAGE


def counted(page: Page) -> Count:
    seen = [
        len(page.evaluate(f"JSON.parse(sessionStorage.getItem('{name}') || '[]')"))
        for name in ("clicks", "fields", "pages")
    ]
    return Count(*seen)


@pytest.fixture
def pair() -> Pair:
    programme = make_programme()
    return make_running_pairing(programme, *make_two(programme))


@pytest.fixture
def mentee(pair: Pair, browser: Browser, live_server: LiveServer) -> Reader:
    reader = enter(browser, live_server.url, pair.mentee)
    reader.page.context.add_init_script(LISTENER)
    return reader


def ask(page: Page, to: object) -> None:
    page.locator(f"input[name=to][value='{to}']").click()
    page.locator("textarea[name=reach]").press_sequentially(WORDS)
    page.locator("main .btn-primary").click()
    page.wait_for_url(f"**{reverse('sessions_log:help_list')}")


def test_from_the_first_page_in_four_clicks_and_one_field(
    pair: Pair, mentee: Reader
) -> None:
    helper, _second = make_supporter(pair), make_supporter(pair)
    mentee.go("today")
    page = mentee.page

    page.locator(f"header a[href='{reverse('sessions_log:help_list')}']").click()
    form = reverse("sessions_log:help_ask", args=[pair.pk])
    page.locator(f"main a[href='{form}']").first.click()
    ask(page, helper.pk)

    assert HelpRequest.objects.get().to == helper
    count = counted(page)
    assert (count.clicks, count.fields) == (4, 1)
    assert count.seconds <= 40


@pytest.mark.parametrize("name", ["pairing", "note_write", "plan"])
def test_from_any_page_of_the_pair_in_three(
    pair: Pair, mentee: Reader, name: str
) -> None:
    helper, _second = make_supporter(pair), make_supporter(pair)
    mentee.go(f"sessions_log:{name}", pair.pk)

    form = reverse("sessions_log:help_ask", args=[pair.pk])
    mentee.page.locator(f"#help a[href='{form}']").click()
    ask(mentee.page, helper.pk)

    assert HelpRequest.objects.get().to == helper
    assert counted(mentee.page).clicks == 3


def test_a_click_too_many_is_counted(pair: Pair, mentee: Reader) -> None:
    mentee.go("sessions_log:help_list")
    mentee.page.locator("main h1").click()

    assert counted(mentee.page).clicks == 1
    assert pair.is_open
