"""Two presses at the same moment: they count once, and nobody waits for ever.

PostgreSQL only: SQLite lets one writer in at a time.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from matching.models import Pairing
from matching.operations import pairings
from people.models import Chart
from sessions_log.models import Goal, Meeting, Note, Vault
from sessions_log.notes import NoteText, Remark
from sessions_log.operations import agreements, goals, meetings, writing
from sessions_log.operations.meetings import Moment
from tests.at_once import all_at_once
from tests.factories import NOW, make_programme
from tests.pairs import (
    FIRST_MEETING,
    Pair,
    after_meeting,
    make_running_pairing,
    make_two,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has one writer at a time"
    ),
]
MOMENT = Moment(FIRST_MEETING, time(14), 60, Meeting.Way.FACE)
Act = Callable[[], object]


@pytest.fixture
def running() -> Pair:
    """Give a pair that runs; its chart row was flushed with everything else."""
    Chart.objects.get_or_create(pk=1)
    programme = make_programme()
    return make_running_pairing(programme, *make_two(programme))


def refused(act: Act) -> Callable[[], bool]:
    """Say whether an act was refused in a sentence; any other fault is one."""

    def tried() -> bool:
        try:
            act()
        except ValidationError:
            return True
        return False

    return tried


def test_one_form_pressed_twice_writes_one_note(running: Pair) -> None:
    remark = Remark(NoteText("Words"), is_shared=False, once=uuid4())

    def press() -> Note:
        return writing.write_note(running, remark, at=NOW, by=running.mentee)

    first, second = all_at_once(press, press)

    assert first == second
    assert Vault.objects.filter(owner=running.mentee).count() == 1


def test_two_first_notes_share_one_vault(running: Pair) -> None:
    def press() -> Note:
        remark = Remark(NoteText("Words"), is_shared=False, once=uuid4())
        return writing.write_note(running, remark, at=NOW, by=running.mentee)

    first, second = all_at_once(press, press)

    assert first.vault_id == second.vault_id


def test_the_last_two_agreements_at_once_let_the_pair_run(running: Pair) -> None:
    Pairing.objects.update(
        state=Pairing.State.PREPARING, mentor_agreed_at=None, mentee_agreed_at=None
    )

    all_at_once(
        lambda: agreements.agree(running, at=NOW, by=running.mentor),
        lambda: agreements.agree(running, at=NOW, by=running.mentee),
    )

    assert Pairing.objects.get().state == Pairing.State.RUNNING


def add(pairing: Pair) -> Act:
    return lambda: goals.add(pairing, "One", due_on=None, at=NOW, by=pairing.mentee)


def test_four_goals_at_once_are_three(running: Pair) -> None:
    acts = [refused(add(running)) for _goal in range(4)]

    answers = all_at_once(*acts)

    assert sorted(answers) == [False, False, True, True]
    assert Goal.objects.filter(state__in=Goal.OPEN).count() == 3


def test_without_the_lock_they_would_be_more(running: Pair) -> None:
    """The control: counting and adding is a race, for whoever holds nothing."""
    together = Barrier(3)

    def unheld() -> None:
        few = Goal.objects.count() < 3
        together.wait()
        if few:
            Goal.objects.create(pairing=running)

    all_at_once(unheld, unheld, unheld)

    assert Goal.objects.count() == 4


def test_both_log_the_same_meeting_and_it_is_held_once(running: Pair) -> None:
    meeting = Meeting.objects.for_display().earliest("number")

    def log(by: str) -> Act:
        person = getattr(running, by)
        return lambda: meetings.log(meeting, MOMENT, at=after_meeting(), by=person)

    all_at_once(log("mentor"), log("mentee"))

    assert Meeting.objects.filter(state="held").count() == 1
    assert Meeting.objects.planned().count() == 3


def test_the_same_moment_planned_by_both_is_one_meeting(running: Pair) -> None:
    extra = replace(MOMENT, on=FIRST_MEETING + timedelta(days=1))

    def plan(by: str) -> Callable[[], Meeting]:
        person = getattr(running, by)
        return lambda: meetings.plan_next(running, extra, at=NOW, by=person)

    first, second = all_at_once(plan("mentor"), plan("mentee"))

    assert first == second


@pytest.mark.parametrize("_round", range(5))
def test_a_note_a_goal_and_the_end_wait_for_each_other_and_not_for_ever(
    running: Pair, _round: int
) -> None:
    remark = Remark(NoteText("Words"), is_shared=True, once=uuid4())
    meeting = Meeting.objects.for_display().earliest("number")
    by, at = running.mentor, after_meeting()

    all_at_once(
        refused(lambda: writing.write_note(running, remark, at=at, by=by)),
        refused(add(running)),
        refused(lambda: meetings.log(meeting, MOMENT, at=at, by=by)),
        refused(lambda: pairings.end(running, Pairing.EndedAs.LEFT, at=at)),
    )

    assert Pairing.objects.get().state == Pairing.State.ENDED
    assert Vault.objects.get(kind="shared").state == Vault.State.READ_ONLY
    assert not Meeting.objects.planned().exists()
