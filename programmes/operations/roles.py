"""Giving somebody a role in a programme, and ending it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people import org_chart
from people.models import Person
from privacy import audit
from programmes.models import Enrolment, Programme, Role
from programmes.operations.holding import hold


@dataclass(frozen=True)
class Term:
    """From which day to which a role is held; and whether it is one of the council.

    Without a first day it begins now, without a last one it is ended by hand.
    """

    from_on: date | None = None
    until_on: date | None = None
    works_council: bool = False

    def begin(self, at: datetime) -> datetime:
        if self.from_on is None or self.from_on <= timezone.localdate(at):
            return at
        return _midnight(self.from_on)

    def end(self) -> datetime | None:
        """Give the midnight after the last day."""
        return _midnight(self.until_on + timedelta(days=1)) if self.until_on else None


@transaction.atomic
def assign_role(
    programme: Programme,
    *,
    person: Person,
    kind: str,
    by: Person,
    at: datetime,
    term: Term = Term(),
) -> Role:
    """Let somebody coordinate, support, or see the impact, now or from a planned day.

    Raises ValidationError when that person has this role already, has left, gives it to
    themselves, or stands above somebody whom they would support.
    """
    if person == by:
        raise ValidationError(
            _("Nobody gives a role to themselves. Ask another who may give it.")
        )
    return begin_role(programme, person=person, kind=kind, by=by, at=at, term=term)


@transaction.atomic
def begin_role(
    programme: Programme,
    *,
    person: Person,
    kind: str,
    by: Person,
    at: datetime,
    term: Term = Term(),
) -> Role:
    """Give a role, perhaps to whoever makes the programme; raises as `assign_role`."""
    hold(programme)
    if not person.is_active:
        raise ValidationError(_("This person no longer works here."))
    role = Role(
        programme=programme,
        person=person,
        kind=kind,
        from_at=term.begin(at),
        until_at=term.end(),
        works_council=term.works_council,
    )
    _refuse(role)
    role.full_clean()
    role.save()
    audit.record(by, "role_given", role, scope=programme.pk, subject=person, at=at)
    return role


@transaction.atomic
def end_role(role: Role, *, by: Person, at: datetime) -> Role:
    """End a role, or a planned one before it begins; a second time changes nothing.

    Raises ValidationError for the last coordinator of a programme that is not closed.
    """
    hold(role.programme)
    held = Role.objects.select_for_update().get(pk=role.pk)
    if held.until_at is not None and held.until_at <= at:
        return held
    if held.kind == Role.Kind.COORDINATOR and _is_last(held):
        raise ValidationError(
            _("A programme needs a coordinator. Name another one first.")
        )
    held.until_at = at
    held.save()
    audit.record(
        by, "role_ended", held, scope=held.programme_id, subject=held.person, at=at
    )
    return held


def _refuse(role: Role) -> None:
    """Refuse a role that is held twice, ends too soon, or goes to a superior."""
    if role.until_at is not None and role.until_at <= role.from_at:
        raise ValidationError(
            {"until_on": _("The last day cannot be before the first day.")}
        )
    if Role.objects.overlapping(role).exists():
        raise ValidationError(_("This person already has this role."))
    if role.kind == Role.Kind.COORDINATOR and role.until_at and _is_last(role):
        raise ValidationError(
            {"until_on": _("A programme needs a coordinator. Name another one first.")}
        )
    if role.kind == Role.Kind.SUPPORTER and _stands_above_somebody(role):
        raise ValidationError(
            _(
                "This person stands above somebody who takes part. Support must come "
                "from somebody else."
            )
        )


def _is_last(role: Role) -> bool:
    """Say whether no other coordinator is there who stays."""
    others = Role.objects.open().filter(programme=role.programme, kind=role.kind)
    lasting = others.filter(until_at__isnull=True).exclude(pk=role.pk)
    closed = role.programme.state == Programme.State.CLOSED
    return not closed and not lasting.exists()


def _stands_above_somebody(role: Role) -> bool:
    parts = Enrolment.objects.filter(programme=role.programme).open()
    return parts.filter(person__in=org_chart.reports_of(role.person)).exists()


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
