"""Making, dropping and finding triggers, on each database that we know."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Trigger:
    """One trigger: its name, the table it is on, and the SQL that makes it.

    On PostgreSQL the SQL also makes the function, which bears the trigger's name.
    """

    name: str
    table: str
    sql: str


Triggers = Mapping[str, tuple[Trigger, ...]]  # by vendor

_DROP: Mapping[str, tuple[str, ...]] = {
    "sqlite": ("DROP TRIGGER IF EXISTS {name}",),
    "postgresql": (
        "DROP TRIGGER IF EXISTS {name} ON {table}",
        "DROP FUNCTION IF EXISTS {name}()",
    ),
}
_PRESENT: Mapping[str, str] = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    # A trigger that is switched off guards nothing.
    "postgresql": (
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
        " AND pg_table_is_visible(tgrelid)"
    ),
}


def sqlite_refusal(
    name: str, table: str, *, on: str, message: str, when: str = "TRUE"
) -> Trigger:
    """Refuse an event ("UPDATE", "DELETE", "INSERT") on the rows in `when`."""
    return Trigger(
        name,
        table,
        f"CREATE TRIGGER {name} BEFORE {on} ON {table} WHEN {when}"
        f" BEGIN SELECT RAISE(ABORT, '{message}'); END",
    )


def postgresql_refusal(
    name: str, table: str, *, on: str, message: str, when: str = "TRUE"
) -> Trigger:
    """Refuse an event ("UPDATE", "DELETE", "TRUNCATE") on the rows in `when`."""
    each = "STATEMENT" if on == "TRUNCATE" else "ROW"
    return Trigger(
        name,
        table,
        f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$
        BEGIN
            IF {when} THEN
                RAISE integrity_constraint_violation USING MESSAGE = '{message}';
            END IF;
            RETURN COALESCE(NEW, OLD);
        END $guard$;
        CREATE TRIGGER {name} BEFORE {on} ON {table}
        FOR EACH {each} EXECUTE FUNCTION {name}();
        """,
    )


def put_on(connection: BaseDatabaseWrapper, triggers: Triggers) -> None:
    """Make these triggers, anew where they stand; skip tables that are not there."""
    take_off(connection, triggers)
    wanted = applicable(connection, triggers)
    with connection.cursor() as cursor:
        for trigger in wanted:
            cursor.execute(trigger.sql)


def take_off(connection: BaseDatabaseWrapper, triggers: Triggers) -> None:
    """Drop these triggers, and on PostgreSQL the functions of the same name."""
    with connection.cursor() as cursor:
        for trigger in triggers[connection.vendor]:
            for drop in _DROP[connection.vendor]:
                cursor.execute(drop.format(name=trigger.name, table=trigger.table))


def applicable(connection: BaseDatabaseWrapper, triggers: Triggers) -> list[Trigger]:
    """Keep the triggers whose table this database has."""
    tables = set(connection.introspection.table_names())
    return [t for t in triggers[connection.vendor] if t.table in tables]


def present(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """Give the name and the table of every trigger that is at work in this database."""
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT[connection.vendor])
        return {(name, table) for name, table in cursor.fetchall()}
