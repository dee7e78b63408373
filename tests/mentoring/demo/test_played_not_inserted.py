"""The demo company is played: its modules know operations, and no way to the tables."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentoring import demo

#: What leads to a table past the operations.
MANAGERS = {"objects", "_default_manager", "_base_manager", "_meta"}
DOORS = {"django.db", "django.apps", "sqlite3", "psycopg"}
WRITES = {
    "save",
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "delete",
    "raw",
}


def modules() -> list[Path]:
    return sorted(Path(demo.__file__).parent.rglob("*.py"))


def offences_in(source: str) -> Iterator[str]:
    """Name every way to the tables that a module takes."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            yield f"names {node.attr}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            is_write = node.func.attr in WRITES and not _is_own(node.func)
            yield from [f"calls {node.func.attr}"] * is_write
        for name in _imported(node):
            yield from [f"imports {name}"] * name.startswith(tuple(DOORS))


def _is_own(called: ast.Attribute) -> bool:
    """Leave a method alone that a class of the demo calls on itself."""
    return isinstance(called.value, ast.Name) and called.value.id in {"self", "edition"}


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [one.name for one in node.names] if isinstance(node, ast.Import) else []


def test_no_module_of_the_demo_reaches_a_table_past_the_operations() -> None:
    found = {
        path.name: offences
        for path in modules()
        if (offences := list(offences_in(path.read_text())))
    }

    assert len(modules()) > 20
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "Person.objects.create(given_name='Anna')",
        "rows = Pairing.objects.filter(state='running')",
        "Pairing._default_manager.all()",
        "note.save()",
        "made.proposals.bulk_create(rows)",
        "from django.db import connection",
        "import django.db.models as tables",
    ],
)
def test_a_planted_short_cut_is_found(source: str) -> None:
    assert list(offences_in(source))


def test_an_operation_is_no_short_cut() -> None:
    assert not list(offences_in("from people.operations import people\npeople.add(f)"))
