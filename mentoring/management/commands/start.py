"""`manage.py start`: a real pilot on one machine, from an empty company."""

import os
from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.urls import reverse

from mentoring import data_folder, first_visit
from mentoring.celery import app
from mentoring.embedded import Embedded
from people.models import Person


class Command(BaseCommand):
    """Bring the database up to date and serve it: web, worker and beat in one."""

    help = "Run Peterschap for a pilot: everything in this one process."

    def add_arguments(self, parser: ArgumentParser) -> None:
        port = int(os.environ.get("PORT", data_folder.FIRST_PORT))
        parser.add_argument("--port", type=int, default=port)
        parser.add_argument(
            "--bind",
            default=os.environ.get("BIND", "127.0.0.1"),
            help="the address to listen on; 0.0.0.0 for the whole network",
        )

    def handle(self, *, port: int, bind: str, **_options: object) -> None:
        if not data_folder.is_free(port, bind):
            raise CommandError(f"Port {port} is in use: choose another with --port.")
        with data_folder.held(settings.VAR_DIR):
            call_command("migrate", verbosity=0, interactive=False)
            call_command("collectstatic", verbosity=0, interactive=False)
            self._welcome()
            connections.close_all()
            Embedded(f"{bind}:{port}", app=app, ready=self._say).run()

    def _welcome(self) -> None:
        """Print the one-time link while there is nobody who could sign in."""
        if Person.objects.exists():
            first_visit.close()
            return
        path = reverse("welcome", kwargs={"token": first_visit.issue()})
        self.stdout.write(
            f"This company is empty. Open this link once to begin:\n"
            f"  {settings.SITE_URL}{path}\n"
        )

    def _say(self) -> None:
        self.stdout.write(
            f"Peterschap runs at {settings.SITE_URL} (stop with Ctrl+C).\n"
            f"Its data and keys are in {settings.VAR_DIR}."
        )
        self.stdout.flush()
