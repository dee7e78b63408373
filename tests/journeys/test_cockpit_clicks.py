"""The coordinator's budgets of clicks and fields (`ux.md` 9), counted in the page."""

from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from mailing.models import Delivery
from people.models import Person
from programmes.models import Programme
from sessions_log.models import Call
from sessions_log.operations import calls
from tests.factories import give_secret, make_coordinator, make_programme
from tests.journeys.fabriek_noord import enter
from tests.sessions_log.following import LATER, make_lively_pair, make_silent_pair

pytestmark = [pytest.mark.django_db(transaction=True)]
# A click is a pointer or Enter on a control: both arrive as a trusted click.
LISTENER = """
const add = name => event => {
  if (event.isTrusted) sessionStorage[name] = Number(sessionStorage[name] || 0) + 1;
};
addEventListener("click", add("clicks"), true);
addEventListener("change", add("fields"), true);
"""


class Counter:
    """What somebody did since they came in, as the page itself counted it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.add_init_script(LISTENER)

    def __getattr__(self, name: str) -> int:
        return int(self._page.evaluate(f"sessionStorage['{name}'] || 0"))


@pytest.fixture(autouse=True)
def _weeks_later() -> Iterator[None]:
    with time_machine.travel(LATER, tick=True):
        yield


@pytest.fixture
def programme() -> Programme:
    return make_programme()


@pytest.fixture
def coordinator(programme: Programme) -> Person:
    return give_secret(make_coordinator(programme))


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, coordinator: Person) -> Page:
    reader = enter(browser, live_server.url, coordinator)
    reader.page.set_viewport_size({"width": 390, "height": 844})
    return reader.page


@pytest.fixture
def counted(page: Page) -> Counter:
    return Counter(page)


def test_pairs_that_need_me_are_on_my_home(
    page: Page, counted: Counter, programme: Programme, live_server: LiveServer
) -> None:
    for _ in range(2):
        make_silent_pair(programme)

    page.goto(live_server.url)

    assert "things wait for you" in page.inner_text("h1")
    assert page.get_by_role("link", name="2 pairs have noted nothing").is_visible()
    assert (counted.clicks, counted.fields) == (0, 0)


def test_all_silent_pairs_are_written_to_in_three_clicks(
    page: Page, counted: Counter, programme: Programme, live_server: LiveServer
) -> None:
    for _ in range(3):
        make_silent_pair(programme)
    page.goto(live_server.url)

    page.get_by_role("link", name="3 pairs have noted nothing").click()
    page.get_by_role("button", name="See the letter").click()
    page.get_by_role("button", name="Send to 6 people").click()
    page.get_by_text("6 letters are on their way.").wait_for()

    assert counted.clicks <= 3
    assert counted.fields == 0
    assert Delivery.objects.of_kinds(["pair_silent"]).count() == 6


def test_a_talk_of_the_call_round_is_noted_in_two_clicks(
    page: Page, counted: Counter, programme: Programme, live_server: LiveServer
) -> None:
    pairing = make_lively_pair(programme)
    calls.open_rounds(at=LATER)
    page.goto(live_server.url)

    page.get_by_role("link", name="Call round: 0 of 2").click()
    name = f"arrange time: {pairing.mentee}"
    page.get_by_role("button", name=name).click()
    page.get_by_text("Noted: arrange time.").wait_for()

    assert counted.clicks <= 2
    assert counted.fields == 0
    assert Call.objects.get().person == pairing.mentee


def test_the_listener_sees_every_click_and_field(
    page: Page, counted: Counter, programme: Programme, live_server: LiveServer
) -> None:
    make_silent_pair(programme)
    page.goto(live_server.url)

    page.get_by_role("link", name="1 pair has noted nothing").press("Enter")
    page.locator("input[name=pairs]").uncheck()
    page.locator("input[name=pairs]").check()

    assert (counted.clicks, counted.fields) == (3, 2)
