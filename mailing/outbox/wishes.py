"""Writing down what somebody wishes, and what a mail server said of an address."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from mailing.models import Address, Delivery, Preference

#: So many hard bounces stop an address.
ENOUGH: Final = 2


def choose(choice: str, *, kind: str, person_id: UUID) -> None:
    """Set how somebody wants letters of this kind; it also holds for those promised."""
    Preference.objects.update_or_create(
        person_id=person_id, kind=kind, defaults={"choice": choice}
    )


def kinds_in_mail_of(row: Delivery) -> set[str]:
    """Name the kinds of all that went in one mail with this letter."""
    together = Delivery.objects.filter(batch_id=row.batch_id, batch_id__isnull=False)
    return {row.kind, *together.values_list("kind", flat=True)}


@transaction.atomic
def note_bounce(value: str, *, person_id: UUID, at: datetime) -> None:
    """Count a refusal of this mailbox by its server; the second one stops it."""
    own = Address.objects.select_for_update().filter(
        channel=Address.Channel.MAIL, value=value
    )
    address = own.filter(person_id=person_id).first() or _company_address(
        value, person_id
    )
    bounces = address.hard_bounces + 1
    own.filter(pk=address.pk).update(
        hard_bounces=bounces, stopped_at=at if bounces >= ENOUGH else None
    )


def _company_address(value: str, person_id: UUID) -> Address:
    """Give the row of a company address, which may have belonged to somebody else."""
    address, _made = Address.objects.update_or_create(
        channel=Address.Channel.MAIL,
        value=value,
        kind=Address.Kind.COMPANY,
        defaults={"person_id": person_id},
    )
    return address
