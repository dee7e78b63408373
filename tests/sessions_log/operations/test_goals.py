"""Goals: proposed by one, agreed by both, at most three, a step at a time."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from matching.models import Pairing
from matching.operations import pairings
from sessions_log import notes
from sessions_log.models import Goal, Note
from sessions_log.operations import goals
from tests.factories import NOW
from tests.pairs import Pair

pytestmark = pytest.mark.django_db
STATE = Goal.State


def add(pairing: Pair, text: str = "To know the five services") -> Goal:
    return goals.add(pairing, text, due_on=None, at=NOW, by=pairing.mentee)


def add_active(pairing: Pair) -> Goal:
    return goals.agree(add(pairing), at=NOW, by=pairing.mentor)


def test_a_goal_waits_for_the_other_and_its_words_are_sealed(preparing: Pair) -> None:
    goal = goals.add(
        preparing,
        "To know the five services",
        due_on=date(2026, 12, 1),
        at=NOW,
        by=preparing.mentor,
    )

    assert (goal.state, goal.step) == (STATE.PROPOSED, 0)
    assert goal.mentee == preparing.mentee
    assert goal.due_on == date(2026, 12, 1)
    assert (goal.mentor_agreed_at, goal.mentee_agreed_at) == (NOW, None)
    note = Note.objects.get(about=goal.pk)
    assert notes.read(note, reader=preparing.mentee).plain.startswith("To know")


def test_agreed_by_both_it_is_active_and_noted_on_the_pairing(preparing: Pair) -> None:
    goal = add_active(preparing)

    assert goal.state == STATE.ACTIVE
    assert Pairing.objects.get().goals_agreed_at == NOW


def test_pressing_twice_changes_nothing(preparing: Pair) -> None:
    goal = add_active(preparing)

    again = goals.agree(goal, at=NOW, by=preparing.mentor)

    assert again.state == STATE.ACTIVE


def test_agreeing_does_not_bring_a_goal_back(running: Pair) -> None:
    goal = goals.move(Goal.objects.get(), step=4, by=running.mentee)

    assert goals.agree(goal, at=NOW, by=running.mentor).state == STATE.REACHED


def test_a_form_that_is_sent_twice_makes_one_goal(preparing: Pair) -> None:
    once = uuid4()
    made = {
        goals.add(
            preparing, "One", due_on=None, at=NOW, by=preparing.mentee, once=once
        ).pk
        for _press in range(2)
    }

    assert made == set(Goal.objects.values_list("pk", flat=True))


def test_a_fourth_goal_is_refused_until_one_is_let_go_or_reached(
    preparing: Pair,
) -> None:
    first, second = (add_active(preparing) for _goal in range(2))
    add(preparing)

    with pytest.raises(ValidationError, match="Three goals at a time"):
        add(preparing)
    goals.let_go(first, by=preparing.mentor)
    goals.move(second, step=4, by=preparing.mentee)
    add(preparing)
    add(preparing)

    with pytest.raises(ValidationError, match="Three goals at a time"):
        goals.take_up(first, by=preparing.mentee)
    with pytest.raises(ValidationError, match="Three goals at a time"):
        goals.move(second, step=3, by=preparing.mentee)


@pytest.mark.parametrize("step", range(5))
def test_a_goal_is_put_at_any_step_and_reached_at_the_last(
    running: Pair, step: int
) -> None:
    goal = goals.move(Goal.objects.get(), step=step, by=running.mentor)

    assert goal.step == step
    assert goal.state == (STATE.REACHED if step == 4 else STATE.ACTIVE)


def test_a_goal_that_was_not_reached_after_all_goes_on(running: Pair) -> None:
    goal = goals.move(Goal.objects.get(), step=4, by=running.mentee)

    assert goals.move(goal, step=3, by=running.mentee).state == STATE.ACTIVE


@pytest.mark.parametrize("step", [-1, 5])
def test_a_step_that_does_not_exist_is_refused(running: Pair, step: int) -> None:
    with pytest.raises(ValidationError, match="four steps"):
        goals.move(Goal.objects.get(), step=step, by=running.mentor)


def test_a_goal_that_is_not_agreed_does_not_move(preparing: Pair) -> None:
    goal = add(preparing)

    with pytest.raises(ValidationError, match="agree on a goal first"):
        goals.move(goal, step=1, by=preparing.mentee)

    assert Goal.objects.get().state == STATE.PROPOSED


def test_what_was_let_go_is_taken_up_as_it_was(preparing: Pair) -> None:
    agreed, asked = add_active(preparing), add(preparing)

    for goal in (agreed, asked):
        assert goals.let_go(goal, by=preparing.mentor).state == STATE.DROPPED

    assert goals.take_up(agreed, by=preparing.mentor).state == STATE.ACTIVE
    assert goals.take_up(asked, by=preparing.mentor).state == STATE.PROPOSED


def test_letting_go_or_taking_up_twice_changes_nothing(running: Pair) -> None:
    goal = goals.move(Goal.objects.get(), step=4, by=running.mentee)

    assert goals.let_go(goal, by=running.mentee).state == STATE.REACHED
    assert goals.take_up(goal, by=running.mentee).state == STATE.REACHED


def test_nothing_about_goals_is_done_after_the_end(running: Pair) -> None:
    goal, mentor = Goal.objects.get(), running.mentor
    pairings.end(running, Pairing.EndedAs.LEFT, at=NOW)
    acts: list[Callable[[], object]] = [
        lambda: add(running),
        lambda: goals.agree(goal, at=NOW, by=mentor),
        lambda: goals.move(goal, step=1, by=mentor),
        lambda: goals.let_go(goal, by=mentor),
        lambda: goals.take_up(goal, by=mentor),
    ]

    for act in acts:
        with pytest.raises(ValidationError, match="has ended"):
            act()
