"""What `manage.py check` says about the keys and the guards.

What is tagged `database` runs with `check --database default` and before a migration.
"""

import base64
import hashlib
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection, connections

from privacy import guards, keyring
from privacy.keyring import KeyRing
from privacy.sealed_columns import SealedColumn, sealed_columns

MAKE = "`manage.py make_note_keys` makes a key file; set NOTES_KEYS_FILE to its path."


def the_key_ring_is_there(**_said: object) -> list[CheckMessage]:
    """Report keys that are missing, malformed or shorter than 32 bytes."""
    if not settings.NOTES_KEYS.strip():
        return [Error("There are no note keys.", hint=MAKE, id="privacy.E001")]
    try:
        KeyRing.parse(settings.NOTES_KEYS)
    except ValueError as refusal:
        return [Error(f"NOTES_KEYS: {refusal}", hint=MAKE, id="privacy.E002")]
    return []


def the_keys_are_nobody_elses(**_said: object) -> list[CheckMessage]:
    """Report a note key that is SECRET_KEY in another coat."""
    try:
        ring = KeyRing.parse(settings.NOTES_KEYS)
    except ValueError:
        return []  # said above
    if any(ring.holds(coat) for coat in _coats(settings.SECRET_KEY.encode())):
        return [
            Error(
                "A note key is SECRET_KEY, or is made from it.",
                hint="Whoever reads one must not have the other. " + MAKE,
                id="privacy.E003",
            )
        ]
    return []


def the_key_file_is_out_of_reach(**_said: object) -> list[CheckMessage]:
    """Report a key file that others can read, or that travels with other files."""
    if not settings.NOTES_KEYS_FILE:
        return []
    path = Path(settings.NOTES_KEYS_FILE).resolve()
    found: list[CheckMessage] = []
    if stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        found.append(
            checks.Warning(
                f"Others on this machine can read the note keys in {path}.",
                hint=f"chmod 600 {path}",
                id="privacy.W004",
            )
        )
    found += [
        Error(
            f"The note keys in {path} lie in {folder}, which is copied or handed out.",
            hint="Keep the keys away from backups of the database and from web files.",
            id="privacy.E005",
        )
        for folder in _handed_out()
        if path.is_relative_to(folder)
    ]
    return found


def every_sealed_value_has_its_key(
    *, databases: Sequence[str] | None = None, **_said: object
) -> list[CheckMessage]:
    """Report sealed values whose key is not in the ring: notes that nobody can read."""
    return [
        Error(
            f"{column} needs the note key {kek_id!r}, which is not in the ring.",
            hint="Put that key back into NOTES_KEYS: no other opens what it sealed.",
            id="privacy.E006",
        )
        for column in (sealed_columns() if databases else ())
        for kek_id in _keys_away(column)
    ]


def every_guard_stands(
    *, databases: Sequence[str] | None = None, **_said: object
) -> list[CheckMessage]:
    """Report database guards that are not there, or switched off."""
    return [
        Error(
            f"The database guard {name} is missing.",
            hint="`manage.py migrate` puts every guard in its place.",
            id="privacy.E007",
        )
        for alias in databases or ()
        for name in guards.missing(connections[alias])
    ]


def join() -> None:
    """Take part in `manage.py check`."""
    register(the_key_ring_is_there, Tags.security)
    register(the_keys_are_nobody_elses, Tags.security)
    register(the_key_file_is_out_of_reach, Tags.security)
    register(every_sealed_value_has_its_key, Tags.database)
    register(every_guard_stands, Tags.database)


def _coats(secret: bytes) -> Iterator[bytes]:
    """Give what a hurried hand makes of one secret to get another one."""
    yield secret
    yield secret[: keyring.KEY_BYTES]
    yield base64.b64encode(secret)
    for name in ("sha256", "sha512", "sha3_256", "blake2b", "blake2s", "md5"):
        digest = hashlib.new(name, secret, usedforsecurity=False)
        yield digest.digest()[: keyring.KEY_BYTES]
        yield digest.hexdigest()[: keyring.KEY_BYTES].encode()


def _handed_out() -> Iterator[Path]:
    for folder in (settings.STATIC_ROOT, settings.MEDIA_ROOT, settings.BACKUP_DIR):
        if folder:
            yield Path(folder).resolve()


def _keys_away(column: SealedColumn) -> list[str]:
    """Name the keys that values of a column need and this process does not have."""
    tables = connection.introspection.table_names()
    if column.model._meta.db_table not in tables:
        return []
    try:
        here = set(keyring.current().kek_ids)
    except keyring.KeyMissingError:
        here = set()
    return sorted(column.kek_ids() - here)
