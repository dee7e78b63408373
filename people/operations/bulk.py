"""Writing many rows at once: by their keys, or new ones past the ORM's own way.

`insert` takes a third of what `bulk_create` takes (`benchmarks/imports.py`): no model
instance is made, no statement is put together, and no row outlives its turn. The
constraints and triggers of the database hold as always.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models
from django.db.models import Model, QuerySet

from people.models.findable import FindableField
from people.rules import folded

AT_ONCE = 1000

M = TypeVar("M", bound=Model)
Values = Mapping[str, Any]
Cell = Callable[[Values], Any]


def update_rows(rows: QuerySet[M], keys: Iterable[UUID], **values: object) -> None:
    for some in parts(keys):
        rows.filter(pk__in=some).update(**values)


def delete_rows(rows: QuerySet[M], keys: Iterable[UUID]) -> None:
    delete_by(rows, "pk", keys)


def delete_by(rows: QuerySet[M], column: str, keys: Iterable[UUID]) -> None:
    """Delete the rows that name one of these keys in a column."""
    for some in parts(keys):
        rows.filter(**{f"{column}__in": some}).delete()


def parts(keys: Iterable[UUID]) -> Iterator[list[UUID]]:
    """Cut many keys into lists that fit into one statement."""
    wanted = list(keys)
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]


def insert(model: type[Model], rows: Iterable[Values]) -> None:
    """Insert rows, each the values of its columns; what is not said is the default."""
    fields = model._meta.concrete_fields
    cells = [_cell(field) for field in fields]
    lines = ([cell(values) for cell in cells] for values in rows)
    quote = connection.ops.quote_name
    columns = [quote(str(field.column)) for field in fields]
    where = f"{quote(model._meta.db_table)} ({', '.join(columns)})"
    # Part by part: where the rows are read from the database, that comes in between.
    while some := list(islice(lines, AT_ONCE)):
        _write(where, some)


def _write(where: str, lines: Sequence[Sequence[Any]]) -> None:
    with connection.wrap_database_errors, connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {where} FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)
        else:
            marks = ", ".join(["%s"] * len(lines[0]))
            statement = f"INSERT INTO {where} VALUES ({marks})"  # noqa: S608 - only our own names
            cursor.executemany(statement, lines)


def _cell(field: "models.Field[Any, Any]") -> Cell:
    """Say how one column of a row is made ready for the database."""
    if isinstance(field, FindableField) and field.of:
        return partial(_words, field.of, field.max_length)
    name, default = field.attname, field.get_default
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    ready = _ready(target)
    if ready is None and not callable(field.default):
        return partial(_as_it_is, name, default())

    def cell(values: Values) -> Any:  # noqa: ANN401 - whatever the column holds
        value = values[name] if name in values else default()
        return value if value is None or ready is None else ready(value)

    return cell


def _as_it_is(name: str, default: object, values: Values) -> object:
    return values.get(name, default)


def _words(of: tuple[str, ...], most: int | None, values: Values) -> str:
    return folded(*(values.get(name) or "" for name in of))[:most]


def _ready(field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    """Give what turns a value into one that the driver takes; None where it does."""
    if isinstance(field, models.UUIDField):
        return None if connection.features.has_native_uuid_field else _hex
    if isinstance(field, models.DateTimeField | models.JSONField):
        return partial(field.get_db_prep_save, connection=connection)
    if isinstance(field, models.DateField):
        return None if connection.vendor == "postgresql" else str
    return None


def _hex(value: UUID) -> str:
    return value.hex
