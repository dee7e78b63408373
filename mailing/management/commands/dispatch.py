"""`manage.py dispatch`: the post without Celery, once or for as long as it runs."""

import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from mailing import outbox


class Command(BaseCommand):
    """Deliver what is due; safe beside workers and other loops, and to be killed."""

    help = "Deliver the letters that are due."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", action="store_true", help="go on until stopped")
        parser.add_argument("--every", type=float, default=10, help="seconds")

    def handle(self, *, loop: bool, every: float, **_options: object) -> None:
        self._turn()
        while loop:
            time.sleep(every)
            close_old_connections()
            try:
                self._turn()
            except OperationalError as error:  # the database is away: it comes back
                self.stderr.write(f"{type(error).__name__}: trying again.")

    def _turn(self) -> None:
        accepted = outbox.deliver_due(at=timezone.now())
        if accepted:
            self.stdout.write(f"Letters delivered: {accepted}.")
