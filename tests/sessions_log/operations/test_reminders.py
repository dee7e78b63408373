"""The letters around a meeting: promised with it, moved with it, gone with it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from mailing.models import Delivery
from matching.models import Pairing
from matching.operations import pairings
from people.models import Absence
from sessions_log import emails
from sessions_log.models import Meeting
from sessions_log.operations import meetings
from sessions_log.operations.meetings import Moment
from sessions_log.tasks import remind
from tests.factories import NOW
from tests.pairs import FIRST_MEETING, Pair, after_meeting

pytestmark = pytest.mark.django_db
AT = after_meeting()
MOMENT = Moment(FIRST_MEETING, time(14), 60, Meeting.Way.FACE)


def first() -> Meeting:
    return Meeting.objects.for_display().earliest("number")


def due(kind: str, meeting: Meeting) -> set[datetime]:
    open_ones = Delivery.objects.open().filter(kind=kind, about_id=meeting.pk)
    return {one.not_before for one in open_ones}


def test_both_are_reminded_two_working_days_before_and_asked_the_morning_after(
    running: Pair,
) -> None:
    # Tuesday 8 September, so Friday 4; seven o'clock in the morning, in UTC.
    assert due(emails.REMINDER, first()) == {datetime(2026, 9, 4, 6, tzinfo=UTC)}
    assert due(emails.AFTER, first()) == {datetime(2026, 9, 9, 6, tzinfo=UTC)}
    rows = Delivery.objects.filter(about_id=first().pk)
    assert {one.recipient for one in rows} == {running.mentor, running.mentee}
    assert {one.occurrence for one in rows} == {first().begins_at()}


def test_days_away_are_no_working_days(preparing: Pair) -> None:
    friday = date(2026, 9, 4)
    Absence.objects.create(person=preparing.mentee, from_on=friday, until_on=friday)

    meetings.plan_series(preparing, MOMENT, at=NOW, by=preparing.mentor)

    assert {one.day for one in due(emails.REMINDER, first())} == {3, 4}


def test_a_meeting_of_tomorrow_needs_no_reminder(running: Pair) -> None:
    tomorrow = Moment(date(2026, 9, 2), time(14), 60, Meeting.Way.FACE)

    extra = meetings.plan_next(running, tomorrow, at=NOW, by=running.mentor)

    assert due(emails.REMINDER, extra) == set()
    assert len(due(emails.AFTER, extra)) == 1


def test_nobody_without_a_mailbox_is_reminded_on_paper(preparing: Pair) -> None:
    preparing.mentor.email = None
    preparing.mentor.save()

    meetings.plan_series(preparing, MOMENT, at=NOW, by=preparing.mentee)

    rows = Delivery.objects.filter(kind=emails.REMINDER)
    assert {one.recipient for one in rows} == {preparing.mentee}


def test_the_letters_move_with_the_meeting_and_back(running: Pair) -> None:
    before = due(emails.REMINDER, first())
    later = Moment(date(2026, 9, 16), time(9), 60, Meeting.Way.FACE)

    meetings.move(first(), later, at=NOW, by=running.mentor)
    assert due(emails.REMINDER, first()) == {datetime(2026, 9, 14, 6, tzinfo=UTC)}
    meetings.move(first(), MOMENT, at=NOW, by=running.mentor)

    assert due(emails.REMINDER, first()) == before


@pytest.mark.parametrize("act", ["log", "cancel", "pause"])
def test_the_letters_go_with_the_meeting(running: Pair, act: str) -> None:
    if act == "log":
        meetings.log(first(), MOMENT, at=AT, by=running.mentor)
    elif act == "cancel":
        meetings.cancel(first(), by=running.mentor)
    else:
        meetings.cancel_planned(running)

    assert due(emails.REMINDER, first()) | due(emails.AFTER, first()) == set()


def test_the_beat_finds_what_slipped_through_and_repeats_nothing(
    running: Pair,
) -> None:
    count = Delivery.objects.count()
    Delivery.objects.filter(about_id=first().pk).delete()

    with time_machine.travel(NOW, tick=False):
        remind()
        remind()

    assert Delivery.objects.count() == count
    Meeting.objects.all().delete()
    meetings.remind(at=NOW)


def test_the_reminder_has_a_file_and_names_nobody(running: Pair) -> None:
    with time_machine.travel(NOW, tick=False):
        mail = emails.meeting_reminder(first(), running.mentee)

    assert mail
    [file] = mail.attachments
    assert "SUMMARY:Conversation" in str(file.content)
    assert file.mimetype == "text/calendar"
    assert mail.url.endswith(f"/meetings/{first().pk}/prepare/")
    assert mail.context == {"day": FIRST_MEETING, "time": time(14)}


def test_the_question_comes_when_the_meeting_is_over(running: Pair) -> None:
    with time_machine.travel(NOW, tick=False):
        assert emails.meeting_after(first(), running.mentee) is None
    with time_machine.travel(AT, tick=False):
        mail = emails.meeting_after(first(), running.mentee)

    assert mail
    assert mail.url.endswith(f"/pairs/{running.pk}/")


@pytest.mark.parametrize("state", ["held", "cancelled", "disputed"])
def test_what_was_said_already_is_not_asked(running: Pair, state: str) -> None:
    Meeting.objects.update(state=state, held_on=FIRST_MEETING)

    with time_machine.travel(AT, tick=False):
        assert emails.meeting_reminder(first(), running.mentee) is None
        assert emails.meeting_after(first(), running.mentee) is None


def test_a_pause_reminds_nobody(running: Pair) -> None:
    Pairing.objects.update(state=Pairing.State.PAUSED)

    assert emails.meeting_reminder(first(), running.mentee) is None


def test_a_stop_that_was_not_told_changes_nothing_for_the_other(
    running: Pair,
) -> None:
    pairings.stop(running, at=NOW, by=running.mentee)

    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert emails.meeting_reminder(first(), running.mentor)
        assert emails.meeting_reminder(first(), running.mentee) is None
