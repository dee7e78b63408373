"""The guards of the audit trail: it only grows, for as long as it must be kept.

An entry is never changed, and not removed before its time. A seal is never changed,
and stays for as long as its entry does. SQLite lets `INSERT OR REPLACE` remove a row
without any DELETE trigger, so there an insert in the place of a row is refused too.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from privacy.guards.triggers import (
    Triggers,
    postgresql_refusal,
    put_on,
    sqlite_refusal,
    take_off,
)

MONTHS = 24  # how long an entry cannot be removed

ENTRY = "privacy_auditentry"
SEAL = "privacy_auditseal"
ENTRY_CHANGES = "An audit entry is never changed."
ENTRY_GOES = f"An audit entry is kept for {MONTHS} months."
SEAL_CHANGES = "An audit seal is never changed."
SEAL_GOES = "An audit seal is kept as long as its entry."
ENTRY_IS_THERE = "EXISTS (SELECT 1 FROM privacy_auditentry WHERE id = OLD.entry_id)"

TRIGGERS: Triggers = {
    "sqlite": (
        sqlite_refusal(
            "audit_entry_never_changes", ENTRY, on="UPDATE", message=ENTRY_CHANGES
        ),
        sqlite_refusal(
            "audit_entry_is_kept",
            ENTRY,
            on="DELETE",
            when=f"OLD.at > datetime('now', '-{MONTHS} months')",
            message=ENTRY_GOES,
        ),
        sqlite_refusal(
            "audit_entry_is_never_replaced",
            ENTRY,
            on="INSERT",
            when="EXISTS (SELECT 1 FROM privacy_auditentry WHERE NEW.rowid = rowid"
            " OR NEW.id = id)",
            message=ENTRY_CHANGES,
        ),
        sqlite_refusal(
            "audit_seal_never_changes", SEAL, on="UPDATE", message=SEAL_CHANGES
        ),
        sqlite_refusal(
            "audit_seal_is_kept",
            SEAL,
            on="DELETE",
            when=ENTRY_IS_THERE,
            message=SEAL_GOES,
        ),
        sqlite_refusal(
            "audit_seal_is_never_replaced",
            SEAL,
            on="INSERT",
            when="EXISTS (SELECT 1 FROM privacy_auditseal WHERE NEW.rowid = rowid"
            " OR NEW.id = id OR NEW.position = position OR NEW.entry_id = entry_id)",
            message=SEAL_CHANGES,
        ),
    ),
    "postgresql": (
        postgresql_refusal(
            "audit_entry_never_changes", ENTRY, on="UPDATE", message=ENTRY_CHANGES
        ),
        postgresql_refusal(
            "audit_entry_is_kept",
            ENTRY,
            on="DELETE",
            when=f"OLD.at > now() - interval '{MONTHS} months'",
            message=ENTRY_GOES,
        ),
        postgresql_refusal(
            "audit_entries_are_never_emptied", ENTRY, on="TRUNCATE", message=ENTRY_GOES
        ),
        postgresql_refusal(
            "audit_seal_never_changes", SEAL, on="UPDATE", message=SEAL_CHANGES
        ),
        postgresql_refusal(
            "audit_seal_is_kept",
            SEAL,
            on="DELETE",
            when=ENTRY_IS_THERE,
            message=SEAL_GOES,
        ),
        postgresql_refusal(
            "audit_seals_are_never_emptied", SEAL, on="TRUNCATE", message=SEAL_GOES
        ),
    ),
}


def install(connection: BaseDatabaseWrapper) -> None:
    put_on(connection, TRIGGERS)


def remove(connection: BaseDatabaseWrapper) -> None:
    take_off(connection, TRIGGERS)
