"""Acts on who is administrator and who is hr of the company."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from people.models import CompanyRole, Person
from privacy import audit

MISTAKES_LAST = timedelta(days=1)  # as long as an import can be undone
_LAST: dict[str, StrPromise] = {
    CompanyRole.Kind.ADMINISTRATOR: gettext_lazy(
        "A company needs at least one administrator. Give somebody else the role first."
    ),
    CompanyRole.Kind.HR: gettext_lazy(
        "A company needs at least one person of HR. Give somebody else the role first."
    ),
}


@transaction.atomic
def give(
    *, person: Person, kind: CompanyRole.Kind, by: Person | None, at: datetime
) -> CompanyRole:
    """Make somebody administrator or hr; `by=None` is the first visit.

    Raises ValidationError for a role that is held already, for somebody who left, and
    for oneself: with a second role come powers that somebody else must want to give.
    """
    if not person.may_sign_in:
        raise ValidationError(_("This person cannot sign in any more."))
    if person == by:
        raise ValidationError(
            _("Nobody gives a role to themselves. Ask another administrator.")
        )
    role = CompanyRole(person=person, kind=kind, from_at=at)
    role.full_clean()
    role.save()
    audit.record(by, f"gave_{kind}", role, subject=person, at=at)
    return role


@transaction.atomic
def end(*, role: CompanyRole, by: Person | None, at: datetime) -> None:
    """Take a role back; the last one who has it stays until somebody follows.

    Raises ValidationError for that last one: without an administrator nobody could give
    a role any more, without hr nobody could be helped in.
    """
    others = CompanyRole.objects.open().filter(kind=role.kind).exclude(pk=role.pk)
    if not others.filter(person__may_sign_in=True).select_for_update(of=("self",)):
        raise ValidationError(_LAST[role.kind])
    _close(role, by=by, at=at)


@transaction.atomic
def turn_the_day(*, at: datetime) -> None:
    """End the roles of those who left: whoever is hired again begins without.

    Who left by a mistake in a file has it back when the file is undone; so this waits.
    """
    gone_since = timezone.localdate(at - MISTAKES_LAST)
    for role in CompanyRole.objects.open().filter(
        person__may_sign_in=False, person__left_on__lt=gone_since
    ):
        _close(role, by=None, at=at)


def _close(role: CompanyRole, *, by: Person | None, at: datetime) -> None:
    CompanyRole.objects.filter(pk=role.pk).update(until_at=at)
    audit.record(by, f"ended_{role.kind}", role, subject=role.person, at=at)
