"""What goes with a person, what goes with time, and what the other keeps."""

from datetime import date, time, timedelta

import pytest

from matching.models import Pairing
from matching.operations import pairings
from privacy.models import AuditEntry
from sessions_log import notes, operations
from sessions_log.models import Draft, Goal, Grant, Meeting, Note, Vault
from sessions_log.operations import goals, meetings
from sessions_log.operations.meetings import Moment
from tests.factories import NOW
from tests.pairs import FIRST_MEETING, Pair, after_meeting, make_running_pairing

pytestmark = pytest.mark.django_db
ENDED = NOW + timedelta(days=60)
LATER = ENDED + timedelta(days=80)


@pytest.fixture
def ended(running: Pair) -> Pair:
    """Give a pair that met, wrote a note each for two and for one, and ended."""
    meeting = Meeting.objects.earliest("number")
    moment = Moment(FIRST_MEETING, time(14), 60, Meeting.Way.FACE)
    meetings.log(meeting, moment, at=after_meeting(), by=running.mentee)
    for author in (running.mentor, running.mentee):
        for vault, kind in (
            (notes.shared_vault_of(running), "shared"),
            (notes.private_vault_of(author, running), "private"),
        ):
            notes.write(vault, "Words", author=author, kind=kind, at=NOW)
    vault = notes.shared_vault_of(running)
    Draft.objects.create(person=running.mentee, form="note", vault=vault, at=LATER)
    pairings.end(running, Pairing.EndedAs.COMPLETED, at=ENDED)
    return running


def test_what_somebody_wrote_goes_and_the_other_keeps_what_is_theirs(
    ended: Pair,
) -> None:
    operations.forget(ended.mentee)

    left = Note.objects.all()
    assert {(one.author_id, one.kind) for one in left} == {
        (ended.mentor.pk, "shared"),
        (ended.mentor.pk, "private"),
    }
    assert {notes.read(one, reader=ended.mentor).plain for one in left} == {"Words"}
    assert set(Grant.objects.values_list("reader", flat=True)) == {ended.mentor.pk}
    assert not Draft.objects.exists()


def test_their_own_vault_is_shredded_as_nobody_has_its_key(ended: Pair) -> None:
    operations.forget(ended.mentee)

    own = Vault.objects.get(owner=ended.mentee)
    assert own.state == Vault.State.SHREDDED
    shared = Vault.objects.get(kind=Vault.Kind.SHARED)
    assert shared.state == Vault.State.READ_ONLY


def test_when_both_have_gone_nothing_is_left_to_open(ended: Pair) -> None:
    operations.forget(ended.mentee)
    operations.forget(ended.mentor)

    assert not Note.objects.exists()
    assert not Grant.objects.exists()
    assert set(Vault.objects.values_list("state", flat=True)) == {"shredded"}


def test_of_meetings_only_the_month_stays(ended: Pair) -> None:
    operations.forget(ended.mentee)

    held = Meeting.objects.get(state="held")
    assert (held.held_on, held.planned_on) == (date(2026, 9, 1), date(2026, 9, 1))
    assert held.planned_time is None
    assert held.logged_by is None
    cancelled = Meeting.objects.filter(state="cancelled")
    assert {one.planned_on.day for one in cancelled} == {1}


def test_who_logged_stays_when_it_was_the_other(ended: Pair) -> None:
    operations.forget(ended.mentor)

    assert Meeting.objects.get(state="held").logged_by == ended.mentee


def test_goals_without_words_go_and_those_the_other_wrote_stay_nameless(
    running: Pair,
) -> None:
    theirs = goals.add(running, "A proposal", due_on=None, at=NOW, by=running.mentor)

    operations.forget(running.mentee)

    [left] = Goal.objects.all()
    assert left == theirs
    assert left.mentee is None


def test_erasing_one_pair_leaves_another_alone(ended: Pair) -> None:
    other = make_running_pairing()

    operations.forget(ended.mentee)

    note = Note.objects.get(vault__pairing=other)
    assert notes.read(note, reader=other.mentee).plain.startswith("To run")
    assert Meeting.objects.filter(pairing=other, planned_time=time(14)).count() == 3


def test_every_vault_is_shredded_on_its_own_day(ended: Pair) -> None:
    private, shared = ENDED.date() + timedelta(30), ENDED.date() + timedelta(90)

    assert set(operations.purge(on=private - timedelta(1)).values()) == {0}
    assert operations.purge(on=private)["sessions_log.Note"] == 2
    assert Note.objects.filter(vault__kind="shared").count() == 3
    gone = operations.purge(on=shared)
    assert {name.partition(".")[2]: count for name, count in gone.items() if count} == {
        "Vault": 1,
        "Grant": 2,
        "Note": 3,
        "Draft": 1,
    }
    assert operations.purge(on=shared)["sessions_log.Vault"] == 0
    assert not Note.objects.exists()
    assert set(Vault.objects.values_list("state", flat=True)) == {"shredded"}


def test_a_pair_that_goes_on_is_never_purged(running: Pair) -> None:
    operations.purge(on=NOW.date() + timedelta(days=4000))

    assert Note.objects.filter(vault__pairing=running).exists()


def test_neither_leaves_a_word_in_the_trail(ended: Pair) -> None:
    before = AuditEntry.objects.count()

    operations.forget(ended.mentee)
    operations.purge(on=ENDED.date() + timedelta(90))

    assert AuditEntry.objects.count() == before
