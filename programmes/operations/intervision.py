"""Mentors among themselves: invited, coming or not, been there; never a report."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mailing import outbox
from mailing.outbox import Promise
from people.models import Person
from privacy import audit
from programmes.models import Attendance, Intervision, Programme
from programmes.operations.holding import hold
from programmes.queries.intervision import answers_to, mentors_of

FEWEST, MOST = 3, 8


@dataclass(frozen=True)
class Gathering:
    """When and where, and who is invited."""

    on: date
    time: time | None
    place: str
    mentors: Collection[UUID]


@transaction.atomic
def plan_intervision(
    programme: Programme, asked: Gathering, *, at: datetime, by: Person
) -> Intervision:
    """Invite three to eight mentors of a programme to talk among themselves.

    Raises ValidationError for a day that is over, for too few or too many, and for
    somebody who is no mentor here.
    """
    hold(programme)
    if asked.on < timezone.localdate(at):
        raise ValidationError({"on": _("This day is over.")})
    invited = list(mentors_of(programme).filter(person__in=asked.mentors))
    if not FEWEST <= len(invited) == len(set(asked.mentors)) <= MOST:
        raise ValidationError({"mentors": _("Invite three to eight people.")})
    talk = Intervision(
        programme=programme, on=asked.on, time=asked.time, place=asked.place
    )
    talk.full_clean()
    talk.save()
    for one in invited:
        Attendance.objects.create(intervision=talk, mentor=one.person)
    audit.record(by, "invited mentors", talk, scope=programme.pk, at=at)
    _promise("intervision_asked", talk, [one.person for one in invited], at=at)
    return talk


@transaction.atomic
def call_off_intervision(talk: Intervision, *, at: datetime, by: Person) -> Intervision:
    """Call a talk off and tell those who had not said no; a second time does nothing.

    Raises ValidationError once its day is over.
    """
    held = _hold(talk)
    if held.called_off_at is not None:
        return held
    if held.on < timezone.localdate(at):
        raise ValidationError(_("This day is over."))
    held.called_off_at = at
    held.save(update_fields=["called_off_at"])
    audit.record(by, "called a talk off", held, scope=held.programme_id, at=at)
    coming = held.attendances.exclude(said=Attendance.Said.CANNOT)
    outbox.cancel("intervision_asked", about=held)
    people = [one.mentor for one in coming.select_related("mentor")]
    _promise("intervision_off", held, people, at=at)
    return held


@transaction.atomic
def say_of_intervision(
    talk: Intervision, said: str, *, at: datetime, by: Person
) -> Attendance:
    """Keep what an invited mentor says: coming or not before, been there afterwards.

    Raises PermissionDenied for whoever was not invited, ValidationError for an answer
    at another time, or when it was called off.
    """
    held = _hold(talk)
    mine = held.attendances.filter(mentor=by).first()
    if mine is None:
        raise PermissionDenied
    if held.called_off_at is not None or said not in answers_to(held, at=at):
        raise ValidationError(_("This cannot be answered now."))
    mine.said = said
    mine.save(update_fields=["said"])
    return mine


def _hold(talk: Intervision) -> Intervision:
    locked = Intervision.objects.select_for_update(of=("self",))
    return locked.select_related("programme").get(pk=talk.pk)


def _promise(
    kind: str, talk: Intervision, people: Collection[Person], *, at: datetime
) -> None:
    outbox.promise(
        *(
            Promise(kind, about=talk, to=one, occurrence=at, scope=talk.programme_id)
            for one in people
            if one.is_active
        )
    )
