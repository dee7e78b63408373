"""The guards of a release: written once, never changed, never replaced."""

from django.db.backends.base.base import BaseDatabaseWrapper

from privacy.guards import (
    Triggers,
    postgresql_refusal,
    put_on,
    sqlite_refusal,
    take_off,
)

RELEASE = "evaluations_release"
MESSAGE = "A release is never changed."

TRIGGERS: Triggers = {
    "sqlite": (
        sqlite_refusal(
            "a_release_never_changes", RELEASE, on="UPDATE", message=MESSAGE
        ),
        sqlite_refusal(
            "a_release_is_never_replaced",
            RELEASE,
            on="INSERT",
            when=f"EXISTS (SELECT 1 FROM {RELEASE} WHERE NEW.rowid = rowid"  # noqa: S608 - our own names
            " OR NEW.id = id OR NEW.box_id = box_id)",
            message=MESSAGE,
        ),
    ),
    "postgresql": (
        postgresql_refusal(
            "a_release_never_changes", RELEASE, on="UPDATE", message=MESSAGE
        ),
    ),
}


def install(connection: BaseDatabaseWrapper) -> None:
    put_on(connection, TRIGGERS)


def remove(connection: BaseDatabaseWrapper) -> None:
    take_off(connection, TRIGGERS)
