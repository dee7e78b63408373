"""Writing many rows by their keys, in parts that fit into one statement."""

from collections.abc import Iterable, Iterator
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

AT_ONCE = 1000

M = TypeVar("M", bound=Model)


def update_rows(rows: QuerySet[M], keys: Iterable[UUID], **values: object) -> None:
    for part in _parts(rows, keys):
        part.update(**values)


def delete_rows(rows: QuerySet[M], keys: Iterable[UUID]) -> None:
    for part in _parts(rows, keys):
        part.delete()


def _parts(rows: QuerySet[M], keys: Iterable[UUID]) -> Iterator[QuerySet[M]]:
    wanted = list(keys)
    for start in range(0, len(wanted), AT_ONCE):
        yield rows.filter(pk__in=wanted[start : start + AT_ONCE])
