"""A file that changes the chart and is taken back: its pairs go on as before."""

from datetime import datetime, timedelta

import pytest

from mailing.models import Delivery
from matching.models import Pairing
from people.models import ImportBatch, Person
from people.models.imports import KEPT
from people.operations import imports, lines, people
from tests.factories import NOW, make_coordinator
from tests.pairs import make_running_pairing

pytestmark = pytest.mark.django_db

EARLIER = NOW - timedelta(days=2)
SOON = NOW + timedelta(minutes=20)
PENDING, CANCELLED = Delivery.State.PENDING, Delivery.State.CANCELLED


@pytest.fixture
def pairing() -> Pairing:
    """Two who run, both under the same head."""
    pairing = make_running_pairing()
    make_coordinator(pairing.programme)
    numbered(pairing.mentor, "1")
    numbered(pairing.mentee, "7")
    take(pairing, above_mentee="9", at=EARLIER)
    Delivery.objects.all().delete()
    return pairing


def numbered(person: Person | None, number: str) -> None:
    assert person is not None
    person.employee_number = number
    person.save()


def take(pairing: Pairing, *, above_mentee: str, at: datetime) -> ImportBatch:
    rows = (f"9;Zita;;\n1;{pairing.mentor};9", f"7;{pairing.mentee};{above_mentee}")
    text = "\n".join(("Number;Name;Manager", *rows))
    imports.take(text.encode(), file_name="people.csv", at=at, by=None)
    return ImportBatch.objects.get(undo_until=at + KEPT)


def put_above(pairing: Pairing) -> ImportBatch:
    """Take in a file in which the mentor is the manager of the mentee."""
    return take(pairing, above_mentee="1", at=NOW)


def letters() -> set[tuple[str, str]]:
    return set(Delivery.objects.values_list("kind", "state"))


def test_the_letters_of_a_file_wait_for_an_hour(pairing: Pairing) -> None:
    put_above(pairing)

    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.SUSPENDED
    due = {letter.not_before for letter in Delivery.objects.all()}
    assert due == {NOW + timedelta(hours=1)}


def test_those_of_a_change_by_hand_do_not(pairing: Pairing) -> None:
    assert pairing.mentee is not None
    lines.move(pairing.mentee, to=pairing.mentor, at=NOW, by=None)

    assert {letter.not_before for letter in Delivery.objects.all()} == {NOW}


def test_an_undo_lets_the_pair_and_its_meetings_go_on_and_nobody_hears_of_it(
    pairing: Pairing,
) -> None:
    batch = put_above(pairing)

    imports.undo(batch, at=SOON, by=None)

    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.RUNNING
    assert letters() == {
        ("pairing_suspended", CANCELLED),
        ("pairing_suspended_coordinator", CANCELLED),
        ("pairing_resumed", CANCELLED),
        ("meeting_reminder", PENDING),
        ("meeting_after", PENDING),
    }


def test_whoever_heard_of_it_hears_that_they_go_on(pairing: Pairing) -> None:
    batch = put_above(pairing)
    Delivery.objects.update(state=Delivery.State.SENT, sent_at=NOW)

    imports.undo(batch, at=SOON, by=None)

    resumed = Delivery.objects.filter(kind="pairing_resumed", state=PENDING)
    assert {letter.recipient for letter in resumed} == {pairing.mentor, pairing.mentee}


def test_what_is_unlawful_for_another_reason_stays_suspended(pairing: Pairing) -> None:
    batch = put_above(pairing)
    assert pairing.mentor is not None
    lines.move(pairing.mentor, to=pairing.mentee, at=NOW, by=None, kind="functional")

    imports.undo(batch, at=SOON, by=None)

    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.SUSPENDED
    assert ("pairing_suspended", PENDING) in letters()


def test_what_another_change_suspended_stays_so(pairing: Pairing) -> None:
    other = make_running_pairing()
    batch = put_above(pairing)
    assert other.mentee is not None
    lines.move(other.mentee, to=other.mentor, at=SOON, by=None)

    imports.undo(batch, at=SOON, by=None)

    other.refresh_from_db()
    assert other.state == Pairing.State.SUSPENDED


def test_the_letter_about_a_leaver_of_a_file_waits_for_an_hour(
    pairing: Pairing,
) -> None:
    gone = f"Number;Name;End date\n1;{pairing.mentor};2025-01-31\n"
    imports.take(gone.encode(), file_name="gone.csv", at=NOW, by=None)

    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.ENDED
    (letter,) = Delivery.objects.filter(kind="pairing_ended")
    assert letter.recipient == pairing.mentee
    assert letter.not_before >= NOW + timedelta(hours=1)


def test_the_letter_about_a_leaver_without_a_file_does_not_wait_so(
    pairing: Pairing,
) -> None:
    assert pairing.mentor
    people.leave(pairing.mentor, last_on=NOW.date(), at=NOW, by=None)

    (letter,) = Delivery.objects.filter(kind="pairing_ended")
    assert letter.not_before < NOW + timedelta(hours=1)
