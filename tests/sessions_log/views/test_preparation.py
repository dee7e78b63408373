"""The sheet of a meeting: agenda, actions, what each wants, the mentee's own tick."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sessions_log.models import ActionItem, Meeting, Note
from sessions_log.operations import preparation
from tests.pairs import GOAL, Pair, after_meeting
from tests.sessions_log.conftest import ComeIn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_after_the_first_meeting"),
]
AT = after_meeting()


def second() -> Meeting:
    return Meeting.objects.for_display().get(number=2)


def address(name: str = "meeting_prepare") -> str:
    return reverse(f"sessions_log:{name}", args=[second().pk])


def say(client: Client, name: str, sent: dict[str, str]) -> str:
    page = client.post(address(name), sent, follow=True)
    assert page.status_code == 200
    return page.text


def test_a_point_is_read_by_both_and_removed_by_its_author(
    running: Pair, come_in: ComeIn
) -> None:
    mentee, mentor = come_in(running.mentee), come_in(running.mentor)
    assert "Nothing is on the agenda yet." in mentee.get(address()).text

    assert "It is on the agenda." in say(mentee, "meeting_point", {"text": "My shift"})

    assert "My shift" in mentor.get(address()).text
    assert "Remove" not in mentor.get(address()).text
    point = Note.objects.get(kind=Note.Kind.AGENDA)
    url = reverse("sessions_log:point_remove", args=[point.pk])
    assert mentor.post(url).status_code == 404
    assert "has been removed" in mentee.post(url, follow=True).text
    assert "My shift" not in mentee.get(address()).text


def test_a_form_that_is_sent_twice_counts_once(running: Pair, come_in: ComeIn) -> None:
    client = come_in(running.mentee)
    context = client.get(address()).context

    for name in ("point", "action", "wish"):
        once = str(context[name]["once"].value())
        sent = {"text": "Once", "wish": "Once", "once": once, "reader": "us"}
        for _press in range(2):
            say(client, f"meeting_{name}", {**sent, "for_role": "mentor"})

    for kind in (Note.Kind.AGENDA, Note.Kind.ACTION, Note.Kind.PREPARATION):
        assert Note.objects.filter(kind=kind).count() == 1
    assert ActionItem.objects.count() == 1


def test_what_one_wants_is_ones_own_until_it_is_shared(
    running: Pair, come_in: ComeIn
) -> None:
    mentee, mentor = come_in(running.mentee), come_in(running.mentor)

    say(mentee, "meeting_wish", {"wish": "Courage", "reader": "me"})
    assert "Courage</textarea>" in mentee.get(address()).text
    assert "Courage" not in mentor.get(address()).text
    say(mentee, "meeting_wish", {"wish": "Advice", "reader": "us"})

    assert "Advice" in mentor.get(address()).text
    assert Note.objects.filter(kind=Note.Kind.PREPARATION).count() == 1


def test_shadowing_asks_what_one_would_like_to_see(
    running: Pair, come_in: ComeIn
) -> None:
    Meeting.objects.update(way=Meeting.Way.SHADOWING)

    assert "What I would like to see" in come_in(running.mentee).get(address()).text


def test_an_action_is_taken_on_done_and_not_done_after_all(
    running: Pair, come_in: ComeIn
) -> None:
    client = come_in(running.mentor)
    sent = {"text": "Call the union", "for_role": "mentee", "due_on": "2026-10-01"}
    assert "by 1 October" in say(client, "meeting_action", sent)
    action = ActionItem.objects.get()
    url = reverse("sessions_log:action_tick", args=[action.pk])

    assert "Not done after all" in client.post(url, {"done": "yes"}, follow=True).text
    action.refresh_from_db()
    assert (action.state, action.done_at) == ("done", AT)
    client.post(url, {"done": "no"})

    action.refresh_from_db()
    assert (action.state, action.done_at) == ("open", None)


def test_an_action_of_no_meeting_leads_back_to_the_pair(
    running: Pair, come_in: ComeIn
) -> None:
    action = preparation.add_action(
        second(), "To do", for_role="mentor", due_on=None, at=AT, by=running.mentor
    )
    ActionItem.objects.update(meeting=None)
    url = reverse("sessions_log:action_tick", args=[action.pk])

    page = come_in(running.mentor).post(url, {"done": "yes"})

    assert page.headers["Location"] == reverse(
        "sessions_log:pairing", args=[running.pk]
    )


def test_a_challenge_that_is_only_proposed_is_not_ticked(
    running: Pair, come_in: ComeIn
) -> None:
    action = preparation.add_action(
        second(), "To do", for_role="mentor", due_on=None, at=AT, by=running.mentor
    )
    ActionItem.objects.update(state=ActionItem.State.PROPOSED)
    url = reverse("sessions_log:action_tick", args=[action.pk])

    page = come_in(running.mentor).post(url, {"done": "yes"}, follow=True)

    assert "Take it up first." in page.text


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("meeting_point", {"text": ""}),
        ("meeting_wish", {"wish": "", "reader": "us"}),
        ("meeting_action", {"text": "To do", "for_role": "nobody"}),
    ],
)
def test_what_is_refused_comes_back_on_the_sheet(
    running: Pair, come_in: ComeIn, name: str, sent: dict[str, str]
) -> None:
    page = come_in(running.mentee).post(address(name), sent)

    assert page.status_code == 422
    assert "What we talk about" in page.text


def test_the_tick_is_the_mentees_own(running: Pair, come_in: ComeIn) -> None:
    mentee, mentor = come_in(running.mentee), come_in(running.mentor)

    assert "You prepared" in say(mentee, "meeting_prepared", {"prepared": "yes"})
    assert "You prepared" not in mentor.get(address()).text
    assert "mentee&#x27;s own" in say(mentor, "meeting_prepared", {"prepared": "no"})
    assert second().is_prepared
    with pytest.raises(ValidationError):
        preparation.note_prepared(second(), is_prepared=False, by=running.mentor)
    say(mentee, "meeting_prepared", {"prepared": "no"})
    assert not second().is_prepared


def test_each_meeting_brings_another_question(running: Pair, come_in: ComeIn) -> None:
    client = come_in(running.mentee)
    found = {
        client.get(reverse("sessions_log:meeting_prepare", args=[one.pk]))
        .context["sheet"]
        .card
        for one in Meeting.objects.all()
    }

    assert len(found) == 3


def test_the_sheet_shows_the_goals(running: Pair, come_in: ComeIn) -> None:
    assert GOAL in come_in(running.mentor).get(address()).text


@pytest.mark.parametrize("count", [1, 4])
def test_the_sheet_costs_the_same_with_one_and_with_four(
    running: Pair,
    come_in: ComeIn,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    by = running.mentee
    for _number in range(count):
        preparation.add_point(second(), "A point", at=AT, by=by)
        preparation.add_action(
            second(), "To do", for_role="mentor", due_on=None, at=AT, by=by
        )
    client = come_in(running.mentor)
    client.get(address())

    with django_assert_num_queries(15):
        client.get(address())


def test_no_two_things_on_the_sheet_have_one_id(running: Pair, come_in: ComeIn) -> None:
    ids = re.findall(r' id="([^"]+)"', come_in(running.mentee).get(address()).text)

    assert sorted(ids) == sorted(set(ids))
