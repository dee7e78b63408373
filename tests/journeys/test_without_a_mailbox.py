"""A mentor without any e-mail address: from the printed card to a logged meeting."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test.signals import template_rendered
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from matching.models import Pairing
from matching.operations import proposals
from people.models import Card, Person
from sessions_log.models import Meeting
from sessions_log.operations import meetings
from sessions_log.operations.meetings import Moment
from tests.factories import (
    give_secret,
    make_hr,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.journeys.fabriek_noord import PATIENCE, Reader, enter, nl, with_secret
from tests.pairs import make_proposal

pytestmark = [pytest.mark.django_db(transaction=True)]
NUMBER, PIN = "00101", "274183"
#: What `ux.md` 9 allows for it: presses and typed fields.
MOST_TAPS, MOST_FIELDS = 5, 2


class Phone(Reader):
    """A reader's telephone, on which every press and every field is counted."""

    taps = fields = 0

    def tap(self, selector: str) -> None:
        self.page.locator(f"main {selector}").first.click()
        self.taps += 1

    def type(self, name: str, text: str) -> None:
        self.page.fill(f"input[name={name}]", text)
        self.fields += 1


@pytest.fixture
def pictured() -> Iterator[list[str]]:
    """Read the addresses in the pictures of the cards, as a camera would."""
    seen: list[str] = []

    def look(context: dict[str, object], **_signal: object) -> None:
        papers = context.get("papers") or []
        seen.extend(paper.address for paper in papers)  # type: ignore[attr-defined]  # any template's

    template_rendered.connect(look)
    yield seen
    template_rendered.disconnect(look)


@pytest.fixture
def jos() -> Person:
    """Give somebody who has a number and nothing to be written to at."""
    return make_person(
        given_name="Jos",
        family_name="Wouters",
        email=None,
        employee_number=NUMBER,
        language="nl",
    )


@pytest.fixture
def mentee(jos: Person) -> Person:
    """Give somebody who said yes to Jos, who has not come in yet."""
    programme = make_programme()
    person = with_secret(make_person(language="nl"))
    hoping = make_mentee(programme, person=person)
    proposal = make_proposal(programme, make_mentor(programme, person=jos), hoping)
    proposals.answer(proposal, yes=True, at=timezone.now(), by=person)
    return person


def hr_prints_the_card(browser: Browser, base: str) -> None:
    hr = enter(browser, base, make_hr(language="nl"))
    hr.go("people:card_list")
    hr.press_main()
    assert NUMBER in hr.text()
    assert Card.objects.unused().count() == 1


def the_two_speak(mentee: Person) -> None:
    """Let the mentee plan a meeting, whose moment then passes."""
    then = timezone.localtime() - timedelta(hours=2)
    moment = Moment(then.date(), then.time(), 60, Meeting.Way.FACE)
    pairing = Pairing.objects.for_display().get()
    meetings.plan_series(pairing, moment, at=timezone.now(), by=mentee)


def phone_in(browser: Browser, base: str) -> Phone:
    context = browser.new_context(
        locale="nl-BE", viewport={"width": 390, "height": 844}
    )
    context.set_default_timeout(PATIENCE)
    return Phone(context.new_page(), base)


def test_a_mentor_without_any_address_goes_from_card_to_logged_meeting(
    browser: Browser,
    live_server: LiveServer,
    pictured: list[str],
    jos: Person,
    mentee: Person,
) -> None:
    hr_prints_the_card(browser, live_server.url)
    phone = phone_in(browser, live_server.url)
    [address] = set(pictured)

    phone.page.goto(address.replace(settings.SITE_URL, live_server.url))
    phone.type("secret", PIN)
    phone.type("again", PIN)
    phone.tap(".btn-primary")
    phone.page.wait_for_url(live_server.url + reverse("today"))
    phone.tap("a[href*='/proposals/']")
    phone.tap("button[value=yes]")
    the_two_speak(mentee)
    phone.go("today")
    phone.tap("a[href*='/pairs/']")
    phone.press("Yes, as planned")
    phone.taps += 1

    phone.page.get_by_text(nl("The meeting has been saved.")).wait_for()
    assert Meeting.objects.filter(state=Meeting.State.HELD).count() == 1
    assert phone.taps <= MOST_TAPS
    assert phone.fields <= MOST_FIELDS


def test_next_time_the_number_and_the_pin_are_enough(
    browser: Browser, live_server: LiveServer, jos: Person
) -> None:
    """On a tablet that others use too: three minutes later nothing is open."""
    give_secret(jos, PIN, Person.SecretKind.PIN)
    tablet = phone_in(browser, live_server.url)
    tablet.page.clock.install()

    tablet.go("people:number_login")
    tablet.type("employee_number", NUMBER)
    tablet.type("secret", PIN)
    tablet.page.check("input[name=shared]")
    tablet.tap(".btn-primary")
    tablet.page.wait_for_url(live_server.url + reverse("today"))
    with time_machine.travel(timezone.now() + timedelta(minutes=4)):
        tablet.page.clock.fast_forward(181_000)
        tablet.page.wait_for_url(live_server.url + reverse("people:number_login"))
        assert tablet.page.locator("input[name=shared]").is_checked()
        assert tablet.page.input_value("input[name=employee_number]") == ""
