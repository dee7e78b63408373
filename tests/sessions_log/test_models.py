"""Meetings know when they are over; goals know their steps; vaults whose they are."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from matching.models import Pairing
from sessions_log.models import Draft, Goal, Grant, Meeting, Note, Vault
from tests.factories import NOW
from tests.pairs import Pair

pytestmark = pytest.mark.django_db
TWO = datetime(2026, 9, 8, 12, tzinfo=UTC)  # two o'clock in Brussels


def test_a_meeting_is_over_at_its_end_on_the_clock_on_the_wall() -> None:
    meeting = Meeting(planned_on=date(2026, 9, 8), planned_time=time(14), minutes=60)

    assert not meeting.is_over(at=TWO)
    assert not meeting.is_over(at=TWO + timedelta(minutes=59))
    assert meeting.is_over(at=TWO + timedelta(minutes=60))


def test_a_meeting_without_a_time_is_over_with_its_day() -> None:
    meeting = Meeting(planned_on=date(2026, 9, 8), planned_time=None)
    midnight_in_brussels = datetime(2026, 9, 8, 22, tzinfo=UTC)

    assert not meeting.is_over(at=midnight_in_brussels - timedelta(hours=1))
    assert meeting.is_over(at=midnight_in_brussels)


def test_a_goal_says_how_far_it_is_and_where_it_can_go() -> None:
    goal = Goal(step=2, state=Goal.State.ACTIVE)

    assert goal.step_in_words == "On the way"
    assert goal.next_step == Goal.Step.ALMOST
    assert goal.other_steps == [
        Goal.Step.NOT_BEGUN,
        Goal.Step.BEGUN,
        Goal.Step.REACHED,
    ]
    assert goal.is_open
    assert Goal(step=4).next_step is None
    assert not Goal(state=Goal.State.REACHED).is_open


def test_no_row_says_in_words_what_somebody_wrote(running: Pair) -> None:
    meeting, goal = Meeting.objects.earliest("number"), Goal.objects.get()
    note, vault, grant = Note.objects.get(), Vault.objects.get(), Grant.objects.first()
    draft = Draft(form="note", vault=vault)

    assert str(meeting) == "1. 2026-09-08"
    assert str(goal) == "active 0/4"
    assert str(note) == f"goal {note.pk}"
    assert str(vault) == f"shared {vault.pk}"
    assert grant
    assert str(grant) == str(grant.pk)
    assert str(draft) == f"note {draft.pk}"


@pytest.mark.parametrize(
    "offence",
    [
        {"kind": "shared"},
        {"kind": "private"},
        {"kind": "shared", "owner": True, "pairing": True},
        {"kind": "shared", "pairing": True},
    ],
)
def test_the_database_refuses_a_vault_that_belongs_to_nobody_or_twice(
    preparing: Pair, offence: dict[str, object]
) -> None:
    values = {
        "kind": offence["kind"],
        "owner": preparing.mentor if "owner" in offence else None,
        "pairing": preparing if "pairing" in offence else None,
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        Vault.objects.create(**values)


@pytest.mark.parametrize(
    "change", [{"minutes": 4}, {"minutes": 481}, {"state": "held"}, {"number": 2}]
)
def test_the_database_refuses_a_meeting_that_cannot_be(
    running: Pair, change: dict[str, object]
) -> None:
    first = Meeting.objects.filter(pairing=running, number=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        first.update(**change)


def test_the_database_refuses_a_fifth_step(running: Pair) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.update(step=5)


def test_a_meeting_ahead_is_not_known_to_the_one_who_has_just_stopped(
    running: Pair,
) -> None:
    Pairing.objects.update(
        state=Pairing.State.ENDED,
        state_before=Pairing.State.RUNNING,
        ended_on=NOW.date(),
        ended_as=Pairing.EndedAs.STOPPED,
        ended_by=running.mentee,
    )

    assert not Meeting.objects.known_to(running.mentee).exists()
    assert Meeting.objects.known_to(running.mentor).count() == 3
