"""Goals in the mentee's words and challenges, through a browser without a script."""

import pytest
from django.test import Client
from django.urls import reverse

from matching.models import Pairing
from sessions_log.models import ActionItem, Goal
from tests.pairs import Pair
from tests.sessions_log.conftest import ComeIn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_after_the_first_meeting"),
]


def url(name: str, row: Pairing | Goal | ActionItem) -> str:
    return reverse(f"sessions_log:{name}", args=[row.pk])


def send(client: Client, address: str, **said: str) -> str:
    page = client.post(address, said, follow=True)
    assert page.status_code == 200
    return page.text


def test_a_challenge_goes_from_one_to_the_other_and_back(
    running: Pair, come_in: ComeIn
) -> None:
    mentor, mentee = come_in(running.mentor), come_in(running.mentee)

    page = send(
        mentor, url("challenge_add", running), text="Lead it", due_on="2026-10-01"
    )
    item = ActionItem.objects.get()
    assert "Take it up" not in page
    assert url("challenge_take", item) in mentee.get(url("pairing", running)).text

    form = mentee.get(url("challenge_take", item)).context["form"]
    assert form["text"].value() == "Lead it"
    send(mentee, url("challenge_take", item), text="Lead it", due_on="2026-10-02")
    assert "Lead it" in mentee.get(url("challenge_result", item)).text
    send(mentee, url("challenge_result", item), text="They listened")

    page = mentor.get(url("pairing", running)).text
    assert "They listened" in page
    assert "done" in page


@pytest.mark.parametrize("name", ["challenge_take", "challenge_result"])
def test_only_the_mentee_takes_it_up_and_tells(
    running: Pair, come_in: ComeIn, name: str
) -> None:
    mentor = come_in(running.mentor)
    send(mentor, url("challenge_add", running), text="Lead it")
    item = ActionItem.objects.get()

    assert mentor.get(url(name, item)).status_code == 403
    assert mentor.post(url(name, item), {"text": "x"}).status_code == 403


def test_it_is_let_go_and_gone_from_the_page(running: Pair, come_in: ComeIn) -> None:
    mentor = come_in(running.mentor)
    send(mentor, url("challenge_add", running), text="Lead it")

    page = send(mentor, url("challenge_let_go", ActionItem.objects.get()))

    assert "Lead it" not in page


def test_the_mentor_proposes_words_and_the_mentee_takes_them_with_one_press(
    running: Pair, come_in: ComeIn
) -> None:
    mentor, mentee = come_in(running.mentor), come_in(running.mentee)
    goal = Goal.objects.get()

    page = send(mentor, url("goal_wording", goal), text="To lead a meeting with ease")
    assert "Take these words" not in page
    assert "Take these words" in mentee.get(url("pairing", running)).text
    page = send(mentee, url("goal_wording_answer", goal), takes="yes")

    assert "To lead a meeting with ease" in page
    assert "Take these words" not in page
    assert mentor.get(url("goal_change", goal)).status_code == 403


def test_the_mentee_says_why_and_how_it_shows(running: Pair, come_in: ComeIn) -> None:
    mentee, goal = come_in(running.mentee), Goal.objects.get()
    shown = mentee.get(url("goal_change", goal)).context["form"]["text"].value()

    send(
        mentee,
        url("goal_change", goal),
        text=shown,
        why="To grow",
        notice="People ask me",
        means="A kind team",
    )

    page = come_in(running.mentor).get(url("pairing", running)).text
    for words in ("To grow", "People ask me", "A kind team"):
        assert words in page
