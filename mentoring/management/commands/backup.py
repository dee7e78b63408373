"""`manage.py backup`: a copy of the database, without the note keys."""

from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from mentoring import backups


class Command(BaseCommand):
    """Take a copy while people work, and let go of copies past the window."""

    help = "Copy the database to a folder; copies past the window are deleted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=Path(settings.BACKUP_DIR))
        parser.add_argument("--keep-days", type=int, default=backups.WINDOW.days)

    def handle(self, *, to: Path, keep_days: int, **_options: object) -> None:
        now = timezone.now()
        copy = backups.take(to, at=now)
        self.stdout.write(f"Copied to {copy} ({copy.stat().st_size:,} bytes).")
        for old in backups.forget_older(to, than=timedelta(days=keep_days), at=now):
            self.stdout.write(f"Deleted {old.name}: older than {keep_days} days.")
        self.stdout.write(
            "The note keys are not in it. Keep them in another place: without them "
            "nobody can read a note again."
        )
