"""`manage.py due_instants`: shows what a wall time is in UTC, for whoever doubts it."""

import sys
from datetime import date, time
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand

from mailing import rules


class Command(BaseCommand):
    """Read lines of zone, day and time; write the instant of each, in ISO 8601."""

    help = "Read 'zone day time' lines and print the instant of each in UTC."

    def handle(self, **_options: object) -> None:
        for line in sys.stdin:
            zone, day, wall = line.split()
            instant = rules.instant_of(
                date.fromisoformat(day), time.fromisoformat(wall), ZoneInfo(zone)
            )
            self.stdout.write(instant.isoformat())
