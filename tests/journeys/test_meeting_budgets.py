"""Logging, planning and preparing take as few clicks as was promised, without a script.

Rows 6 to 10 of `ux.md` 9, on a telephone. A listener in the page counts what is pressed
and which fields are typed in; it is the only script that runs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from sessions_log.models import Goal, Meeting, Note
from tests.factories import make_programme
from tests.journeys.fabriek_noord import PATIENCE, Reader, with_secret
from tests.pairs import Pair, make_running_pairing, make_two

pytestmark = [pytest.mark.django_db(transaction=True)]
A_CLICK, A_CHARACTER, A_PAGE = 1.2, 0.28, 2.0  # seconds of a scripted human
WIDTH = 390
LISTENER = """
for (const kind of ["click", "input"])
    addEventListener(kind, event => {
        const press = event.target.closest("a, button, label, summary, input");
        const typed = event.target.matches("textarea, input:not([type=radio])");
        if (kind === "click" && press && event.detail) console.log("press");
        if (kind === "input" && typed) console.log("type " + event.target.name);
    }, true);
"""


@dataclass
class Counted:
    """What somebody did since the count began."""

    clicks: int = 0
    characters: int = 0
    pages: int = 0

    @property
    def seconds(self) -> float:
        return (
            self.clicks * A_CLICK + self.characters * A_CHARACTER + self.pages * A_PAGE
        )


class Phone(Reader):
    """A telephone on which presses and fields are counted by the page itself."""

    def begin(self, page: Page) -> None:
        self.count, self.fields = Counted(), set[str]()
        page.on("console", lambda message: self.note(message.text))
        page.on("load", lambda _page: self.turn())

    def note(self, said: str) -> None:
        kind, _, field = said.partition(" ")
        if kind == "press":
            self.count.clicks += 1
        elif kind == "type":
            self.count.characters += 1
            self.fields.add(field)

    def turn(self) -> None:
        self.count.pages += 1

    def tap(self, selector: str, *, to: str = "") -> None:
        """Press something, and wait for the page that answers where there is one."""
        target = self.page.locator(f"main {selector}").first
        if not to:
            target.click()
            return
        with self.page.expect_navigation(url=f"**{to}"):
            target.click()


@pytest.fixture
def pair() -> Pair:
    """Give a pair whose first meeting was yesterday."""
    programme = make_programme()
    pair = make_running_pairing(programme, *make_two(programme))
    yesterday = timezone.localdate() - timedelta(days=1)
    type(pair).objects.filter(pk=pair.pk).update(made_on=yesterday)
    for number, meeting in enumerate(Meeting.objects.order_by("number")):
        meeting.planned_on = yesterday + timedelta(weeks=2 * number)
        meeting.save()
    return pair


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer, pair: Pair) -> Iterator[Phone]:
    """Sign the mentee in; from then on nothing is scripted but the counting."""
    context = browser.new_context(viewport={"width": WIDTH, "height": 844})
    context.set_default_timeout(PATIENCE)
    phone = Phone(context.new_page(), live_server.url)
    phone.sign_in(with_secret(pair.mentee))
    context.route("**/*.js", lambda route: route.abort())
    context.add_init_script(LISTENER)
    phone.begin(phone.page)
    yield phone
    wide = phone.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= WIDTH
    context.close()


def start(phone: Phone, route: str, *args: object) -> None:
    phone.go(route, *args)
    phone.count = Counted(pages=1)
    phone.fields.clear()


def test_a_meeting_is_logged_as_planned_with_one_click(
    phone: Phone, pair: Pair
) -> None:
    start(phone, "today")

    phone.tap("form[action$='/as-planned/'] button", to=f"/pairs/{pair.pk}/")

    assert Meeting.objects.held().count() == 1
    assert (phone.count.clicks, phone.fields) == (1, set())
    assert phone.count.seconds <= 5.3  # the page that answers is read, too


def test_a_meeting_is_logged_with_changes_in_four_clicks(
    phone: Phone, pair: Pair
) -> None:
    start(phone, "today")

    phone.tap("a[href$='/log/']", to="/log/")
    phone.tap("input[name=minutes][value='30']")
    phone.tap("input[name=way][value=video]")
    phone.page.locator("textarea[name=note]").press_sequentially(
        "We spoke about planning."
    )
    phone.tap("form .btn-primary", to=f"/pairs/{pair.pk}/")

    held = Meeting.objects.held().get()
    assert (held.minutes, held.way) == (30, "video")
    assert phone.count.clicks <= 4
    assert phone.fields == {"note"}
    assert phone.count.seconds <= 30


def test_the_next_meeting_is_planned_in_three_clicks(phone: Phone, pair: Pair) -> None:
    start(phone, "today")

    phone.tap("a.task-title[href*='/pairs/']", to=f"/pairs/{pair.pk}/")
    phone.tap("a[href$='/plan/']", to="/plan/")
    phone.tap("form:has(input[type=hidden][name=on]) button", to=f"/pairs/{pair.pk}/")

    assert Meeting.objects.planned().count() == 4
    assert phone.count.clicks <= 3
    assert phone.fields == set()
    assert phone.count.seconds <= 15


def test_a_point_is_added_with_one_click_and_one_field(
    phone: Phone, pair: Pair
) -> None:
    following = Meeting.objects.get(number=2)
    start(phone, "sessions_log:meeting_prepare", following.pk)  # behind the letter

    phone.page.locator("textarea[name=text]").first.press_sequentially("The new shift")
    phone.tap(
        "#agenda .btn-primary",
        to=reverse("sessions_log:meeting_prepare", args=[following.pk]),
    )

    assert Note.objects.filter(kind=Note.Kind.AGENDA).count() == 1
    assert (phone.count.clicks, phone.fields) == (1, {"text"})
    assert phone.count.seconds <= 12


def test_a_goal_is_a_step_further_with_one_click(phone: Phone, pair: Pair) -> None:
    start(phone, "sessions_log:pairing", pair.pk)

    phone.tap("button[name=step]", to=f"/pairs/{pair.pk}/")

    assert Goal.objects.get().step == 1
    assert (phone.count.clicks, phone.fields) == (1, set())


def test_the_count_sees_a_press_and_a_field_too_many(phone: Phone, pair: Pair) -> None:
    """The negative control: a detour is noticed."""
    start(phone, "today")

    phone.tap("a[href$='/log/']", to="/log/")
    phone.tap("input[name=minutes][value='30']")
    phone.tap("input[name=minutes][value='90']")
    phone.page.locator("textarea[name=note]").press_sequentially("x")
    phone.tap("input[name=way][value=video]")
    phone.tap("form .btn-primary", to=f"/pairs/{pair.pk}/")

    assert phone.count.clicks == 5
    assert phone.fields == {"note"}
