"""The acts on what this app keeps: forgetting, purging, sealing anew."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import cast

from django.db import models, transaction
from django.utils import timezone

from privacy import audit, keyring
from privacy.guards import MONTHS
from privacy.keyring import SealError
from privacy.models import AuditEntry, Pseudonym
from privacy.sealed_columns import SealedColumn, SealedRow, sealed_columns

AT_ONCE = 500


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


@dataclass
class Resealing:
    """What a rotation did, per column: values sealed anew, and those nothing opens."""

    changed: Counter[str] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)


def reseal_all() -> Resealing:
    """Seal everything the ring seals under its first key; what is so already stays.

    Works in small transactions: whenever it is stopped, a second run does the rest. A
    value that nothing opens is left as it is and counted.
    """
    done = Resealing()
    for column in sealed_columns():
        rows = column.rows_to_reseal(keyring.current()).order_by("pk")
        batch = rows[:AT_ONCE]
        while last := _reseal(column, batch, done):
            batch = rows.filter(pk__gt=last)[:AT_ONCE]
    return done


@transaction.atomic
def _reseal(
    column: SealedColumn, batch: models.QuerySet[models.Model], done: Resealing
) -> object:
    """Seal a batch of rows anew; give the key of its last row, or None."""
    last = None
    for row in batch.select_related().select_for_update(skip_locked=True, of=("self",)):
        last = row.pk
        if values := _sealed_anew(column, cast("SealedRow", row)):
            models.QuerySet(column.model).filter(pk=last).update(**values)
            done.changed[str(column)] += 1
        else:
            done.unreadable[str(column)] += 1
    return last


def _sealed_anew(column: SealedColumn, row: SealedRow) -> dict[str, object]:
    """Give the new values of a row; none when no binding of it opens the old one.

    A value stays bound to what it was bound to: rotation opens nothing for anybody.
    """
    ring = keyring.current()
    value = bytes(getattr(row, column.field))
    for binding in row.bindings(column.field):
        with suppress(SealError):
            if not column.is_wrapped:
                plain = ring.open_value(value, binding)
                return {column.field: ring.seal_value(plain, binding)}
            key = ring.unwrap(row.header, value, binding)
            kek_id, wrapped = ring.wrap(key, binding)
            return {"kek_id": kek_id, column.field: wrapped}
    return {}
