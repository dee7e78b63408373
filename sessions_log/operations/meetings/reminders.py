"""The letters around a meeting: two working days before it, and the morning after."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from mailing import outbox
from mailing.outbox import Promise
from matching.models import Pairing
from people.models import Person
from people.queries import presences_of
from people.rules import Presence
from sessions_log.emails import AFTER, REMINDER
from sessions_log.models import Meeting

WORKING_DAYS_BEFORE = 2
MORNING = time(8)
HORIZON = timedelta(days=35)
ASKED_FOR = timedelta(days=7)  # later nobody remembers what the letter asks


def remind(*, at: datetime) -> None:
    """Promise the letters of every meeting of the coming weeks; harmless to repeat.

    The act that plans a meeting promises them too: this finds what slipped through.
    """
    today = timezone.localdate(at)
    coming = Meeting.objects.planned().filter(
        planned_on__range=(today, today + HORIZON), pairing__state__in=Pairing.OPEN
    )
    promise(list(coming.for_display().order_by("pk")), at=at)


def promise(meetings: Sequence[Meeting], *, at: datetime) -> None:
    """Promise both letters to both people; what would come too late is left out."""
    people = {person.pk: person for one in meetings for person in _two_of(one)}
    today = timezone.localdate(at)
    found = presences_of(list(people.values()), on=today) if people else []
    presence_of = dict(zip(people, found, strict=True))
    outbox.promise(
        *(
            each
            for meeting in meetings
            for person in _two_of(meeting)
            for each in _letters(meeting, person, presence_of[person.pk])
            if each.not_before and each.not_before > at
        )
    )


def take_back(meeting: Meeting) -> None:
    """Take back what was promised for the moment that a meeting had."""
    for kind in (REMINDER, AFTER):
        outbox.cancel(kind, about=meeting)


def _letters(meeting: Meeting, person: Person, presence: Presence) -> Iterator[Promise]:
    """Give both letters; the moment of the meeting tells them apart, not their own."""
    begins_at, zone = meeting.begins_at(), ZoneInfo(person.time_zone)
    before = presence.working_days_before(meeting.planned_on, WORKING_DAYS_BEFORE)
    after = datetime.combine(meeting.planned_on + timedelta(days=1), MORNING, zone)
    scope = meeting.pairing.programme_id
    yield Promise(
        REMINDER,
        meeting,
        person,
        begins_at,
        scope=scope,
        not_before=datetime.combine(before, MORNING, zone),
        expires_at=begins_at,
    )
    yield Promise(
        AFTER,
        meeting,
        person,
        begins_at,
        scope=scope,
        not_before=after,
        expires_at=after + ASKED_FOR,
    )


def _two_of(meeting: Meeting) -> list[Person]:
    """Name who is written to: nobody gets a reminder on paper, seen by others."""
    both = (meeting.pairing.mentor, meeting.pairing.mentee)
    return [one for one in both if one is not None and one.email]
