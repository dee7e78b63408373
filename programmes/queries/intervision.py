"""The talks among mentors, as a coordinator or one of the invited sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from people.models import Person
from programmes import access
from programmes.models import Attendance, Enrolment, Intervision, Programme

BEFORE = (Attendance.Said.COMES, Attendance.Said.CANNOT)


@dataclass(frozen=True)
class Talk:
    """A talk, who is invited, and what this reader may say of it."""

    talk: Intervision
    invited: tuple[Attendance, ...]
    mine: Attendance | None
    answers: tuple[str, ...]
    may_call_off: bool


def mentors_of(programme: Programme) -> QuerySet[Enrolment]:
    """Give those who are mentor in a programme today."""
    mentors = Enrolment.objects.mentors().approved().filter(programme=programme)
    here = mentors.filter(person__may_sign_in=True).select_related("person")
    return here.order_by("person__family_name", "person__given_name", "pk")


def answers_to(talk: Intervision, *, at: datetime) -> tuple[str, ...]:
    """Give what may be said of a talk today; on its own day everything may."""
    today = timezone.localdate(at)
    before = BEFORE if today <= talk.on else ()
    return (*before, Attendance.Said.WAS_THERE) if today >= talk.on else before


def talks_of(programme: Programme, *, reader: Person, at: datetime) -> list[Talk]:
    """Give the talks of a programme that this reader knows of, the latest first.

    A coordinator knows of all; a mentor of those to which one is invited.
    """
    found = Intervision.objects.filter(programme=programme).order_by("-on", "pk")
    coordinates = access.coordinates(reader, programme)
    if not coordinates:
        found = found.filter(attendances__mentor=reader)
    rows = Attendance.objects.filter(intervision__in=found).select_related("mentor")
    said: dict[object, list[Attendance]] = {}
    for one in rows.order_by("mentor__family_name", "mentor__given_name", "pk"):
        said.setdefault(one.intervision_id, []).append(one)
    return [
        _talk(one, said.get(one.pk, []), reader, at=at, coordinates=coordinates)
        for one in found
    ]


def talks_to_answer(person: Person, *, at: datetime) -> list[Attendance]:
    """Give the invitations of somebody that wait for a yes or a no."""
    waiting = Attendance.objects.filter(
        mentor=person,
        said=Attendance.Said.INVITED,
        intervision__on__gte=timezone.localdate(at),
        intervision__called_off_at=None,
    )
    return list(waiting.select_related("intervision__programme").order_by("pk"))


def _talk(
    talk: Intervision,
    invited: Sequence[Attendance],
    reader: Person,
    *,
    at: datetime,
    coordinates: bool,
) -> Talk:
    mine = next((one for one in invited if one.mentor_id == reader.pk), None)
    is_on = talk.called_off_at is None
    may_say = answers_to(talk, at=at) if mine and is_on else ()
    return Talk(
        talk=talk,
        invited=tuple(invited),
        mine=mine,
        answers=tuple(one for one in may_say if mine and one != mine.said),
        may_call_off=coordinates and is_on and talk.on >= timezone.localdate(at),
    )
