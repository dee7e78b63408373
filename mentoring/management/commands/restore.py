"""`manage.py restore FILE`: the database as it was in a copy."""

from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from mentoring import backups, data_folder


class Command(BaseCommand):
    """Put a copy back, bring it up to date and check what came back."""

    help = "Put a copy of the database back; what is there now is lost."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace",
            action="store_true",
            help="yes, what is in the database now may be lost",
        )

    def handle(self, *, file: Path, replace: bool, **_options: object) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        with data_folder.held(settings.VAR_DIR):
            if not replace and connection.introspection.table_names():
                raise CommandError(
                    "The database is not empty. Say --replace to lose what is in it."
                )
            backups.put_back(file)
            call_command("migrate", verbosity=0, interactive=False)
        call_command("check", databases=["default"])
        self.stdout.write(f"The database is what it was in {file}.")
