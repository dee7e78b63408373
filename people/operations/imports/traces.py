"""What everybody looked like before an import, under seal until its undo is over."""

import json
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder

from people.models import ImportBatch, ImportChange
from people.operations.bulk import AT_ONCE
from people.operations.imports.taking import Taking
from privacy import keyring


def keep(batch: ImportBatch, taking: Taking) -> None:
    """Seal one trace for each person who is new or changes."""
    ImportChange.objects.bulk_create(
        [
            *(_trace(batch, pk, {"created": True}) for pk in sorted(taking.created)),
            *(_trace(batch, pk, was) for pk, was in taking.before.items()),
        ],
        batch_size=AT_ONCE,
    )


def _trace(batch: ImportBatch, person: UUID, was: dict[str, object]) -> ImportChange:
    trace = ImportChange(batch=batch, person_id=person)
    text = json.dumps(was, cls=DjangoJSONEncoder)
    binding = trace.bindings("before")[0]
    trace.before = keyring.current().seal_value(text.encode(), binding)
    return trace
