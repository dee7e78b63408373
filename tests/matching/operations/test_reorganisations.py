"""A change of the chart, and what it does to pairs in the same transaction."""

from datetime import timedelta

import pytest
from django.db import connection

from mailing.models import Delivery
from matching.models import Pairing
from matching.operations import proposals, reorganisations
from people.events import ChartChange, chart_changed
from people.models import ReportingLine
from people.operations import people
from privacy import guards
from tests.factories import NOW, START, make_coordinator, make_line, make_person
from tests.pairs import make_pairing, make_proposal, make_running_pairing

pytestmark = pytest.mark.django_db


def letters(kind: str) -> set[object]:
    return set(
        Delivery.objects.filter(kind=kind).values_list("recipient_id", flat=True)
    )


def test_a_pair_that_became_unlawful_is_suspended_and_all_are_told_neutrally() -> None:
    pairing = make_running_pairing()
    coordinator = make_coordinator(pairing.programme)
    make_line(pairing.mentor, pairing.mentee)

    [consequence] = reorganisations.suspend_forbidden(at=NOW)

    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.SUSPENDED
    assert pairing.state_before == Pairing.State.RUNNING
    assert (consequence.kind, consequence.about_id) == ("pairing_suspended", pairing.pk)
    assert letters("pairing_suspended") == {pairing.mentor.pk, pairing.mentee.pk}
    assert coordinator.pk in letters("pairing_suspended_coordinator")


def test_each_is_told_once() -> None:
    pairing = make_running_pairing()
    make_line(pairing.mentor, pairing.mentee)
    reorganisations.suspend_forbidden(at=NOW)

    assert reorganisations.suspend_forbidden(at=NOW + timedelta(minutes=1)) == []


def test_the_operation_suspends_by_itself_where_no_guard_stands() -> None:
    pairing = make_running_pairing()
    for guarded in guards.watched():
        guarded.remove(connection)
    make_line(pairing.mentee, pairing.mentor)

    reorganisations.suspend_forbidden(at=NOW)

    pairing.refresh_from_db()
    assert (pairing.state, pairing.suspended_at) == (Pairing.State.SUSPENDED, NOW)


def test_lawful_pairs_go_on() -> None:
    pairing = make_running_pairing()
    make_line(make_person(), pairing.mentee)

    assert reorganisations.suspend_forbidden(at=NOW) == []

    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.RUNNING


def test_the_news_of_a_changed_chart_suspends() -> None:
    pairing = make_running_pairing()
    make_line(pairing.mentor, pairing.mentee)

    change = ChartChange(people=frozenset([pairing.mentee.pk]), at=NOW)
    chart_changed.send(sender=ReportingLine, change=change)

    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.SUSPENDED


def test_accepting_somebody_else_ends_a_suspended_pair() -> None:
    pairing = make_running_pairing()
    make_line(pairing.mentor, pairing.mentee)
    reorganisations.suspend_forbidden(at=NOW)
    seat = pairing.mentee.enrolments.get()
    proposal = make_proposal(pairing.programme, mentee=seat)

    for person in proposal.people():
        proposals.answer(proposal, yes=True, at=NOW, by=person)

    pairing.refresh_from_db()
    assert (pairing.state, pairing.ended_as) == ("ended", "chart")
    assert pairing.ended_on == START


def test_who_leaves_ends_what_they_were_part_of() -> None:
    pairing, other = make_pairing(), make_pairing()

    people.leave(pairing.mentor, last_on=START, at=NOW, by=None)

    pairing.refresh_from_db()
    other.refresh_from_db()
    assert (pairing.state, pairing.ended_as) == ("ended", "left")
    assert other.state == Pairing.State.PREPARING
