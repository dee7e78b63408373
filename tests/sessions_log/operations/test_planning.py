"""Planning around the two, moving what follows, noting what nobody planned."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from people.models import Absence, Shift
from sessions_log.models import Meeting, Note
from sessions_log.notes import NoteText, Remark
from sessions_log.operations import meetings
from sessions_log.operations.meetings import Moment
from tests.factories import NOW
from tests.pairs import FIRST_MEETING, Pair, after_meeting

pytestmark = pytest.mark.django_db
AT = after_meeting()
MOMENT = Moment(FIRST_MEETING, time(14), 60, Meeting.Way.FACE)
MONDAY = date(2026, 8, 31)


def planned() -> list[tuple[date, time | None]]:
    found = Meeting.objects.planned().order_by("planned_on")
    return [(one.planned_on, one.planned_time) for one in found]


def test_a_series_passes_over_days_away_and_holidays(preparing: Pair) -> None:
    away = date(2026, 9, 22)
    Absence.objects.create(person=preparing.mentee, from_on=away, until_on=away)

    meetings.plan_series(preparing, MOMENT, at=NOW, by=preparing.mentor)

    assert [on.day for on, _time in planned()] == [8, 23, 6]


def test_a_public_holiday_is_free(preparing: Pair) -> None:
    start = Moment(date(2026, 10, 28), time(14), 60, Meeting.Way.FACE)

    meetings.plan_series(preparing, start, at=NOW, by=preparing.mentor)

    # The armistice of 11 November is a Wednesday.
    assert [on for on, _time in planned()] == [
        date(2026, 10, 28),
        date(2026, 11, 12),
        date(2026, 11, 25),
    ]


def test_a_time_outside_their_hours_was_chosen_on_purpose(preparing: Pair) -> None:
    evening = Moment(FIRST_MEETING, time(19), 60, Meeting.Way.FACE)

    meetings.plan_series(preparing, evening, at=NOW, by=preparing.mentor)

    assert {at for _on, at in planned()} == {time(19)}


def test_without_a_time_only_days_are_planned(preparing: Pair) -> None:
    whole_day = Moment(FIRST_MEETING, None, 60, Meeting.Way.FACE)

    meetings.plan_series(preparing, whole_day, at=NOW, by=preparing.mentor)

    assert {at for _on, at in planned()} == {None}


def test_where_shifts_never_meet_the_series_is_by_phone(preparing: Pair) -> None:
    for person, shift in ((preparing.mentor, "day"), (preparing.mentee, "night")):
        Shift.objects.create(person=person, pattern=[shift], starts_on=MONDAY)
    called = Moment(FIRST_MEETING, time(16), 30, Meeting.Way.PHONE)

    series = meetings.plan_series(preparing, called, at=NOW, by=preparing.mentor)

    assert {(one.way, one.planned_time) for one in series} == {("phone", time(16))}


def test_all_that_follow_move_along_one_cadence_apart(running: Pair) -> None:
    first = Meeting.objects.for_display().earliest("number")
    to = Moment(date(2026, 9, 10), time(11), 30, Meeting.Way.VIDEO)

    moved = meetings.move_rest(first, to, at=NOW, by=running.mentee)

    assert planned() == [
        (date(2026, 9, 10), time(11)),
        (date(2026, 9, 24), time(11)),
        (date(2026, 10, 8), time(11)),
    ]
    assert {(one.minutes, one.way, one.sequence) for one in moved} == {(30, "video", 1)}


def test_what_is_moved_by_hand_is_where_it_was_put(running: Pair) -> None:
    first = Meeting.objects.for_display().earliest("number")
    saturday = Moment(date(2026, 9, 12), time(11), 30, Meeting.Way.VIDEO)

    meetings.move_rest(first, saturday, at=NOW, by=running.mentee)

    assert [on.day for on, _time in planned()] == [12, 28, 12]


def test_one_meeting_is_cancelled_and_the_others_stay(running: Pair) -> None:
    first = Meeting.objects.for_display().earliest("number")

    cancelled = meetings.cancel(first, by=running.mentee)

    assert (cancelled.state, cancelled.sequence) == (Meeting.State.CANCELLED, 1)
    assert len(planned()) == 2
    with pytest.raises(ValidationError, match="was cancelled"):
        meetings.cancel(first, by=running.mentee)


def test_a_call_in_a_week_of_nights_does_not_make_the_next_short(
    running: Pair,
) -> None:
    [first, _second, third] = Meeting.objects.for_display().order_by("number")
    Meeting.objects.filter(pk=third.pk).update(minutes=30, way=Meeting.Way.PHONE)

    meetings.log(first, MOMENT, at=AT, by=running.mentee)

    last = Meeting.objects.latest("number")
    assert (last.number, last.minutes, last.way) == (4, 60, "face")
    assert last.planned_on == third.planned_on + timedelta(weeks=2)


def test_a_conversation_that_nobody_planned_counts_as_any(running: Pair) -> None:
    spoken = Moment(date(2026, 9, 3), None, 30, Meeting.Way.PHONE)
    remark = Remark(NoteText("We met at the gate"), once=uuid4())

    for _press in range(2):
        noted = meetings.note_another(
            running, spoken, at=AT, by=running.mentor, remark=remark, purposes=["help"]
        )

    assert Meeting.objects.held().get() == noted
    assert (noted.held_on, noted.purposes) == (date(2026, 9, 3), ["help"])
    assert Note.objects.get(about=noted.pk).author == running.mentor
    assert len(planned()) == 3


def test_without_words_it_is_noted_too(running: Pair) -> None:
    spoken = Moment(date(2026, 9, 3), None, 30, Meeting.Way.PHONE)

    meetings.note_another(running, spoken, at=AT, by=running.mentor)

    assert Meeting.objects.held().count() == 1


@pytest.mark.parametrize(
    ("on", "said"), [(date(2026, 9, 30), "not come yet"), (date(2026, 8, 3), "a pair")]
)
def test_an_odd_day_is_refused(running: Pair, on: date, said: str) -> None:
    odd = Moment(on, None, 30, Meeting.Way.PHONE)

    with pytest.raises(ValidationError, match=said):
        meetings.note_another(running, odd, at=AT, by=running.mentor)

    assert not Meeting.objects.held().exists()
