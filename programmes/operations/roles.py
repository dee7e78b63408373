"""Giving somebody a role in a programme, and ending it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.models import Person
from privacy import audit
from programmes.models import Programme, Role
from programmes.operations.holding import hold


@transaction.atomic
def assign_role(
    programme: Programme, *, person: Person, kind: str, by: Person, at: datetime
) -> Role:
    """Let somebody coordinate, support, or see the impact.

    Raises ValidationError when that person has this role already, or has left.
    """
    if not person.is_active:
        raise ValidationError(_("This person no longer works here."))
    role = Role(programme=programme, person=person, kind=kind, from_at=at)
    role.full_clean()
    role.save()
    audit.record(by, "role_given", role, scope=programme.pk, subject=person, at=at)
    return role


@transaction.atomic
def end_role(role: Role, *, by: Person, at: datetime) -> Role:
    """End a role; a second time changes nothing.

    Raises ValidationError for the last coordinator of a programme that is not closed.
    """
    hold(role.programme)
    held = Role.objects.select_for_update().get(pk=role.pk)
    if held.until_at is not None:
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


def _is_last(role: Role) -> bool:
    others = Role.objects.open().filter(programme=role.programme, kind=role.kind)
    closed = role.programme.state == Programme.State.CLOSED
    return not closed and not others.exclude(pk=role.pk).exists()
