"""A coordinator who stands near says so; somebody else follows that pair."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from matching import access
from matching.models import InterestDeclared, OutsideCoordinator, Pairing
from matching.operations.locks import hold, hold_pairing
from people.models import Person
from privacy import audit
from programmes.models import Programme


@transaction.atomic
def declare(
    programme: Programme, person: Person, *, at: datetime, by: Person
) -> InterestDeclared:
    """Say that somebody is close: from now on another follows that person here.

    Twice is once. Raises ValidationError when a coordinator names themselves.
    """
    if person == by:
        raise ValidationError(_("Your own pairs are hidden from you already."))
    hold(programme)
    declared, is_new = InterestDeclared.objects.standing().get_or_create(
        programme=programme,
        coordinator=by,
        person=person,
        defaults={"declared_at": at},
    )
    if is_new:
        audit.record(by, "declared an interest", declared, scope=programme.pk, at=at)
    return declared


@transaction.atomic
def withdraw(declared: InterestDeclared, *, at: datetime, by: Person) -> None:
    """Say that somebody is no longer close; a second time changes nothing."""
    hold(declared.programme)
    standing = InterestDeclared.objects.standing().filter(pk=declared.pk)
    if standing.update(withdrawn_at=at):
        scope = declared.programme_id
        audit.record(by, "withdrew an interest", declared, scope=scope, at=at)


@transaction.atomic
def invite_outside(
    pairing: Pairing, person: Person, *, at: datetime, by: Person
) -> OutsideCoordinator:
    """Let somebody from outside the programme follow this one pair; twice is once.

    Raises ValidationError for somebody who is in the pair, above one of the two or
    below: nobody follows those.
    """
    pairing = hold_pairing(pairing)
    if not access.is_unbiased(person, pairing):
        raise ValidationError(
            _("This colleague stands too near to the two of you to follow this pair.")
        )
    invited, is_new = OutsideCoordinator.objects.get_or_create(
        pairing=pairing, person=person, until_at=None, defaults={"from_at": at}
    )
    if is_new:
        scope = pairing.programme_id
        audit.record(by, "asked from outside", invited, scope=scope, at=at)
    return invited


@transaction.atomic
def end_outside(invited: OutsideCoordinator, *, at: datetime, by: Person) -> None:
    """Let somebody follow this pair no more."""
    pairing = hold_pairing(invited.pairing)
    standing = OutsideCoordinator.objects.filter(pk=invited.pk, until_at=None)
    if standing.update(until_at=at):
        scope = pairing.programme_id
        audit.record(by, "ended a role", invited, scope=scope, at=at)
