"""Changing the keys of the ring: sealing anew, looking whether all opens, retiring one.

Rotation makes no difference between apps: it goes through `privacy.sealed_columns`.
"""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import cast

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from privacy import keyring
from privacy.keyring import SealError
from privacy.sealed_columns import SealedColumn, SealedRow, sealed_columns

AT_ONCE = 500


@dataclass
class Resealing:
    """What a rotation did, in values per column.

    `unreadable` are those that nothing opens; `left` were in use by others, or were
    sealed meanwhile by a process that has not read the new key yet.
    """

    changed: Counter[str] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)


@dataclass
class Standing:
    """How many values open per key, and how many do not open per column."""

    opened: Counter[str] = field(default_factory=Counter)
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
        if left := rows.count() - done.unreadable[str(column)]:
            done.left[str(column)] = left
    return done


def look_whether_all_opens() -> Standing:
    """Open everything the ring sealed, and write nothing; nobody sees what it says."""
    found = Standing()
    for column in sealed_columns():
        rows = column.rows().select_related().order_by("pk")
        for row in rows.iterator(AT_ONCE):
            kek_id = _key_that_opens(column, cast("SealedRow", row))
            if kek_id is None:
                found.unreadable[str(column)] += 1
            else:
                found.opened[kek_id] += 1
    return found


def refuse_retirement(kek_id: str) -> None:
    """Raise ValidationError where a key cannot be taken out of the ring."""
    ring = keyring.current()
    if kek_id not in ring.kek_ids:
        raise ValidationError(
            _('The ring has no key "%(key)s": it has %(keys)s.')
            % {"key": kek_id, "keys": ", ".join(ring.kek_ids)}
        )
    if kek_id == ring.primary:
        raise ValidationError(
            _('"%(key)s" is the first key of the ring: what is new is sealed with it.')
            % {"key": kek_id}
        )
    using = [str(one) for one in sealed_columns() if kek_id in one.kek_ids()]
    if using:
        raise ValidationError(
            _('Not retired: "%(key)s" is still in use by %(columns)s.')
            % {"key": kek_id, "columns": ", ".join(using)}
        )


@transaction.atomic
def _reseal(
    column: SealedColumn, batch: models.QuerySet[models.Model], done: Resealing
) -> object:
    """Seal a batch of rows anew; give the key of its last row, or None."""
    last, changed = None, {}
    for row in batch.select_related().select_for_update(skip_locked=True, of=("self",)):
        last = row.pk
        if values := _sealed_anew(column, cast("SealedRow", row)):
            changed[last] = values
        else:
            done.unreadable[str(column)] += 1
    if changed:
        _write(column, changed)
        done.changed[str(column)] += len(changed)
    return last


def _write(
    column: SealedColumn, changed: Mapping[object, Mapping[str, object]]
) -> None:
    """Write the new values: one statement, prepared once, for the rows of a batch."""
    meta, quoted = column.model._meta, connection.ops.quote_name
    written = ["kek_id", column.field] if column.is_wrapped else [column.field]
    known = {field.name: field for field in meta.concrete_fields}
    fields = [known[name] for name in (*written, meta.pk.name)]
    *places, key = [f"{quoted(str(field.column))} = %s" for field in fields]
    rows = [{**values, meta.pk.name: pk} for pk, values in changed.items()]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {quoted(meta.db_table)} SET {', '.join(places)} WHERE {key}",  # noqa: S608 - names of our own columns
            [
                [
                    field.get_db_prep_value(row[field.name], connection)
                    for field in fields
                ]
                for row in rows
            ],
        )


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


def _key_that_opens(column: SealedColumn, row: SealedRow) -> str | None:
    """Name the key of a value that opens; None when no binding of its row opens it."""
    ring = keyring.current()
    value = bytes(getattr(row, column.field))
    for binding in row.bindings(column.field):
        with suppress(SealError):
            if not column.is_wrapped:
                ring.open_value(value, binding)
                return keyring.kek_id_of(value)
            ring.unwrap(row.header, value, binding)
            return str(row.header)
    return None
