"""The line of dots, and what it says to whoever does not see it."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation

from programmes.models import Programme
from sessions_log.models import Meeting
from sessions_log.queries.rhythm import Line, line_of

PROGRAMME = Programme(weeks=12, cadence_weeks=2)
MORNING = datetime(2026, 9, 22, 6, tzinfo=UTC)
DAYS = [date(2026, 9, 8), date(2026, 9, 22), date(2026, 10, 6)]


def held(day: date) -> Meeting:
    return Meeting(planned_on=day, held_on=day, state=Meeting.State.HELD)


def planned(day: date) -> Meeting:
    return Meeting(planned_on=day)


def line(*meetings: Meeting, at: datetime = MORNING) -> Line:
    found = line_of(PROGRAMME, meetings, at=at)
    assert found
    return found


def test_without_a_meeting_there_is_no_line() -> None:
    cancelled = Meeting(planned_on=DAYS[0], state=Meeting.State.CANCELLED)

    assert line_of(PROGRAMME, [], at=MORNING) is None
    assert line_of(PROGRAMME, [cancelled], at=MORNING) is None


def test_every_dot_says_what_it_is() -> None:
    found = line(held(DAYS[0]), planned(DAYS[2]))

    assert [(one.state, one.words) for one in found.periods] == [
        ("met", "8 September: you met"),
        ("ahead", "22 September: still ahead"),
        ("planned", "6 October: your next meeting"),
        ("ahead", "20 October: still ahead"),
        ("ahead", "3 November: still ahead"),
        ("ahead", "17 November: still ahead"),
    ]
    assert (found.from_words, found.until_words) == ("8 September", "17 November")


def test_a_turn_without_a_meeting_blames_nobody() -> None:
    found = line(held(DAYS[0]), at=datetime(2026, 10, 1, tzinfo=UTC))

    assert found.periods[1].words == "22 September: nothing noted"


@pytest.mark.parametrize(
    ("meetings", "said"),
    [
        ([planned(DAYS[2])], "your first meeting is on 6 October"),
        ([held(DAYS[0])], "1 meeting so far"),
        ([held(DAYS[0]), held(DAYS[1])], "2 meetings so far"),
        ([held(DAYS[0]), planned(DAYS[2])], "1 meeting so far, the next on 6 October"),
        (
            [held(DAYS[0]), held(DAYS[1]), planned(DAYS[2])],
            "2 meetings so far, the next on 6 October",
        ),
    ],
)
def test_below_it_stands_where_the_two_are(meetings: list[Meeting], said: str) -> None:
    assert line(*meetings).now_words == said


def test_a_planned_meeting_that_passed_is_not_the_next() -> None:
    """Also not on its own day, once its hour is over."""
    morning = Meeting(planned_on=DAYS[1], planned_time=time(9), minutes=60)

    assert line(planned(DAYS[0])).now_words == "0 meetings so far"
    assert line(morning).now_words == "your first meeting is on 22 September"
    noon = MORNING.replace(hour=10)
    assert line(morning, at=noon).now_words == "0 meetings so far"


def test_a_programme_without_a_frame_still_draws_a_dot() -> None:
    found = line_of(Programme(), [held(DAYS[0])], at=MORNING)

    assert found
    assert [one.state for one in found.periods] == ["met"]


def test_the_days_are_written_as_the_reader_writes_them() -> None:
    with translation.override("nl"):
        assert "8 september" in line(held(DAYS[0])).periods[0].words
