"""Make the key file without which nothing in the house can be sealed."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from privacy import keyring


class Command(BaseCommand):
    """Writes a new random key, or those of a paper copy, for its owner only."""

    help = "Makes the file with the note keys; never touches one that is there."
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
            default=f"{timezone.localdate().year}a",
            help="what to call the key (default: %(default)s)",
        )
        parser.add_argument(
            "--from-paper",
            action="store_true",
            help="type the lines that backup_note_keys printed, then an empty one",
        )

    def handle(
        self,
        *_args: object,
        file: Path,
        name: str,
        from_paper: bool,
        **_options: object,
    ) -> None:
        try:
            text = _typed() if from_paper else keyring.new_ring_text(name)
            write_once(file, text)
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
        self.stdout.write(
            _(
                "The note keys are in %(file)s. Set NOTES_KEYS_FILE to this path, and "
                "keep a copy on paper: manage.py backup_note_keys prints it. They must "
                "never lie beside a backup of the database."
            )
            % {"file": file}
        )


def write_once(file: Path, text: str) -> None:
    """Write a file that only its owner can read; a file that is there stays."""
    # O_EXCL: a key that is overwritten takes every note with it.
    target = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(target, "w") as stream:
        stream.write(f"{text}\n")


def _typed() -> str:
    lines = iter(sys.stdin.readline, "")
    text = keyring.from_paper(line for line in lines if line.strip())
    keyring.KeyRing.parse(text)
    return text
