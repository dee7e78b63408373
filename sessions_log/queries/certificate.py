"""That somebody took part, on paper: how long and how often, and nothing of what."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum
from django.utils import timezone

from matching.models import Pairing
from people.models import Person
from programmes import starting_points
from programmes.vocabulary import Told, told
from sessions_log.models import Meeting
from sessions_log.notes import NoteText
from sessions_log.queries.closing import thanks_on_certificate

MINUTES = 60


@dataclass(frozen=True)
class Certificate:
    """What stands on it; nobody else is named."""

    person: Person
    word: str
    from_on: date
    until_on: date
    meetings: int
    hours: Decimal
    purpose: Told
    thanks: NoteText | None


def certificate_of(pairing: Pairing, person: Person) -> Certificate:
    """Count what was held; a meeting that nobody noted is not on it.

    The one thing of somebody else is a thank-you that the mentee let stand there.
    Raises as `notes.read_all` does.
    """
    held = Meeting.objects.filter(pairing=pairing, state=Meeting.State.HELD)
    counted = held.aggregate(meetings=Count("pk"), minutes=Sum("minutes"))
    words = pairing.programme.words
    is_mentor = person.pk == pairing.mentor_id
    return Certificate(
        person=person,
        word=str(words.mentor.with_article if is_mentor else words.mentee.with_article),
        from_on=pairing.started_on or pairing.made_on,
        until_on=_last_day(pairing),
        meetings=counted["meetings"],
        hours=Decimal(counted["minutes"] or 0) / MINUTES,
        purpose=told(starting_points.purpose_lock()),
        thanks=thanks_on_certificate(pairing, reader=person),
    )


def _last_day(pairing: Pairing) -> date:
    if pairing.suspended_at:
        return timezone.localdate(pairing.suspended_at)
    return pairing.ended_on or pairing.made_on
