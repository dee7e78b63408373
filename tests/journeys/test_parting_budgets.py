"""Stopping, saying yes and standing in take as few clicks as was promised."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from matching.models import Pairing, Proposal
from people.models import Person
from tests.factories import (
    give_secret,
    make_coordinator,
    make_mentor,
    make_person,
    make_programme,
)
from tests.journeys.fabriek_noord import Reader, enter
from tests.journeys.test_help_budget import LISTENER, counted
from tests.pairs import Pair, make_proposal, make_running_pairing, make_two

pytestmark = [pytest.mark.django_db(transaction=True)]
A_CLICK, A_PAGE = 1.2, 2.0  # seconds of a scripted human
Come = Callable[[Person], Reader]


@pytest.fixture
def come(browser: Browser, live_server: LiveServer) -> Come:
    """Let somebody in, in a browser that counts what they do."""

    def let_in(person: Person) -> Reader:
        reader = enter(browser, live_server.url, person)
        reader.page.context.add_init_script(LISTENER)
        return reader

    return let_in


@pytest.fixture
def pair() -> Pair:
    programme = make_programme()
    return make_running_pairing(programme, *make_two(programme))


def seconds(reader: Reader) -> float:
    count = counted(reader.page)
    return count.clicks * A_CLICK + count.pages * A_PAGE


def confirm(reader: Reader) -> None:
    """Press the one solid button, and wait for the page that answers."""
    with reader.page.expect_navigation():
        reader.page.locator("main .btn-primary").click()


@pytest.mark.parametrize("choice", ["pause", "change", "stop"])
def test_stopping_or_changing_takes_three_clicks(
    pair: Pair, come: Come, choice: str
) -> None:
    mentee = come(pair.mentee)
    mentee.go("sessions_log:pairing", pair.pk)

    stop = reverse("matching:stop", args=[pair.pk])
    mentee.page.locator(f"main a[href='{stop}']").click()
    mentee.page.locator(f"input[name=choice][value={choice}]").click()
    confirm(mentee)

    pair.refresh_from_db()
    paused = choice == "pause"
    assert pair.state == (Pairing.State.PAUSED if paused else Pairing.State.ENDED)
    count = counted(mentee.page)
    assert (count.clicks, count.fields) == (3, 0)
    assert seconds(mentee) <= 15


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_a_proposal_is_answered_from_the_mail_in_two_clicks(
    come: Come, answer: str
) -> None:
    programme = make_programme()
    proposal = make_proposal(programme, *make_two(programme))
    mentee = come(proposal.mentee.person)

    mentee.go("matching:proposal", proposal.pk)  # the button of the letter: one click
    with mentee.page.expect_navigation():
        mentee.page.locator(f"button[name=answer][value={answer}]").click()

    proposal.refresh_from_db()
    said = {"yes": Proposal.State.ACCEPTED_BY_ONE, "no": Proposal.State.DECLINED}
    assert proposal.state == said[answer]
    count = counted(mentee.page)
    assert (1 + count.clicks, count.fields) == (2, 0)
    assert A_CLICK + seconds(mentee) <= 8


def test_a_proposal_is_answered_from_today_in_two_clicks(come: Come) -> None:
    programme = make_programme()
    proposal = make_proposal(programme, *make_two(programme))
    mentor = come(proposal.mentor.person)
    mentor.go("today")

    page = reverse("matching:proposal", args=[proposal.pk])
    mentor.page.locator(f"main a[href='{page}']").click()
    with mentor.page.expect_navigation():
        mentor.page.locator("button[name=answer][value=yes]").click()

    assert counted(mentor.page).clicks == 2


def test_both_answers_are_equal_buttons(come: Come) -> None:
    programme = make_programme()
    proposal = make_proposal(programme, *make_two(programme))
    mentee = come(proposal.mentee.person)
    mentee.go("matching:proposal", proposal.pk)

    buttons = mentee.page.locator("button[name=answer]")

    looks = buttons.evaluate_all(
        "all => all.map(one => [one.className, getComputedStyle(one).backgroundColor])"
    )
    assert looks[0] == looks[1]


def test_a_stand_in_takes_three_clicks(pair: Pair, come: Come) -> None:
    colleague = make_mentor(pair.programme)
    person = give_secret(make_person(), at=timezone.now())
    coordinator = come(make_coordinator(pair.programme, person))
    coordinator.go("matching:pairing_list")

    page = reverse("matching:stand_in", args=[pair.pk])
    coordinator.page.locator(f"main a[href='{page}']").click()
    coordinator.page.locator(f"input[name=mentor][value='{colleague.pk}']").click()
    confirm(coordinator)

    assert Pairing.objects.get(kind="stand_in").mentor == colleague.person
    count = counted(coordinator.page)
    assert (count.clicks, count.fields) == (3, 0)
    assert seconds(coordinator) <= 15


def test_a_click_too_many_is_seen(pair: Pair, come: Come) -> None:
    mentee = come(pair.mentee)
    mentee.go("matching:stop", pair.pk)
    mentee.page.locator("main h2").first.click()

    assert counted(mentee.page).clicks == 1
