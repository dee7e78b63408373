"""The page of a pair: what one of the two sees of plans, goals, words and state."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from matching.models import Pairing
from matching.operations import pairings
from people.models import LineRequest
from sessions_log import notes, operations, queries
from sessions_log.models import Goal, Meeting, Note, Vault
from sessions_log.notes import NoteText, Remark
from sessions_log.operations import agreements, goals, meetings, writing
from sessions_log.operations.meetings import Moment
from sessions_log.queries import PairPage
from tests.factories import NOW, make_coordinator, make_person
from tests.pairs import FIRST_MEETING, GOAL, Pair, after_meeting

pytestmark = pytest.mark.django_db
MOMENT = Moment(FIRST_MEETING, time(14), 60, Meeting.Way.FACE)


def opened(pairing: Pair, *, days: int = 1) -> PairPage:
    found = Pairing.objects.for_display().get(pk=pairing.pk)
    return queries.pair_page(found, reader=pairing.mentee, at=after_meeting(days))


def words_of_the_programme(pairing: Pair) -> NoteText:
    """Give the charter without its lock, which nobody changes and stands below."""
    assert pairing.charter
    lock = str(queries.lock_of_agreement())
    words, found, rest = str(pairing.charter.told).partition(f"\n{lock}")
    assert (found, rest) == (f"\n{lock}", "")
    return NoteText(words)


def write(pairing: Pair, text: str, *, is_shared: bool) -> Note:
    remark = Remark(NoteText(text), is_shared=is_shared, once=uuid4())
    return writing.write_note(pairing, remark, at=NOW, by=pairing.mentee)


def log(pairing: Pair, text: str = "") -> Meeting:
    meeting = Meeting.objects.earliest("number")
    remark = Remark(NoteText(text), once=uuid4())
    return meetings.log(
        meeting, MOMENT, at=after_meeting(), by=pairing.mentor, remark=remark
    )


def test_the_page_is_opened_for_the_two_only(running: Pair) -> None:
    for stranger in (make_person(), make_coordinator(running.programme)):
        with pytest.raises(PermissionDenied):
            queries.pair_page(running, reader=stranger, at=NOW)


def test_each_sees_the_other(running: Pair) -> None:
    mine = queries.pair_page(running, reader=running.mentee, at=NOW)
    theirs = queries.pair_page(running, reader=running.mentor, at=NOW)

    assert (mine.other, mine.is_mentee) == (running.mentor, True)
    assert (theirs.other, theirs.is_mentee) == (running.mentee, False)
    assert mine.name == running.mentor.get_short_name()
    assert (mine.readers["us"].other, mine.readers["me"].other) == (
        running.mentor,
        None,
    )


def test_what_has_passed_and_what_lies_ahead(running: Pair) -> None:
    before, after = opened(running, days=-1), opened(running)

    assert before.past is None
    assert before.next
    assert before.next.planned_on == FIRST_MEETING
    assert after.past == before.next
    assert after.next
    assert after.next.planned_on == FIRST_MEETING + timedelta(weeks=2)
    assert [one.planned_on for one in after.later] == [
        FIRST_MEETING + timedelta(weeks=4)
    ]


def test_a_pair_without_a_plan_sees_none(preparing: Pair) -> None:
    page = opened(preparing)

    assert (page.past, page.next, page.rhythm, page.goals) == (None, None, None, ())
    assert set(page.missing) == {
        "mentor_agreement",
        "mentee_agreement",
        "goals",
        "series",
    }


def test_nothing_is_missing_for_a_pair_that_runs(running: Pair) -> None:
    Goal.objects.update(state=Goal.State.DROPPED)

    page = opened(running)

    assert page.missing == ()
    assert page.goals == ()
    assert [one.goal.state for one in page.earlier_goals] == ["dropped"]


def test_a_goal_waits_for_whoever_has_not_agreed(running: Pair) -> None:
    goals.add(running, "Another", due_on=None, at=NOW, by=running.mentor)

    page = opened(running)

    shown = {one.text and one.text.plain: one.waits_for_me for one in page.goals}
    assert shown == {GOAL: False, "Another": True}
    theirs = queries.pair_page(running, reader=running.mentor, at=NOW)
    assert not [one for one in theirs.goals if one.waits_for_me]


def test_notes_lie_beside_their_meeting_the_newest_day_first(running: Pair) -> None:
    loose = write(running, "Loose", is_shared=False)
    meeting = log(running, "About the meeting")

    first, second = opened(running).entries

    assert (first.day, first.meeting, first.noted_by_me) == (
        FIRST_MEETING,
        meeting,
        False,
    )
    assert [one.text and one.text.plain for one in first.notes] == ["About the meeting"]
    assert (second.day, second.meeting) == (NOW.date(), None)
    assert [one.id for one in second.notes] == [loose.pk]


def test_an_own_note_is_not_on_the_page_of_the_other(running: Pair) -> None:
    write(running, "Mine alone", is_shared=False)

    theirs = queries.pair_page(running, reader=running.mentor, at=NOW)

    assert theirs.entries == ()


def test_more_than_five_days_are_folded(running: Pair) -> None:
    for number in range(7):
        write(running, f"Note {number}", is_shared=True)

    page = opened(running)

    assert (len(page.entries), len(page.older_entries)) == (5, 2)


def test_the_agreement_begins_with_the_programmes_words(preparing: Pair) -> None:
    page = opened(preparing)

    assert page.agreement.text == words_of_the_programme(preparing)
    assert page.agreement.is_worded
    assert (page.agreement.mine_at, page.agreement.theirs_at) == (None, None)


def test_the_last_words_stand_and_older_stamps_do_not_count(running: Pair) -> None:
    for days, text in enumerate(("Our words", "Our better words")):
        agreements.word(running, text, at=after_meeting(days), by=running.mentor)

    page = opened(running)

    assert page.agreement.text == NoteText("Our better words")
    assert (page.agreement.mine_at, page.agreement.theirs_at) == (None, after_meeting())
    words = queries.current_words(running, reader=running.mentee)
    assert words == page.agreement.text


def test_without_words_there_is_nothing_to_agree_with(preparing: Pair) -> None:
    Pairing.objects.update(charter=None)

    page = opened(preparing)

    assert page.agreement.text == NoteText("")
    assert not page.agreement.is_worded


def test_after_the_end_one_reads_until_it_is_erased(running: Pair) -> None:
    write(running, "Shared", is_shared=True)
    pairings.end(running, Pairing.EndedAs.COMPLETED, at=NOW)

    page = opened(running)
    assert (page.state, page.may_write, page.next) == ("ended", False, None)
    assert page.erased_on == NOW.date() + timedelta(days=90)
    assert page.own_erased_on is None
    assert len(page.entries) == 1

    operations.purge(on=date(2027, 9, 1))
    page = opened(running)
    assert (page.erased_on, page.entries) == (None, ())
    assert [one.text for one in page.goals] == [None]


def test_ones_own_notes_have_a_day_of_their_own(running: Pair) -> None:
    write(running, "Mine", is_shared=False)
    pairings.end(running, Pairing.EndedAs.COMPLETED, at=NOW)

    page = opened(running)

    assert page.own_erased_on == NOW.date() + timedelta(days=30)


def test_beside_somebody_who_was_erased_one_is_alone(running: Pair) -> None:
    write(running, "Mine", is_shared=True)
    pairings.end(running, Pairing.EndedAs.LEFT, at=NOW)
    operations.forget(running.mentor)
    Pairing.objects.update(mentor=None)

    page = opened(running)

    assert (page.other, page.name) == (None, "a former participant")
    assert page.agreement.theirs_at is None
    assert page.readers["us"].short == "Only you"
    assert [one.text for one in page.entries[0].notes] == [NoteText("Mine")]


def test_a_text_that_was_tampered_with_shows_as_unreadable(running: Pair) -> None:
    note = write(running, "Words", is_shared=True)
    Note.objects.filter(pk=note.pk).update(revision=9)
    agreements.word(running, "Our words", at=NOW, by=running.mentor)
    Note.objects.filter(kind=Note.Kind.AGREEMENT).update(revision=9)

    page = opened(running)

    assert [one.text for one in page.entries[0].notes] == [None]
    assert page.agreement.text == words_of_the_programme(running)


def test_vaults_of_others_are_never_among_ones_own(running: Pair) -> None:
    notes.private_vault_of(running.mentor, running)

    found = queries.vaults_for([running], running.mentee)

    assert [one.kind for one in found] == [Vault.Kind.SHARED]


def test_ones_own_notes_are_found_and_nobody_elses(running: Pair) -> None:
    note = write(running, "Mine", is_shared=True)

    assert [one.pk for one in queries.notes_by(running.mentee)] == [note.pk]
    assert not queries.notes_by(running.mentor)
    assert queries.words_of(note, reader=running.mentee) == NoteText("Mine")


def test_a_change_of_the_chart_between_the_two_belongs_to_their_statement(
    running: Pair,
) -> None:
    assert opened(running).chart_changed_on is None
    request = LineRequest.objects.create(
        kind="top", person=running.mentor, asked_at=NOW, state="done", decided_at=NOW
    )
    for person in (running.mentor, running.mentee):
        request.concerned.create(person=person)

    assert opened(running).chart_changed_on == NOW.date()
