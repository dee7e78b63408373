"""Answered alone, laid by both, and shown to nobody before."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from matching.operations import pairings
from people.models import Person
from sessions_log import notes, queries
from sessions_log.models import Note
from sessions_log.operations import mirror
from sessions_log.queries.notes_export import notes_of
from tests.factories import NOW
from tests.pairs import Pair

pytestmark = pytest.mark.django_db
ON = NOW.date()
MINE = {"understand": "yes", "dare": "partly", "differently": "More walks"}
THEIRS = {"understand": "no", "dare": "yes", "differently": ""}


def seen_by(pairing: Pair, person: Person, on: date = ON) -> queries.Mirror:
    return queries.mirror_of(pairing, reader=person, on=on)


def lay_both(pairing: Pair) -> None:
    for person, said in ((pairing.mentee, MINE), (pairing.mentor, THEIRS)):
        mirror.answer(pairing, said, at=NOW, by=person)
        mirror.lay(pairing, at=NOW, by=person)


def test_answers_are_for_oneself_until_they_are_laid(running: Pair) -> None:
    mirror.answer(running, MINE, at=NOW, by=running.mentee)

    assert seen_by(running, running.mentee).answers == MINE
    assert seen_by(running, running.mentor) == seen_by_somebody_new(running)
    assert Note.objects.get(kind="mirror").vault.owner == running.mentee


def seen_by_somebody_new(pairing: Pair) -> queries.Mirror:
    """Give what the mentor sees when the other has done nothing at all."""
    return queries.Mirror(
        number=1,
        answers={},
        is_laid=False,
        asked_by="",
        is_asked_by_me=False,
        is_time=False,
        laid=(),
    )


def test_laid_by_one_the_other_learns_nothing(running: Pair) -> None:
    """Also not from what they may download, and not after answering themselves."""
    mirror.answer(running, MINE, at=NOW, by=running.mentee)
    mirror.lay(running, at=NOW, by=running.mentee)

    assert seen_by(running, running.mentor) == seen_by_somebody_new(running)
    mirror.answer(running, THEIRS, at=NOW, by=running.mentor)
    assert seen_by(running, running.mentor).laid == ()
    told = str(queries.export_of(running.mentor))
    told += str(notes_of(running, reader=running.mentor).as_json())
    assert "More walks" not in told
    assert "More walks" in str(queries.export_of(running.mentee))


def test_laid_by_both_it_lies_side_by_side(running: Pair) -> None:
    lay_both(running)

    [laid] = seen_by(running, running.mentor).laid
    rows = [(str(mine), str(theirs)) for _text, mine, theirs in laid.rows]
    assert rows[:2] == [("Not yet", "Yes"), ("Yes", "More or less")]
    assert (laid.mine.plain, laid.theirs.plain) == ("", "More walks")
    [other] = seen_by(running, running.mentee).laid
    assert str(other.rows[3][0]) == "I learn something"
    assert str(laid.rows[3][0]) == "I can pass something on"
    assert "More walks" in str(queries.export_of(running.mentor))


def test_laid_once_it_stays_and_is_not_changed(running: Pair) -> None:
    mirror.answer(running, MINE, at=NOW, by=running.mentee)
    for _press in range(2):
        mirror.lay(running, at=NOW, by=running.mentee)

    assert Note.objects.filter(kind="mirror", vault__kind="shared").count() == 1
    with pytest.raises(ValidationError):
        mirror.answer(running, THEIRS, at=NOW, by=running.mentee)


def test_without_answers_nothing_is_laid(running: Pair) -> None:
    with pytest.raises(ValidationError):
        mirror.lay(running, at=NOW, by=running.mentee)


def test_answers_are_changed_before_they_are_laid(running: Pair) -> None:
    for said in (THEIRS, MINE):
        mirror.answer(running, said, at=NOW, by=running.mentee)

    assert seen_by(running, running.mentee).answers == MINE
    assert Note.objects.filter(kind="mirror").count() == 1


def test_it_ends_in_one_agreement_at_most(running: Pair) -> None:
    with pytest.raises(ValidationError):
        mirror.agree_on(running, "Too soon", at=NOW, by=running.mentor)
    lay_both(running)

    made = mirror.agree_on(running, "We walk", at=NOW, by=running.mentor)
    with pytest.raises(ValidationError):
        mirror.agree_on(running, "We run", at=NOW, by=running.mentee)

    assert notes.read(made, reader=running.mentee).plain == "We walk"
    [laid] = seen_by(running, running.mentee).laid
    assert laid.agreed is not None
    assert laid.agreed.plain == "We walk"


def test_either_may_ask_for_it_and_the_other_sees_who(running: Pair) -> None:
    for _press in range(2):
        mirror.ask(running, at=NOW, by=running.mentor)

    assert seen_by(running, running.mentee).asked_by == running.mentor.get_short_name()
    assert seen_by(running, running.mentor).is_asked_by_me
    assert Note.objects.filter(kind="mirror").count() == 1


def test_a_third_on_it_is_offered_and_after_it_not_until_the_second(
    running: Pair,
) -> None:
    weeks = timedelta(weeks=running.programme.weeks or 0)
    third, two_thirds = ON + weeks / 3, ON + 2 * weeks / 3 + timedelta(days=1)
    before, at_third = third - timedelta(days=2), third + timedelta(days=1)

    assert not seen_by(running, running.mentee, before).is_time
    assert seen_by(running, running.mentee, at_third).is_time
    lay_both(running)
    assert not seen_by(running, running.mentee, at_third).is_time
    assert seen_by(running, running.mentee, two_thirds).is_time
    assert seen_by(running, running.mentee, at_third).number == 2


def test_after_the_end_it_is_read_and_not_written(running: Pair) -> None:
    lay_both(running)
    pairings.end(running, "completed", at=NOW)
    running.refresh_from_db()

    assert len(seen_by(running, running.mentee).laid) == 1
    with pytest.raises(ValidationError):
        mirror.ask(running, at=NOW, by=running.mentee)
