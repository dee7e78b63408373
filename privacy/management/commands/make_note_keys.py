"""Make the key file without which nothing in the house can be sealed."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from privacy import keyring

MADE = gettext_noop(
    "The note keys are in %(file)s. Set NOTES_KEYS_FILE to this path, and keep a copy "
    "on paper: manage.py backup_note_keys prints it. They must never lie beside a "
    "backup of the database."
)
ADDED = gettext_noop(
    "A new key stands first in %(file)s. Start every process anew, then run manage.py "
    "rotate_note_keys; put a new copy on paper: manage.py backup_note_keys."
)


class Command(BaseCommand):
    """Writes a new random key, or those of a paper copy, for its owner only."""

    help = "Makes the file with the note keys; loses none that is there."
    requires_system_checks: list[str] = []  # they fail for want of this very file

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--file",
            type=Path,
            default=settings.VAR_DIR / "notes.keys",
            help="where to write it (default: %(default)s)",
        )
        parser.add_argument(
            "--name",
            default="",
            help="what to call the key (default: the year and a letter)",
        )
        how = parser.add_mutually_exclusive_group()
        how.add_argument(
            "--add",
            action="store_true",
            help="put a new key before those in the file, for rotate_note_keys",
        )
        how.add_argument(
            "--from-paper",
            action="store_true",
            help="type the lines that backup_note_keys printed, then an empty one",
        )

    def handle(
        self,
        *_args: object,
        file: Path,
        name: str,
        add: bool,
        from_paper: bool,
        **_options: object,
    ) -> None:
        try:
            if add:
                replace(file, _with_a_new_key(file.read_text(), name))
            else:
                write_once(file, _typed() if from_paper else _new_key(name))
        except FileExistsError:
            raise CommandError(
                _(
                    "%(file)s is already there. It was left as it is: without the keys "
                    "in it, what they sealed is lost for ever."
                )
                % {"file": file}
            ) from None
        except (OSError, ValueError) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(_(ADDED if add else MADE) % {"file": file})


def write_once(file: Path, text: str) -> None:
    """Write a file that only its owner can read; a file that is there stays."""
    # O_EXCL: a key that is overwritten takes every note with it.
    target = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(target, "w") as stream:
        stream.write(f"{text}\n")
        stream.flush()
        os.fsync(stream.fileno())


def replace(file: Path, text: str) -> None:
    """Write a key file anew in one step: whatever happens, it is the old or the new.

    It stays its owner's, and for the owner only. Raises OSError where it cannot.
    """
    was, beside = file.stat(), file.with_name(f"{file.name}.new")
    beside.unlink(missing_ok=True)
    write_once(beside, text)
    os.chown(beside, was.st_uid, was.st_gid)
    beside.replace(file)


def _new_key(name: str, *, taken: Iterable[str] = ()) -> str:
    return keyring.new_ring_text(
        name or keyring.next_kek_id(timezone.localdate().year, taken)
    )


def _with_a_new_key(text: str, name: str) -> str:
    taken = keyring.KeyRing.parse(text).kek_ids
    ring = f"{_new_key(name, taken=taken)},{text.strip()}"
    keyring.KeyRing.parse(ring)
    return ring


def _typed() -> str:
    lines = iter(sys.stdin.readline, "")
    text = keyring.from_paper(line for line in lines if line.strip())
    keyring.KeyRing.parse(text)
    return text
