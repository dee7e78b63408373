"""Everything the key ring seals, in whatever app: what rotation and `check` go through.

Rotation makes no difference between apps, so it finds these columns by what the models
say of themselves (`privacy.classification`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Substr

from privacy import keyring
from privacy.classification import SEALED, classes_of, fields_of
from privacy.keyring import Binding


class SealedRow(Protocol):
    """A row of a model with fields that the key ring sealed."""

    header: Any  # annotated by `SealedColumn.rows`

    def bindings(self, field: str) -> list[Binding]:
        """Give the binding to seal this field with, then any older one."""


@dataclass(frozen=True)
class SealedColumn:
    """A field that the key ring seals; a wrapped one has the key's id beside it."""

    model: type[models.Model]
    field: str

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.field}"

    @property
    def is_wrapped(self) -> bool:
        return "kek_id" in fields_of(self.model)

    def rows(self) -> models.QuerySet[models.Model]:
        """Give the rows that hold a value, with the `header` that names its key."""
        start = Substr(
            self.field, 1, keyring.HEADER_BYTES, output_field=models.BinaryField()
        )
        empty = Q(**{self.field: b""}) | Q(**{f"{self.field}__isnull": True})
        rows: models.QuerySet[models.Model] = models.QuerySet(self.model)
        filled: models.QuerySet[models.Model] = rows.exclude(empty).annotate(
            header=F("kek_id") if self.is_wrapped else start
        )
        return filled

    def kek_ids(self) -> set[str]:
        """Name the keys that the values of this column are under."""
        headers = self.rows().order_by().values_list("header", flat=True).distinct()
        if self.is_wrapped:
            return set(headers)
        return {_kek_id_in(bytes(header)) for header in headers}

    def rows_to_reseal(self, ring: keyring.KeyRing) -> models.QuerySet[models.Model]:
        """Keep the rows whose value is not under the first key of the ring."""
        first = ring.primary
        return self.rows().exclude(
            header=first if self.is_wrapped else keyring.header(first)
        )


def sealed_columns() -> Iterator[SealedColumn]:
    """Give every field that the key ring seals."""
    for config in apps.get_app_configs():
        for model in config.get_models():
            if hasattr(model, "bindings"):
                for name, data_class in classes_of(model).items():
                    if data_class is SEALED:
                        yield SealedColumn(model, name)


def _kek_id_in(header: bytes) -> str:
    try:
        return keyring.kek_id_of(header)
    except keyring.SealError:
        return "?"  # whatever stands there, the ring did not make it
