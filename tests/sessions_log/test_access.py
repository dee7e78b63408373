"""Who may do what, and who reads: the marks name whom the door lets in, no others."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from matching.models import Pairing
from matching.operations import pairings
from people.models import Person
from sessions_log import access, notes
from sessions_log.models import Goal, Meeting, Note, Vault
from tests.factories import (
    NOW,
    make_administrator,
    make_coordinator,
    make_hr,
    make_line,
    make_person,
)
from tests.pairs import Pair

pytestmark = pytest.mark.django_db
STATES = Pairing.State


def everybody(pairing: Pair) -> list[Person]:
    """Give the two, and all who come closest to them."""
    chief = make_person()
    make_line(chief, pairing.mentee)
    others = [make_hr(), make_administrator(), make_coordinator(pairing.programme)]
    return [pairing.mentor, pairing.mentee, chief, make_person(), *others]


@pytest.mark.parametrize("state", STATES)
def test_only_the_two_write_and_only_while_it_lasts(running: Pair, state: str) -> None:
    running.state = state
    may = [one for one in everybody(running) if access.may_write(one, running)]

    lasts = state in (STATES.PREPARING, STATES.RUNNING, STATES.PAUSED)
    assert may == ([running.mentor, running.mentee] if lasts else [])
    meeting = Meeting(pairing=running)
    assert [one for one in everybody(running) if access.may_log(one, meeting)] == may


def test_who_stopped_writes_no_more_and_the_other_as_if_nothing_happened(
    running: Pair,
) -> None:
    stopped = pairings.stop(running, at=NOW, by=running.mentee)

    assert not access.may_write(running.mentee, stopped)
    assert access.may_write(running.mentor, stopped)


@pytest.mark.parametrize("state", Goal.State)
def test_only_the_two_agree_and_only_on_a_goal_that_is_open(
    running: Pair, state: str
) -> None:
    goal = Goal(pairing=running, state=state)
    may = [one for one in everybody(running) if access.may_agree_on(one, goal)]

    is_open = state in (Goal.State.PROPOSED, Goal.State.ACTIVE)
    assert may == ([running.mentor, running.mentee] if is_open else [])


@pytest.mark.parametrize("kind", [Vault.Kind.SHARED, Vault.Kind.PRIVATE])
def test_the_mark_names_exactly_those_who_can_open_the_text(
    running: Pair, kind: str
) -> None:
    author = running.mentee
    vault = (
        notes.shared_vault_of(running)
        if kind == Vault.Kind.SHARED
        else notes.private_vault_of(author, running)
    )
    note = notes.write(vault, "Words", author=author, kind=kind, at=NOW)

    said = access.readers_of(kind, running, author)

    named = {author} | ({said.other} if said.other else set())
    assert {one for one in everybody(running) if opens(note, one)} == named


def opens(note: Note, person: Person) -> bool:
    try:
        return bool(notes.read(note, reader=person))
    except PermissionDenied:
        return False


def test_the_mark_says_so_in_words(running: Pair) -> None:
    running.mentor.called = "Luc"
    two = access.readers_of(Vault.Kind.SHARED, running, running.mentee)
    alone = access.readers_of(Vault.Kind.PRIVATE, running, running.mentee)

    assert (two.mark, two.short) == ("us", "Luc and you")
    assert two.sentence == "Only you and Luc read this. Not HR, not your manager."
    assert (alone.mark, alone.short) == ("me", "Only you")
    assert alone.sentence == "Only you read this. Nobody else does."


def test_a_shared_text_beside_somebody_who_was_erased_is_for_one(
    running: Pair,
) -> None:
    Pairing.objects.update(
        mentor=None, state=STATES.ENDED, ended_on=NOW, ended_as="left"
    )
    alone = Pairing.objects.get()

    said = access.readers_of(Vault.Kind.SHARED, alone, running.mentee)

    assert said.mark == "me"


def test_everything_is_missing_at_first_and_nothing_in_the_end(
    preparing: Pair, running: Pair
) -> None:
    assert access.missing_before_start(preparing) == (
        "mentor_agreement",
        "mentee_agreement",
        "goals",
        "series",
    )
    assert access.missing_before_start(running) == ()


def test_a_goal_that_was_let_go_is_missing_again(running: Pair) -> None:
    Goal.objects.update(state=Goal.State.DROPPED)

    assert access.missing_before_start(running) == ("goals",)


def test_a_stand_in_has_nothing_to_settle(preparing: Pair, running: Pair) -> None:
    assert access.settles(preparing)
    assert not access.settles(running)

    preparing.kind = Pairing.Kind.STAND_IN
    preparing.until_on = date(2026, 10, 1)

    assert not access.settles(preparing)
