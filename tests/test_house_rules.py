"""The house rules that a machine can see, each with an offence that it must catch."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

STAIRCASE = (
    "privacy",
    "mailing",
    "people",
    "programmes",
    "matching",
    "sessions_log",
    "evaluations",
    "impact",
    "mentoring",
)
WRITERS = {
    "operations",
    "outbox",
    "audit",
    "tally",
    "notes",
    "ballots",
    "browser_sessions",
    "sealed_keys",
}
MAY_EXECUTE = {"guards", "org_chart", "health"}
WRITING_CALLS = {
    "save",
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "delete",
    "execute",
    "executemany",
}
# What is called here writes to a file or a browser's session, never to a table.
NO_TABLES = {"workbook", "storage", "session"}
# Signals of models are not used; those around a migration are (architecture 1.7).
MIGRATION_SIGNALS = "from django.db.models.signals import post_migrate, pre_migrate"
MOST_LINES = 300


def modules() -> list[Path]:
    found = [settings.BASE_DIR / "manage.py"]
    for app in STAIRCASE:
        found += (settings.BASE_DIR / app).rglob("*.py")
    return [path for path in found if "migrations" not in path.parts]


def place(path: Path) -> tuple[str, ...]:
    """Give the folders and the stem of a module below the house."""
    inside = path.relative_to(settings.BASE_DIR)
    return (*inside.parts[:-1], inside.stem)


def names_in(node: ast.AST) -> set[str]:
    named = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return named | {
        one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)
    }


def writes_in(source: str, where: tuple[str, ...]) -> Iterator[str]:
    """Find calls that write to the database in a module that may not."""
    if WRITERS & set(where):
        return
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name, receiver = node.func.attr, names_in(node.func.value)
        if NO_TABLES & receiver:
            continue
        executes = name in {"execute", "executemany"} and MAY_EXECUTE & set(where)
        if (name in WRITING_CALLS and not executes) or (
            name == "update" and "objects" in receiver
        ):
            yield f"{'.'.join(where)}:{node.lineno} calls {name}"


def shortcuts_in(source: str, where: tuple[str, ...]) -> Iterator[str]:
    """Find ways around the staircase: model signals, late look-ups, dotted names."""
    rest = source.replace(MIGRATION_SIGNALS, "")
    for banned in ("django.db.models.signals", "get_model("):
        if banned in rest:
            yield f"{'.'.join(where)} names {banned}"
    for text in higher_names_in(source, where[0]):
        yield f"{'.'.join(where)} names {text}"


def higher_names_in(source: str, app: str) -> list[str]:
    """Find strings that name a module of an app further up."""
    higher = STAIRCASE[STAIRCASE.index(app) + 1 :] if app in STAIRCASE else ()
    strings = [
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    starts = tuple(f"{one}." for one in higher)
    return [text for text in strings if text.startswith(starts) and " " not in text]


def selects_only(source: str) -> bool:
    """Tell whether every statement that is executed reads: SELECT or WITH."""
    return not any(
        word in source.upper()
        for word in ("INSERT INTO", "UPDATE ", "DELETE FROM", "DROP ", "ALTER ")
    )


def test_the_house_has_nine_apps_in_the_order_of_the_staircase() -> None:
    ours = [
        config.name
        for config in apps.get_app_configs()
        if Path(config.path).parent == settings.BASE_DIR
    ]

    assert tuple(ours) == STAIRCASE


def test_only_operations_and_the_doors_write() -> None:
    offences = [
        offence
        for path in modules()
        if place(path) != ("manage",)
        for offence in writes_in(path.read_text(), place(path))
    ]

    assert offences == []


def test_nobody_takes_a_shortcut_around_the_staircase() -> None:
    offences = [
        offence
        for path in modules()
        for offence in shortcuts_in(path.read_text(), place(path))
    ]

    assert offences == []


def test_what_executes_outside_the_guards_only_reads() -> None:
    readers = [
        path
        for path in modules()
        if {"org_chart", "health"} & set(place(path)) and "execute(" in path.read_text()
    ]

    assert readers
    assert [path for path in readers if not selects_only(path.read_text())] == []


def test_a_module_fits_on_a_few_screens() -> None:
    tests = [*(settings.BASE_DIR / "tests").rglob("*.py")]
    long = [
        f"{'.'.join(place(path))}: {lines}"
        for path in [*modules(), *tests]
        if (lines := len(path.read_text().splitlines())) > MOST_LINES
    ]

    assert long == []


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in (settings.BASE_DIR / "tests").rglob("*.py")}

    assert [one for one in folders if not (one / "__init__.py").exists()] == []


@pytest.mark.parametrize(
    "source",
    [
        "person.save()",
        "Person.objects.create(given_name='Anna')",
        "Person.objects.filter(pk=1).update(given_name='Anna')",
        "pairings.delete()",
        "cursor.execute('DELETE FROM people_person')",
    ],
)
def test_a_planted_write_in_a_view_is_caught(source: str) -> None:
    assert list(writes_in(source, ("people", "views")))
    assert not list(writes_in(source, ("people", "operations")))


def test_a_workbook_may_be_saved_anywhere() -> None:
    assert not list(writes_in("workbook.save(path)", ("people", "views")))


@pytest.mark.parametrize(
    "source",
    [
        "from django.db.models.signals import post_save",
        "apps.get_model('people', 'Person')",
        "label = 'matching.Pairing'",
    ],
)
def test_a_planted_shortcut_is_caught(source: str) -> None:
    assert list(shortcuts_in(source, ("people", "operations")))


def test_a_planted_statement_that_writes_is_caught() -> None:
    assert not selects_only("cursor.execute('UPDATE people_person SET email = null')")
