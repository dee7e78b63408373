"""The list of S25, third part: after a change of the chart, and before it."""

from datetime import date

import pytest

from mailing.models import Delivery
from matching import access, queries
from matching.models import Pairing
from matching.operations import announcements
from people.models import ReportingLine
from people.operations import lines
from privacy.models import AuditEntry
from sessions_log.models import Note
from tests.factories import (
    NOW,
)
from tests.pairs import make_running_pairing
from tests.rule.judge import unlawful_pairs

pytestmark = pytest.mark.django_db


@pytest.fixture
def reorganised() -> Pairing:
    """Give a running pair, suspended because hr made the mentor the manager."""
    pairing = make_running_pairing()
    lines.move(pairing.mentee, to=pairing.mentor, at=NOW, by=None)
    return Pairing.objects.for_display().get(pk=pairing.pk)


def test_a_change_of_the_chart_suspends_a_running_pair(reorganised: Pairing) -> None:
    assert reorganised.state == Pairing.State.SUSPENDED
    assert unlawful_pairs() == []


def test_after_a_change_both_and_the_coordinator_are_told(reorganised: Pairing) -> None:
    told = Delivery.objects.filter(about_id=reorganised.pk)
    both = told.filter(kind="pairing_suspended").values_list("recipient", flat=True)
    assert set(both) == {reorganised.mentor_id, reorganised.mentee_id}
    assert told.filter(kind="pairing_suspended_coordinator").exists()


def test_after_a_change_somebody_new_is_offered(reorganised: Pairing) -> None:
    assert reorganised.mentee
    assert access.may_say_what_next(reorganised.mentee, reorganised)
    waiting = queries.waiting_mentees(reorganised.programme)
    assert waiting.get().person == reorganised.mentee


def test_after_a_change_the_history_is_kept(reorganised: Pairing) -> None:
    assert reorganised.state_before == Pairing.State.RUNNING
    assert reorganised.mentor_agreed_at
    assert reorganised.started_on
    assert Note.objects.filter(author=reorganised.mentee_id).exists()
    assert AuditEntry.objects.filter(about_id=reorganised.pk).count() > 1


def test_an_announced_change_warns_before() -> None:
    pairing = make_running_pairing()
    begins = date(2026, 10, 1)
    line = ReportingLine(superior=pairing.mentor, person=pairing.mentee, from_on=begins)
    lines.begin(line, at=NOW, by=None)

    announcements.warn(at=NOW)

    told = set(
        Delivery.objects.filter(kind="pairing_foreseen").values_list("recipient")
    )
    assert told
    assert not told & {(pairing.mentor.pk,), (pairing.mentee.pk,)}
    assert queries.foreseen([pairing], on=NOW.date()) == {pairing.pk: begins}
    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.RUNNING
