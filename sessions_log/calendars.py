"""The door to other calendars: that there is a meeting, when and how long.

Calendars are shared and copied: nothing here names the partner, the place or what it
is about (`privacy.md` T7). Somebody's own address is a secret that can be revoked.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from sessions_log.models import Meeting

MIME = "text/calendar"
PUBLISH, CANCEL = "PUBLISH", "CANCEL"
#: How often a calendar that follows the address may ask again.
FRESH = timedelta(hours=4)
#: What `mailing.links.mask` knows an address by, in a line of a log.
TOKEN_BEGINS = "calendar-"  # noqa: S105 - the part that is no secret


def new_token() -> str:
    """Make the secret part of an address; it is kept nowhere."""
    return TOKEN_BEGINS + secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """Give what is kept of a secret: enough to know it again, not to find it."""
    return hashlib.sha256(token.encode()).hexdigest()


def file_of(meeting: Meeting, *, at: datetime) -> bytes:
    """Give one meeting as a file; one that is off takes itself out of the calendar."""
    return _written([meeting], method=CANCEL if _is_off(meeting) else PUBLISH, at=at)


def feed_of(meetings: Iterable[Meeting], *, at: datetime) -> bytes:
    """Give all meetings of somebody, as their own calendar follows them."""
    return _written(list(meetings), method=PUBLISH, at=at)


def _written(meetings: list[Meeting], *, method: str, at: datetime) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Peterschap//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add("x-wr-calname", _("Conversations"))
    calendar.add("refresh-interval", FRESH, parameters={"VALUE": "DURATION"})
    for meeting in meetings:
        calendar.add_component(_event(meeting, at))
    if days := [one.planned_on for one in meetings]:
        calendar.add_missing_timezones(_year(min(days), -1), _year(max(days), 1))
    return bytes(calendar.to_ical())


def _event(meeting: Meeting, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{meeting.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    for name, value in _begin_and_end(meeting).items():
        event.add(name, value)
    event.add("summary", _("Conversation"))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if _is_off(meeting) else "CONFIRMED")
    event.add("url", settings.SITE_URL + reverse("sessions_log:agenda"))
    return event


def _begin_and_end(meeting: Meeting) -> dict[str, date]:
    """Give the wall time in its own zone, or the day where no time was chosen."""
    day, begins = meeting.planned_on, meeting.planned_time
    if begins is None:
        return {"dtstart": day, "dtend": day + timedelta(days=1)}
    zone = ZoneInfo(meeting.time_zone)
    ends = meeting.begins_at() + timedelta(minutes=meeting.minutes)
    return {
        "dtstart": datetime.combine(day, begins, zone),
        "dtend": ends.astimezone(zone),
    }


def _is_off(meeting: Meeting) -> bool:
    return meeting.state == Meeting.State.CANCELLED


def _year(day: date, years: int) -> date:
    return date(day.year + years, 1, 1)
