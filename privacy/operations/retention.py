"""What goes: with somebody who asks for it, and with time."""

from datetime import date, datetime, time

from django.db import models, transaction
from django.utils import timezone

from privacy import audit
from privacy.guards import MONTHS
from privacy.models import AuditEntry, Pseudonym


@transaction.atomic
def forget(person: models.Model) -> None:
    """Take away what leads from the audit trail to a person; its entries stay."""
    Pseudonym.objects.filter(person=person.pk).delete()


@transaction.atomic
def purge(*, on: date) -> dict[str, int]:
    """Remove the whole months of the audit trail that need not be kept any longer.

    Gives the number of rows that went, per model.
    """
    months = on.year * 12 + on.month - 1 - MONTHS
    first = date(months // 12, months % 12 + 1, 1)
    before = timezone.make_aware(datetime.combine(first, time.min))
    return {AuditEntry._meta.label: audit.trim(before=before)}
