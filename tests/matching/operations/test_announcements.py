"""A change of the chart that is announced: who is warned, and who is not."""

from datetime import date, timedelta

import pytest

from mailing.models import Delivery
from matching import emails, queries
from matching.models import Pairing
from matching.operations import announcements
from people.models import ReportingLine
from people.operations import lines
from tests.factories import NOW, make_coordinator, make_person
from tests.pairs import Pair, make_pairing, make_running_pairing

pytestmark = pytest.mark.django_db
BEGINS = date(2026, 9, 23)


def announced(pairing: Pair, on: date = BEGINS) -> None:
    """Let hr say today that the mentor will lead the mentee's team."""
    line = ReportingLine(superior=pairing.mentor, person=pairing.mentee, from_on=on)
    lines.begin(line, at=NOW, by=None)


def warned() -> set[object]:
    rows = Delivery.objects.filter(kind="pairing_foreseen")
    return set(rows.values_list("recipient_id", flat=True))


def test_the_coordinator_is_warned_once_and_the_two_are_not_told() -> None:
    pairing = make_running_pairing()
    coordinator = make_coordinator(pairing.programme)
    announced(pairing)

    assert announcements.warn(at=NOW) == 1
    announcements.warn(at=NOW + timedelta(hours=1))

    assert coordinator.pk in warned()
    assert not warned() & {pairing.mentor.pk, pairing.mentee.pk}
    rows = Delivery.objects.filter(kind="pairing_foreseen", recipient=coordinator)
    assert rows.count() == 1
    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.RUNNING


def test_what_lies_far_ahead_or_forbids_nobody_is_not_warned_of() -> None:
    pairing, other = make_running_pairing(), make_running_pairing()
    announced(pairing, on=NOW.date() + timedelta(weeks=9))
    line = ReportingLine(superior=make_person(), person=other.mentee, from_on=BEGINS)
    lines.begin(line, at=NOW, by=None)

    assert announcements.warn(at=NOW) == 0


def test_the_first_day_is_named_of_several() -> None:
    pairing = make_running_pairing()
    announced(pairing, on=BEGINS + timedelta(days=3))
    announced(pairing)

    assert queries.foreseen([pairing], on=NOW.date()) == {pairing.pk: BEGINS}
    assert queries.foreseen([], on=NOW.date()) == {}


def test_the_letter_is_silent_once_the_pair_stopped() -> None:
    pairing = make_running_pairing()
    assert emails.pairing_foreseen(pairing, make_person())

    pairing.state = Pairing.State.SUSPENDED

    assert emails.pairing_foreseen(pairing, make_person()) is None
    assert emails.pairing_resumed(pairing, pairing.mentor) is None


def test_the_letter_that_two_go_on_leads_to_their_page() -> None:
    pairing = make_pairing()

    mail = emails.pairing_resumed(pairing, pairing.mentor)

    assert mail is not None
    assert str(pairing.pk) in mail.url
