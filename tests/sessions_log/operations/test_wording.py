"""Who learns holds the pen: the mentor proposes words, the mentee chooses."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from matching.models import Pairing
from matching.operations import pairings
from people.models import Person
from sessions_log import queries
from sessions_log.models import Goal, Note
from sessions_log.notes import NoteText
from sessions_log.operations import goals, wording
from tests.factories import NOW
from tests.pairs import GOAL, Pair

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
WHY = {"why": NoteText("To feel free"), "notice": NoteText(" ")}


def goal_of(pairing: Pair, reader: Person | None = None) -> queries.OpenGoal:
    goal = Goal.objects.select_related("pairing").get(pairing=pairing)
    return queries.goal_of(goal, reader=reader or pairing.mentee)


def plain(text: NoteText | None) -> str:
    assert text is not None
    return text.plain


def test_a_goal_has_a_why_a_sign_and_what_there_is_already(preparing: Pair) -> None:
    goals.add(
        preparing, GOAL, due_on=None, at=NOW, by=preparing.mentee, beside=dict(WHY)
    )

    said = goal_of(preparing, preparing.mentor)
    assert (plain(said.text), plain(said.why)) == (GOAL, "To feel free")
    assert (said.notice, said.means) == (None, None)


def test_the_mentee_changes_the_words_and_it_stays_agreed(running: Pair) -> None:
    goal = goal_of(running).goal

    wording.reword(
        goal,
        "To run it well.",
        beside=WHY,
        due_on=date(2026, 12, 1),
        at=LATER,
        by=running.mentee,
    )

    said = goal_of(running)
    assert (plain(said.text), plain(said.why)) == ("To run it well.", "To feel free")
    assert (said.goal.state, said.goal.due_on) == ("active", date(2026, 12, 1))


def test_what_is_emptied_beside_a_goal_goes(running: Pair) -> None:
    goal = goal_of(running).goal
    for beside in (WHY, {"why": NoteText("")}):
        wording.reword(
            goal, GOAL, beside=beside, due_on=None, at=LATER, by=running.mentee
        )

    assert goal_of(running).why is None
    assert not Note.objects.filter(kind="why").exists()


def test_the_mentor_changes_no_word(running: Pair) -> None:
    goal = goal_of(running).goal

    with pytest.raises(PermissionDenied):
        wording.reword(
            goal, "Mine", beside={}, due_on=None, at=LATER, by=running.mentor
        )
    wording.propose(goal, "Mine", at=LATER, by=running.mentor)

    said = goal_of(running)
    assert (plain(said.text), plain(said.wording)) == (GOAL, "Mine")


@pytest.mark.parametrize(("takes", "text"), [(True, "Mine"), (False, GOAL)])
def test_the_mentee_takes_the_words_over_or_keeps_their_own(
    running: Pair, *, takes: bool, text: str
) -> None:
    goal = goal_of(running).goal
    wording.propose(goal, "Mine", at=LATER, by=running.mentor)

    with pytest.raises(PermissionDenied):
        wording.answer(goal, takes=True, at=LATER, by=running.mentor)
    wording.answer(goal, takes=takes, at=LATER, by=running.mentee)

    said = goal_of(running)
    assert (plain(said.text), said.wording) == (text, None)
    with pytest.raises(ValidationError):
        wording.answer(goal, takes=takes, at=LATER, by=running.mentee)


def test_a_goal_that_the_mentor_wrote_gets_the_mentees_own_words(
    preparing: Pair,
) -> None:
    """Nobody rewrites a note of another: the mentee's stands after it."""
    goal = goals.add(preparing, "To", due_on=None, at=NOW, by=preparing.mentor)

    wording.reword(
        goal, "My own", beside={}, due_on=None, at=LATER, by=preparing.mentee
    )

    assert plain(goal_of(preparing).text) == "My own"
    assert Note.objects.filter(kind="goal").count() == 2


def test_after_the_end_no_word_is_changed(running: Pair) -> None:
    goal = goal_of(running).goal
    pairings.end(running, Pairing.EndedAs.COMPLETED, at=LATER)

    with pytest.raises(ValidationError):
        wording.propose(goal, "Mine", at=LATER, by=running.mentor)
    with pytest.raises(ValidationError):
        wording.reword(goal, "x", beside={}, due_on=None, at=LATER, by=running.mentee)


def test_a_form_that_is_sent_twice_proposes_once(running: Pair) -> None:
    goal, once = Goal.objects.get(pairing=running), uuid4()
    for _press in range(2):
        wording.propose(goal, "Mine", at=LATER, by=running.mentor, once=once)

    assert Note.objects.filter(kind=Note.Kind.WORDING).count() == 1
