"""`manage.py demo`: the product with an invented company, for a look around."""

from argparse import ArgumentParser
from json import dumps
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.utils import timezone

from mentoring import data_folder, demo_database
from mentoring.celery import app
from mentoring.demo import play
from mentoring.demo.logins import LOGINS, PASSWORD_OF_ANYBODY, WITHOUT_MAILBOX
from mentoring.embedded import Embedded


class Command(BaseCommand):
    """Play the demo company once, then serve it: web, worker and beat in one."""

    help = "Look around in an invented company; its data are kept apart."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, help="8000 or the next that is free")
        parser.add_argument(
            "--fresh", action="store_true", help="begin with an empty database"
        )
        parser.add_argument(
            "--prepare", action="store_true", help="build everything, do not serve"
        )
        parser.add_argument(
            "--json", action="store_true", help="print the logins for a machine"
        )

    def handle(
        self, *, fresh: bool, prepare: bool, json: bool, **_options: object
    ) -> None:
        if not settings.DEMO:
            raise CommandError("Start the demo as: python3 manage.py demo")
        say = self._say_to_machine if json else self._say
        serve = say if prepare else Embedded(_free_address(), app=app, ready=say).run
        with data_folder.held(settings.VAR_DIR):
            self._prepare(fresh=fresh)
            connections.close_all()
            serve()

    def _prepare(self, *, fresh: bool) -> None:
        demo_database.refuse_a_stranger_s()
        if fresh or (demo_database.is_begun() and not demo_database.is_played()):
            demo_database.throw_away()
        settings.STATIC_ROOT.mkdir(exist_ok=True)  # served from where they are written
        call_command("migrate", verbosity=0, interactive=False)
        if not demo_database.is_begun():
            demo_database.begin()
            play.play(now=timezone.now())
            demo_database.finish()

    def _say(self) -> None:
        rows = [*LOGINS, WITHOUT_MAILBOX]
        role, name, _secret = (
            max(map(len, column)) for column in zip(*rows, strict=True)
        )
        self.stdout.write(f"The demo is at {settings.SITE_URL} (stop with Ctrl+C).\n")
        for row in rows:
            self.stdout.write(f"  {row[0]:<{role}}  {row[1]:<{name}}  {row[2]}")
        self.stdout.write(f"Everybody else's password is {PASSWORD_OF_ANYBODY}")
        self.stdout.write(f"Letters are kept in {settings.LETTERS_DIR}")
        self.stdout.flush()

    def _say_to_machine(self) -> None:
        logins = [login._asdict() for login in LOGINS]
        by_number = [WITHOUT_MAILBOX._asdict()]
        said = {"url": settings.SITE_URL, "logins": logins, "by_number": by_number}
        self.stdout.write(dumps(said))
        self.stdout.flush()


def _free_address() -> str:
    """Give the address that the data folder chose, unless somebody listens there."""
    port = urlsplit(settings.SITE_URL).port or data_folder.FIRST_PORT
    if not data_folder.is_free(port):
        raise CommandError(f"Port {port} is in use: choose another with --port.")
    return f"127.0.0.1:{port}"
