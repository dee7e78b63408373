"""A meeting is logged once, on a day that has come; there is always a next date."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from matching.models import Pairing
from matching.operations import pairings
from programmes.models import Programme
from sessions_log import notes
from sessions_log.models import Meeting, Note
from sessions_log.notes import NoteText, Remark
from sessions_log.operations import meetings
from sessions_log.operations.meetings import Moment
from tests.factories import NOW
from tests.pairs import FIRST_MEETING, Pair, after_meeting

pytestmark = pytest.mark.django_db
MOMENT = Moment(FIRST_MEETING, time(14), 45, Meeting.Way.PHONE)
BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.fixture
def meeting(running: Pair) -> Meeting:
    return Meeting.objects.for_display().earliest("number")


def remark(
    text: str = "A walk through the warehouse", *, shared: bool = True
) -> Remark:
    return Remark(NoteText(text), is_shared=shared, once=uuid4())


def planned_days() -> list[date]:
    planned = Meeting.objects.planned().order_by("planned_on")
    return list(planned.values_list("planned_on", flat=True))


def test_a_meeting_is_held_as_it_was(running: Pair, meeting: Meeting) -> None:
    meetings.log(meeting, MOMENT, at=after_meeting(), by=running.mentee)

    held = Meeting.objects.get(pk=meeting.pk)
    assert (held.state, held.held_on) == ("held", FIRST_MEETING)
    assert (held.minutes, held.way) == (45, "phone")
    assert held.logged_by == running.mentee


@pytest.mark.parametrize("shared", [True, False])
def test_a_note_is_laid_beside_the_meeting(
    running: Pair, meeting: Meeting, *, shared: bool
) -> None:
    meetings.log(
        meeting,
        MOMENT,
        at=after_meeting(),
        by=running.mentee,
        remark=remark(shared=shared),
    )

    note = Note.objects.get(about=meeting.pk)
    assert note.kind == ("shared" if shared else "private")
    assert notes.read(note, reader=running.mentee).plain.startswith("A walk")


def test_an_empty_note_is_no_note(running: Pair, meeting: Meeting) -> None:
    meetings.log(
        meeting, MOMENT, at=after_meeting(), by=running.mentee, remark=remark("  ")
    )

    assert not Note.objects.filter(about=meeting.pk).exists()


def test_sending_the_form_twice_logs_and_writes_once(
    running: Pair, meeting: Meeting
) -> None:
    said = remark()

    for _press in range(2):
        meetings.log(
            meeting, MOMENT, at=after_meeting(), by=running.mentee, remark=said
        )

    assert Note.objects.filter(about=meeting.pk).count() == 1
    assert Meeting.objects.filter(state="held").count() == 1
    assert len(planned_days()) == 3


def test_the_first_to_log_does_and_the_other_only_adds_a_note(
    running: Pair, meeting: Meeting
) -> None:
    meetings.log(meeting, MOMENT, at=after_meeting(), by=running.mentee)
    longer = replace(MOMENT, minutes=90)

    meetings.log(
        meeting, longer, at=after_meeting(2), by=running.mentor, remark=remark()
    )

    held = Meeting.objects.get(pk=meeting.pk)
    assert (held.minutes, held.logged_by) == (45, running.mentee)
    assert Note.objects.get(about=meeting.pk).author == running.mentor


def test_a_day_that_has_not_come_is_refused(running: Pair, meeting: Meeting) -> None:
    with pytest.raises(ValidationError, match="not come yet"):
        meetings.log(
            meeting, MOMENT, at=after_meeting() - timedelta(days=2), by=running.mentee
        )

    assert Meeting.objects.get(pk=meeting.pk).state == "planned"


def test_today_is_the_day_on_the_calendar_of_the_company(
    running: Pair, meeting: Meeting
) -> None:
    """At half past midnight in Brussels it is still yesterday in UTC."""
    past_midnight = datetime(2026, 9, 8, 0, 30, tzinfo=BRUSSELS)

    meetings.log(meeting, MOMENT, at=past_midnight, by=running.mentee)

    assert Meeting.objects.get(pk=meeting.pk).held_on == FIRST_MEETING


def test_a_day_before_the_two_were_a_pair_is_refused(
    running: Pair, meeting: Meeting
) -> None:
    early = replace(MOMENT, on=NOW.date() - timedelta(days=1))

    with pytest.raises(ValidationError, match="not a pair yet"):
        meetings.log(meeting, early, at=after_meeting(), by=running.mentee)


def test_a_cancelled_meeting_is_not_logged(running: Pair, meeting: Meeting) -> None:
    meetings.cancel_planned(running)

    with pytest.raises(ValidationError, match="was cancelled"):
        meetings.log(meeting, MOMENT, at=after_meeting(), by=running.mentee)


def test_a_note_that_is_too_long_undoes_the_whole_act(
    running: Pair, meeting: Meeting
) -> None:
    with pytest.raises(ValidationError, match="100000 characters"):
        meetings.log(
            meeting,
            MOMENT,
            at=after_meeting(),
            by=running.mentee,
            remark=remark("x" * 100_000),
        )

    assert Meeting.objects.get(pk=meeting.pk).state == "planned"


def test_a_closed_programme_takes_no_more_meetings(
    running: Pair, meeting: Meeting
) -> None:
    Programme.objects.update(state=Programme.State.CLOSED)

    with pytest.raises(ValidationError, match="closed a moment ago"):
        meetings.log(meeting, MOMENT, at=after_meeting(), by=running.mentee)


def test_a_closing_programme_still_takes_the_last_meetings(
    running: Pair, meeting: Meeting
) -> None:
    Programme.objects.update(state=Programme.State.CLOSING)

    meetings.log(meeting, MOMENT, at=after_meeting(), by=running.mentee)

    assert Meeting.objects.get(pk=meeting.pk).state == "held"


def test_a_running_pair_always_has_three_dates_ahead(
    running: Pair, meeting: Meeting
) -> None:
    meetings.log(meeting, MOMENT, at=after_meeting(), by=running.mentee)

    assert planned_days() == [
        FIRST_MEETING + timedelta(weeks=weeks) for weeks in (2, 4, 6)
    ]


def test_nothing_is_planned_beyond_the_end_of_the_journey(
    running: Pair, meeting: Meeting
) -> None:
    Programme.objects.update(weeks=5)

    meetings.log(meeting, MOMENT, at=after_meeting(), by=running.mentee)

    assert len(planned_days()) == 2


def test_the_next_date_follows_the_meeting_when_nothing_else_is_planned(
    running: Pair, meeting: Meeting
) -> None:
    Meeting.objects.exclude(pk=meeting.pk).update(state=Meeting.State.CANCELLED)

    meetings.log(meeting, MOMENT, at=after_meeting(), by=running.mentee)

    assert planned_days() == [FIRST_MEETING + timedelta(weeks=2)]


def test_a_pair_that_gets_acquainted_plans_for_itself(
    running: Pair, meeting: Meeting
) -> None:
    Pairing.objects.update(state=Pairing.State.PREPARING)

    meetings.log(meeting, MOMENT, at=after_meeting(), by=running.mentee)

    assert len(planned_days()) == 2


def test_whoever_was_not_told_of_a_stop_logs_as_before(
    running: Pair, meeting: Meeting
) -> None:
    pairings.stop(running, at=after_meeting(), by=running.mentee)

    meetings.log(meeting, MOMENT, at=after_meeting(), by=running.mentor)

    with pytest.raises(ValidationError, match="has ended"):
        meetings.log(meeting, MOMENT, at=after_meeting(), by=running.mentee)
