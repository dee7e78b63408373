"""Goals and the agreement, through a browser, without a script."""

import pytest
from django.test import Client
from django.urls import reverse

from matching.models import Pairing
from sessions_log import notes
from sessions_log.models import Goal, Note
from sessions_log.operations import goals
from tests.factories import NOW
from tests.pairs import Pair
from tests.sessions_log.conftest import ComeIn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_after_the_first_meeting"),
]


def press(
    client: Client, name: str, row: Goal | Pairing, sent: dict[str, str] | None = None
) -> str:
    """Press a button and read the page that comes of it."""
    url = reverse(f"sessions_log:{name}", args=[row.pk])
    page = client.post(url, sent or {}, follow=True)
    assert page.status_code == 200
    return page.text


def test_a_goal_is_written_by_one_and_agreed_by_the_other(
    preparing: Pair, come_in: ComeIn
) -> None:
    sent = {"text": "To know the five services", "due_on": "2026-12-01"}
    mentee, mentor = come_in(preparing.mentee), come_in(preparing.mentor)

    assert "The goal has been saved." in press(mentee, "goal_add", preparing, sent)
    goal = Goal.objects.get()
    page = press(mentor, "goal_agree", goal)

    assert "To know the five services" in page
    assert Goal.objects.get().state == Goal.State.ACTIVE


def test_a_form_that_is_sent_twice_makes_one_goal(
    preparing: Pair, come_in: ComeIn
) -> None:
    client = come_in(preparing.mentee)
    url = reverse("sessions_log:goal_add", args=[preparing.pk])
    once = client.get(url).context["form"]["once"].value()

    for _press in range(2):
        press(client, "goal_add", preparing, {"text": "One", "once": str(once)})

    assert Goal.objects.count() == 1


def test_agreeing_twice_is_harmless(preparing: Pair, come_in: ComeIn) -> None:
    goal = goals.add(preparing, "One", due_on=None, at=NOW, by=preparing.mentee)
    client = come_in(preparing.mentor)

    for _press in range(2):
        press(client, "goal_agree", goal)
        press(client, "agree", preparing)

    assert Goal.objects.get().state == Goal.State.ACTIVE
    assert Pairing.objects.get().mentee_agreed_at is None


def test_a_fourth_goal_is_refused_and_its_words_stay(
    running: Pair, come_in: ComeIn
) -> None:
    for _goal in range(2):
        goals.add(running, "One more", due_on=None, at=NOW, by=running.mentee)
    url = reverse("sessions_log:goal_add", args=[running.pk])

    page = come_in(running.mentee).post(url, {"text": "A fourth"})

    assert page.status_code == 422
    assert "Three goals at a time is enough." in page.text
    assert "A fourth</textarea>" in page.text


def test_a_step_is_one_press(running: Pair, come_in: ComeIn) -> None:
    page = press(
        come_in(running.mentee), "goal_move", Goal.objects.get(), {"step": "1"}
    )

    assert "Begun" in page
    assert Goal.objects.get().step == 1


def test_a_reached_goal_is_kept_below_and_can_go_on(
    running: Pair, come_in: ComeIn
) -> None:
    client, goal = come_in(running.mentee), Goal.objects.get()

    assert "Reached or let go" in press(client, "goal_move", goal, {"step": "4"})
    press(client, "goal_move", goal, {"step": "3"})

    assert Goal.objects.get().state == Goal.State.ACTIVE


@pytest.mark.parametrize("step", ["", "5", "-1", "many"])
def test_a_wrong_step_is_told_in_a_sentence(
    running: Pair, come_in: ComeIn, step: str
) -> None:
    page = press(
        come_in(running.mentee), "goal_move", Goal.objects.get(), {"step": step}
    )

    assert "A goal has four steps." in page
    assert Goal.objects.get().step == 0


def test_a_goal_that_waits_does_not_move(preparing: Pair, come_in: ComeIn) -> None:
    goal = goals.add(preparing, "One", due_on=None, at=NOW, by=preparing.mentee)

    page = press(come_in(preparing.mentee), "goal_move", goal, {"step": "1"})

    assert "The two of you agree on a goal first." in page


def test_a_goal_is_let_go_and_taken_up_again(running: Pair, come_in: ComeIn) -> None:
    client, goal = come_in(running.mentor), Goal.objects.get()

    assert "Take it up again" in press(client, "goal_let_go", goal)
    press(client, "goal_take_up", goal)

    assert Goal.objects.get().state == Goal.State.ACTIVE


def test_a_goal_that_was_reached_is_not_agreed_on(
    running: Pair, come_in: ComeIn
) -> None:
    goal = goals.move(Goal.objects.get(), step=4, by=running.mentee)
    url = reverse("sessions_log:goal_agree", args=[goal.pk])

    assert come_in(running.mentor).post(url).status_code == 403


def test_the_agreement_begins_with_the_programmes_words_and_becomes_ones_own(
    preparing: Pair, come_in: ComeIn
) -> None:
    client = come_in(preparing.mentee)
    url = reverse("sessions_log:agreement", args=[preparing.pk])
    charter = preparing.charter
    assert charter
    first_line = str(charter.told).splitlines()[0]
    assert first_line in client.get(url).text

    page = press(client, "agreement", preparing, {"text": "We meet on Tuesdays."})

    assert "the other is asked to agree too" in page
    note = Note.objects.get(kind=Note.Kind.AGREEMENT)
    assert notes.read(note, reader=preparing.mentor).plain == "We meet on Tuesdays."
    assert "We meet on Tuesdays.</textarea>" in client.get(url).text


def test_both_agree_in_one_press_each(preparing: Pair, come_in: ComeIn) -> None:
    for person in (preparing.mentor, preparing.mentee):
        assert "You agreed." in press(come_in(person), "agree", preparing)

    now = Pairing.objects.get()
    assert now.mentor_agreed_at
    assert now.mentee_agreed_at


def test_there_is_nothing_to_agree_with_before_it_is_written(
    preparing: Pair, come_in: ComeIn
) -> None:
    Pairing.objects.update(charter=None)
    client = come_in(preparing.mentor)

    page = client.get(reverse("sessions_log:pairing", args=[preparing.pk])).text
    assert ">I agree<" not in page
    assert "Write first how you want to work together." in press(
        client, "agree", preparing
    )


def test_the_last_press_lets_the_pair_run(preparing: Pair, come_in: ComeIn) -> None:
    mentee, mentor = come_in(preparing.mentee), come_in(preparing.mentor)
    moment = {"on": "2026-09-30", "minutes": "60", "way": "face"}
    press(mentee, "plan", preparing, moment)
    press(mentee, "goal_add", preparing, {"text": "A goal"})
    press(mentor, "goal_agree", Goal.objects.get())
    press(mentee, "agree", preparing)
    assert Pairing.objects.get().state == Pairing.State.PREPARING

    page = press(mentor, "agree", preparing)

    assert Pairing.objects.get().state == Pairing.State.RUNNING
    assert "To settle together" not in page
