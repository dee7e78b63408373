"""Acts on who is administrator and who is hr of the company."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.models import CompanyRole, Person
from privacy import audit


@transaction.atomic
def give(
    *, person: Person, kind: CompanyRole.Kind, by: Person | None, at: datetime
) -> CompanyRole:
    """Make somebody administrator or hr; `by=None` is the first visit.

    Raises ValidationError for a role that is held already, or for somebody who left.
    """
    if not person.may_sign_in:
        raise ValidationError(_("This person cannot sign in any more."))
    role = CompanyRole(person=person, kind=kind, from_at=at)
    role.full_clean()
    role.save()
    audit.record(by, f"gave_{kind}", role, subject=person, at=at)
    return role


@transaction.atomic
def end(*, role: CompanyRole, by: Person | None, at: datetime) -> None:
    """Take a role back; the last administrator stays, or nobody could give any."""
    others = CompanyRole.objects.open().filter(kind=role.kind).exclude(pk=role.pk)
    is_last = not others.select_for_update()
    if is_last and role.kind == CompanyRole.Kind.ADMINISTRATOR:
        raise ValidationError(_("A company needs at least one administrator."))
    CompanyRole.objects.filter(pk=role.pk).update(until_at=at)
    audit.record(by, f"ended_{role.kind}", role, subject=role.person, at=at)
