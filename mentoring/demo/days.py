"""The calendar of the play: so many working days ago, at a time of the day.

Whatever the last day is, two acts that are a day apart here stay so: nothing is moved
onto another by a weekend or a holiday.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from mailing.rules import is_working_day

ZONE = ZoneInfo("Europe/Brussels")
ONE = timedelta(days=1)
FURTHEST = 365


@dataclass(frozen=True)
class Days:
    """All days of the play, told from the moment at which it ends."""

    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(ZONE).date()

    def ago(self, days: int) -> date:
        """Give the day that lies so many working days before the last one."""
        return working_days_until(self.today)[days]


@cache
def working_days_until(day: date) -> tuple[date, ...]:
    """Give the working days of about a year, the last one first."""
    days = (day - back * ONE for back in range(FURTHEST))
    return tuple(filter(is_working_day, days))


def next_working_day(day: date) -> date:
    while not is_working_day(day):
        day += ONE
    return day


def moment(day: date, clock: str) -> datetime:
    """Give a time of a day, as the clock on the wall says it."""
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=ZONE)
