"""What everybody was before an import and after it: for a day it can be undone.

Of somebody who is new there is nothing to keep under seal: they were not there.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from people.models import ImportBatch, ImportChange
from people.operations.bulk import insert
from people.operations.imports import snapshots
from people.operations.imports.taking import Taking
from people.roster.fields import MANAGERS, Field
from privacy import keyring

Values = dict[str, Any]


@dataclass(frozen=True)
class Trace:
    """What a batch changed about one person: the same things before and after."""

    before: Values
    after: Values


@dataclass(frozen=True)
class Traces:
    """Everybody whom a batch touched: those who are new, and what the others were."""

    created: frozenset[UUID]
    changed: dict[UUID, Trace]


def keep(batch: ImportBatch, taking: Taking) -> None:
    """Remember who is new, and seal what the others were and are."""
    insert(ImportChange, ("batch_id", "person_id", "before"), _rows(batch, taking))


def of(batch: ImportBatch) -> Traces:
    """Open what was kept of a batch that can be undone."""
    created: set[UUID] = set()
    changed: dict[UUID, Trace] = {}
    for change in batch.changes.all().iterator():
        if change.before:
            changed[change.person_id] = _opened(change)
        else:
            created.add(change.person_id)
    return Traces(frozenset(created), changed)


def kinds_of(batch: ImportBatch) -> list[str]:
    """Give the kinds of line that the file has a column for."""
    return _kinds(column["field"] for column in batch.mapping["columns"])


def _kinds(fields: Iterator[str] | frozenset[Field]) -> list[str]:
    return sorted(set(map(str, MANAGERS)).intersection(fields))


def _rows(batch: ImportBatch, taking: Taking) -> Iterator[tuple[UUID, UUID, bytes]]:
    yield from ((batch.pk, one.pk, b"") for one in taking.new_people)
    after = snapshots.of(taking.before, kinds=_kinds(taking.fields))
    for person, before in taking.before.items():
        trace = Trace(before, {name: after[person][name] for name in before})
        yield batch.pk, person, _sealed(batch, person, trace)


def _sealed(batch: ImportBatch, person: UUID, trace: Trace) -> bytes:
    text = json.dumps(snapshots.plain(vars(trace)))
    binding = ImportChange(batch=batch, person_id=person).bindings("before")[0]
    return keyring.current().seal_value(text.encode(), binding)


def _opened(change: ImportChange) -> Trace:
    binding = change.bindings("before")[0]
    return Trace(
        **json.loads(keyring.current().open_value(bytes(change.before), binding))
    )
