"""Writing many rows at once: by their keys, or new ones past the ORM's own way.

`insert` takes a fifth of what `bulk_create` takes (`benchmarks/imports.py`): no model
instance is made, no statement is put together, and no row outlives its turn. The
constraints and triggers of the database hold as always.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
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
Ready = Callable[[Any], Any]


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


def insert(
    model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows, each the values of these columns; the others hold their default."""
    form = _Form(model, names)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in form.fields)
    where = f"{quote(model._meta.db_table)} ({columns})"
    lines = map(form.filled, rows)
    # Part by part: where the rows are read from the database, that comes in between.
    while some := list(islice(lines, AT_ONCE)):
        _write(where, some)


def count_anew(*tables: type[Model]) -> None:
    """Let PostgreSQL look at tables that were filled at once.

    Until it does so by itself, it searches them as if they were nearly empty.
    """
    if connection.vendor == "postgresql":
        names = [connection.ops.quote_name(one._meta.db_table) for one in tables]
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(names)}")


class _Form:
    """A row of a table: what is said of it first, then what the other columns hold."""

    def __init__(self, model: type[Model], names: Sequence[str]) -> None:
        others = {field.attname: field for field in model._meta.concrete_fields}
        said = [others.pop(name) for name in names]
        found_by = [one for one in others.values() if isinstance(one, FindableField)]
        rest = [one for one in others.values() if one not in found_by]
        fresh = [one for one in rest if one.has_default() and callable(one.default)]
        same = [one for one in rest if one not in fresh]
        self.fields = [*said, *found_by, *fresh, *same]
        ready = ((at, _ready(one)) for at, one in enumerate(said))
        self._ready = [(at, make) for at, make in ready if make]
        self._words = [[names.index(name) for name in one.of] for one in found_by]
        self._fresh = [_made(one) for one in fresh]
        self._same = [_made(one)() for one in same]

    def filled(self, said: Sequence[Any]) -> list[Any]:
        line = list(said)
        line += [folded(*(line[at] or "" for at in of)) for of in self._words]
        for at, ready in self._ready:
            if line[at] is not None:
                line[at] = ready(line[at])
        line += [make() for make in self._fresh]
        line += self._same
        return line


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


def _made(field: "models.Field[Any, Any]") -> Callable[[], Any]:
    """Give what makes the default of a column, as the driver takes it."""
    ready, default = _ready(field), field.get_default

    def made() -> Any:  # noqa: ANN401 - whatever the column holds
        value = default()
        return value if value is None or ready is None else ready(value)

    return made


def _ready(field: "models.Field[Any, Any]") -> Ready | None:
    """Give what turns a value into one that the driver takes; None where it does."""
    held = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(held, models.UUIDField):
        return None if connection.features.has_native_uuid_field else _hex
    if isinstance(held, models.DateTimeField | models.JSONField):
        return partial(held.get_db_prep_save, connection=connection)
    if isinstance(held, models.DateField):
        return None if connection.vendor == "postgresql" else str
    return None


def _hex(value: UUID) -> str:
    return value.hex
