"""What other calendars are told: read by `icalendar` and by a reader of our own."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from icalendar import Calendar

from sessions_log import calendars
from sessions_log.models import Meeting
from tests.factories import NOW
from tests.pairs import FIRST_MEETING, Pair

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")


def lines_of(content: bytes) -> list[str]:
    """Unfold the lines as RFC 5545, 3.1 says; refuse what it does not allow."""
    text = content.decode()
    assert text.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n", text)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return re.sub(r"\r\n[ \t]", "", text).rstrip("\r\n").split("\r\n")


def events_of(content: bytes) -> list[dict[str, str]]:
    """Read the events: each name, its parameters left out, and its value."""
    found: list[dict[str, str]] = []
    inside: list[str] = []
    for line in lines_of(content):
        named, _, value = line.partition(":")
        name = named.partition(";")[0]
        if name == "BEGIN":
            inside.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert inside.pop() == value
        elif inside[-1] == "VEVENT":
            assert name not in found[-1], "a property that stands twice"
            found[-1][name] = value
    assert inside == []
    return found


def first() -> Meeting:
    return Meeting.objects.for_display().earliest("number")


def test_two_readers_find_the_same_moment(running: Pair) -> None:
    content = calendars.file_of(first(), at=NOW)

    [event] = Calendar.from_ical(content).walk("VEVENT")
    [ours] = events_of(content)
    assert event.decoded("dtstart") == datetime(2026, 9, 8, 14, tzinfo=BRUSSELS)
    assert event.decoded("dtend") == datetime(2026, 9, 8, 15, tzinfo=BRUSSELS)
    assert (ours["DTSTART"], ours["DTEND"]) == ("20260908T140000", "20260908T150000")
    assert "DTSTART;TZID=Europe/Brussels:20260908T140000" in lines_of(content)
    assert "METHOD:PUBLISH" in lines_of(content)
    assert ours["UID"] == event["UID"] == f"{first().pk}@testserver"
    assert (ours["SEQUENCE"], ours["STATUS"]) == ("0", "CONFIRMED")
    assert ours["CLASS"] == "PRIVATE"
    assert ours["DTSTAMP"] == "20260901T090000Z"


@pytest.mark.parametrize("month", [1, 3, 7, 10])
def test_the_zone_that_comes_along_has_the_offset_of_that_day(
    running: Pair, month: int
) -> None:
    """Read the offset from the file's own description of the zone."""
    meeting = first()
    meeting.planned_on = date(2026, month, 30)

    content = calendars.file_of(meeting, at=NOW)

    [zone] = Calendar.from_ical(content).timezones
    wall = datetime(2026, month, 30, 14, tzinfo=zone.to_tz())
    assert wall.astimezone(UTC) == meeting.begins_at()


def test_nothing_tells_with_whom_where_or_what_about(running: Pair) -> None:
    content = calendars.feed_of(Meeting.objects.for_display(), at=NOW).decode()

    for person in (running.mentor, running.mentee):
        assert person.given_name not in content
        assert person.family_name not in content
        assert str(person.email) not in content
    assert running.programme.name not in content
    assert "DESCRIPTION" not in content
    assert "LOCATION" not in content
    assert "ATTENDEE" not in content


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Conversation"), ("en-gb", "Conversation")]
)
def test_the_title_is_neutral(running: Pair, language: str, title: str) -> None:
    with translation.override(language):
        [ours] = events_of(calendars.file_of(first(), at=NOW))

    assert ours["SUMMARY"] == title


def test_a_day_without_a_time_is_a_whole_day(running: Pair) -> None:
    Meeting.objects.update(planned_time=None)

    content = calendars.file_of(first(), at=NOW)

    assert "DTSTART;VALUE=DATE:20260908" in lines_of(content)
    assert "DTEND;VALUE=DATE:20260909" in lines_of(content)
    assert "VTIMEZONE" not in content.decode()


def test_a_cancelled_meeting_takes_itself_out(running: Pair) -> None:
    Meeting.objects.update(state=Meeting.State.CANCELLED, sequence=3)

    content = calendars.file_of(first(), at=NOW)

    assert "METHOD:CANCEL" in lines_of(content)
    [ours] = events_of(content)
    assert (ours["STATUS"], ours["SEQUENCE"]) == ("CANCELLED", "3")
    feed = calendars.feed_of(Meeting.objects.for_display(), at=NOW)
    assert "METHOD:PUBLISH" in lines_of(feed)
    assert {one["STATUS"] for one in events_of(feed)} == {"CANCELLED"}


def test_a_meeting_over_the_change_of_the_clocks_lasts_as_long_as_it_says(
    running: Pair,
) -> None:
    meeting = first()
    meeting.planned_on, meeting.planned_time = date(2026, 3, 29), time(1, 30)

    [event] = Calendar.from_ical(calendars.file_of(meeting, at=NOW)).walk("VEVENT")

    begins, ends = event.decoded("dtstart"), event.decoded("dtend")
    assert ends.astimezone(UTC) - begins.astimezone(UTC) == timedelta(hours=1)


def test_a_feed_holds_all_meetings_and_an_empty_one_is_a_calendar(
    running: Pair,
) -> None:
    feed = calendars.feed_of(Meeting.objects.for_display(), at=NOW)

    assert len(events_of(feed)) == len(Calendar.from_ical(feed).walk("VEVENT")) == 3
    assert events_of(calendars.feed_of([], at=NOW)) == []
    assert FIRST_MEETING.strftime("%Y%m%d") in feed.decode()


def test_a_secret_is_long_and_what_is_kept_does_not_give_it_back() -> None:
    token = calendars.new_token()

    assert token != calendars.new_token()
    assert len(token) >= 52
    assert token not in calendars.hash_of(token)
    assert len(calendars.hash_of(token)) == 64
