"""What to do about a letter that did not arrive: try again, or say it was told."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from mailing import letters
from mailing.models import Address, Delivery
from mailing.models.delivery import DeliveryQuerySet
from mailing.outbox import promises
from privacy import audit

State = Delivery.State


@transaction.atomic
def retry(row: Delivery, *, by: Model, at: datetime) -> int:
    """Try a letter again, at an address that was stopped too; say how many go.

    With a confidential letter go all that share its line on the list: see `_line_of`.
    Raises ValidationError when it would tell nothing any more, or somebody was first.
    """
    rows = [one for one in _taken(row, State.DEAD) if not one.is_too_late(at)]
    if not rows:
        raise ValidationError(_("This letter cannot be sent any more."))
    _trust_again(row.recipient_id)
    for one in rows:
        Delivery.objects.filter(pk=one.pk).update(
            state=State.PENDING,
            not_before=at,
            attempts=0,
            lease_until=None,
            batch_id=None,
            message_id=promises.message_id_of(one.pk),
            last_error="",
        )
    audit.record(by, "tried again to write to", row.recipient, at=at, scope=row.scope)
    return len(rows)


@transaction.atomic
def mark_told(row: Delivery, *, by: Model, at: datetime) -> int:
    """Take a letter off the list: its reader was told another way; say how many.

    Raises ValidationError when somebody was first.
    """
    pks = [one.pk for one in _taken(row, *Delivery.UNDELIVERED)]
    if not pks:
        raise ValidationError(_("This letter is not on the list any more."))
    audit.record(by, "told another way", row.recipient, at=at, scope=row.scope)
    return Delivery.objects.filter(pk__in=pks).update(
        state=State.CANCELLED, last_error=Delivery.TOLD, lease_until=None
    )


def _taken(row: Delivery, *states: str) -> list[Delivery]:
    line = _line_of(row).filter(state__in=states)
    return list(line.select_for_update())


def _line_of(row: Delivery) -> DeliveryQuerySet:
    """Give what stands on one line with this letter: of confidential ones, all."""
    if row.kind not in letters.confidential():
        return Delivery.objects.filter(pk=row.pk)
    return Delivery.objects.by_mail().filter(
        recipient=row.recipient_id, scope=row.scope, kind__in=letters.confidential()
    )


def _trust_again(person_id: UUID) -> None:
    stopped = Address.objects.filter(person_id=person_id, stopped_at__isnull=False)
    stopped.update(hard_bounces=0, stopped_at=None)
