"""Noting meetings: unplanned ones, disputed ones, and always a next date."""

import pytest
from django.urls import reverse

from matching.models import Pairing
from people.models import Shift
from sessions_log.models import Meeting
from tests.pairs import Pair
from tests.sessions_log.conftest import ComeIn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_after_the_first_meeting"),
]
HELD = {"on": "2026-09-07", "minutes": "30", "way": "face"}


def address(name: str) -> str:
    first = Meeting.objects.earliest("number")
    return reverse(f"sessions_log:{name}", args=[first.pk])


def page_of(pairing: Pair) -> str:
    return reverse("sessions_log:pairing", args=[pairing.pk])


def test_a_conversation_that_nobody_planned_is_noted(
    running: Pair, come_in: ComeIn
) -> None:
    client = come_in(running.mentee)
    url = reverse("sessions_log:another", args=[running.pk])
    assert 'value="2026-09-09"' in client.get(url).text

    sent = HELD | {"reader": "me", "note": "", "purposes": ["help", "learning"]}
    page = client.post(url, sent, follow=True)

    assert "The meeting has been saved." in page.text
    assert Meeting.objects.held().get().purposes == ["help", "learning"]


def test_after_the_last_planned_meeting_the_next_date_is_asked_for(
    running: Pair, come_in: ComeIn
) -> None:
    Meeting.objects.exclude(number=1).delete()
    Pairing.objects.filter(pk=running.pk).update(started_on="2026-01-01")

    page = come_in(running.mentee).post(address("meeting_as_planned"), {}, follow=True)

    assert "When do you speak next?" in page.text
    assert "Moments that suit you both" in page.text


def test_a_cancelled_meeting_is_gone_and_the_others_stay(
    running: Pair, come_in: ComeIn
) -> None:
    client = come_in(running.mentee)

    assert (
        "has been cancelled" in client.post(address("meeting_cancel"), follow=True).text
    )
    assert "was cancelled" in client.post(address("meeting_cancel"), follow=True).text


def test_that_is_not_right_until_it_is(running: Pair, come_in: ComeIn) -> None:
    mentee, mentor = come_in(running.mentee), come_in(running.mentor)
    mentee.post(address("meeting_as_planned"))
    assert "That is not right" in mentor.get(page_of(running)).text
    assert "That is not right" not in mentee.get(page_of(running)).text

    said = mentor.post(address("meeting_dispute"), follow=True).text
    assert "until you two agree on it" in said
    assert "It is right now" in said
    assert "says whether it is right now" in mentee.get(page_of(running)).text
    mentee.post(address("meeting_correct"), HELD)
    said = mentor.post(address("meeting_confirm"), follow=True).text

    assert "counts again" in said
    agreed = Meeting.objects.earliest("number")
    assert (agreed.state, str(agreed.held_on)) == ("held", "2026-09-07")


def test_a_correction_that_is_refused_comes_back(
    running: Pair, come_in: ComeIn
) -> None:
    client = come_in(running.mentee)
    client.post(address("meeting_as_planned"))
    assert (
        "Take it back: we did not meet" in client.get(address("meeting_correct")).text
    )

    page = client.post(address("meeting_correct"), HELD | {"on": "2026-12-01"})

    assert page.status_code == 422
    assert "has not come yet" in page.text


def test_a_meeting_that_never_was_is_taken_back(running: Pair, come_in: ComeIn) -> None:
    client = come_in(running.mentee)
    client.post(address("meeting_as_planned"))

    assert (
        "not in your journey"
        in client.post(address("meeting_take_back"), follow=True).text
    )
    assert not Meeting.objects.held().exists()


def test_nobody_corrects_what_the_other_noted(running: Pair, come_in: ComeIn) -> None:
    come_in(running.mentee).post(address("meeting_as_planned"))
    mentor = come_in(running.mentor)

    assert mentor.get(address("meeting_correct")).status_code == 403
    assert mentor.post(address("meeting_correct"), HELD).status_code == 403


@pytest.mark.parametrize("name", ["dispute", "confirm", "take_back"])
def test_what_was_not_noted_cannot_be_settled(
    running: Pair, come_in: ComeIn, name: str
) -> None:
    page = come_in(running.mentor).post(address(f"meeting_{name}"), follow=True)

    assert page.status_code == 200
    assert Meeting.objects.earliest("number").state == Meeting.State.PLANNED


def test_a_press_on_a_proposal_plans_and_moves(running: Pair, come_in: ComeIn) -> None:
    client = come_in(running.mentee)
    plan = reverse("sessions_log:plan", args=[running.pk])
    [first, *_rest] = client.get(plan).context["proposals"]
    sent = {name: str(value) for name, value in first.as_initial().items()}

    assert "It is in your agenda." in client.post(plan, sent, follow=True).text
    moved = client.post(address("meeting_move"), sent | {"which": "rest"}, follow=True)

    assert "The meeting has been moved." in moved.text
    assert Meeting.objects.filter(sequence=1).count() == 4


def test_a_series_tells_which_meeting_is_unlike_the_first(
    preparing: Pair, come_in: ComeIn
) -> None:
    for person, weeks in (
        (preparing.mentor, ["day"]),
        (preparing.mentee, ["day", "day", "night", "night"]),
    ):
        Shift.objects.create(person=person, pattern=weeks, starts_on="2026-09-28")
    plan = reverse("sessions_log:plan", args=[preparing.pk])
    sent = {"on": "2026-09-29", "time": "10:00", "minutes": "60", "way": "face"}

    page = come_in(preparing.mentee).post(plan, sent, follow=True)

    assert "13 October is shorter or by phone" in page.text
