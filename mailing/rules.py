"""When post may go, how much of it, and how long a refusal lasts: pure questions."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Final
from zoneinfo import ZoneInfo

import holidays

WEEKEND: Final = (5, 6)
HOLIDAYS: Final = holidays.country_holidays("BE")

Hours = tuple[time, time]
Spell = tuple[datetime, datetime]
#: As far as working hours are looked for, in days: ahead, and back.
AHEAD: Final = 60
BACK: Final = 22
#: So long before the end of working hours a letter goes that was moved there.
LEEWAY: Final = timedelta(hours=2)

A_WEEK: Final = timedelta(days=7)
MOST_A_DAY: Final = 1
MOST_A_WEEK: Final = 2

FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(minutes=60)
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(minutes=5)
#: Waits are spread by as much as this part, so that letters do not return in a crowd.
SPREAD: Final = 0.2


def is_working_day(day: date) -> bool:
    return day.weekday() not in WEEKEND and day not in HOLIDAYS


def instant_of(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """Give the instant, in UTC, at which a clock on a wall there shows this time.

    A time that a clock skips is read as if it had not: 02:30 becomes 03:30. Of a time
    that comes twice it is the first.
    """
    return datetime.combine(day, wall.replace(fold=0), tzinfo=zone).astimezone(UTC)


@dataclass(frozen=True)
class Diary:
    """On which days, and between which hours of each, post may reach one person.

    Hours that end before they begin run over midnight and belong to the day on which
    they begin; hours with equal ends run round the clock.
    """

    zone: ZoneInfo
    hours_on: Callable[[date], Hours]
    works_on: Callable[[date], bool] = is_working_day

    def next_moment(self, at: datetime) -> datetime:
        """Give `at` itself when it lies in working hours, else the next start of them.

        Who is away for longer than `AHEAD` days is asked about again after those.
        """
        found = self._spells(at, range(-1, AHEAD))
        later = (max(at, opens) for opens, closes in found if at < closes)
        return next(later, at + timedelta(days=AHEAD))

    def last_moment(self, at: datetime) -> datetime:
        """Give `at` itself when it lies in working hours, else a moment before it.

        That is the last working hours, shortly before they end; `at` itself after all
        when there were none in `BACK` days.
        """
        found = self._spells(at, range(0, -BACK, -1))
        earlier = (spell for spell in found if spell[0] <= at)
        opens, closes = next(earlier, (at, at + LEEWAY))
        return min(at, max(opens, closes - LEEWAY)) if closes <= at else at

    def start_of(self, day: date) -> datetime:
        """Give the first moment from midnight on that lies in working hours."""
        return self.next_moment(instant_of(day, time(), self.zone))

    def day_of(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def _spells(self, at: datetime, days: Iterable[int]) -> Iterator[Spell]:
        """Give the working hours that begin so many days after the day of `at`."""
        today = self.day_of(at)
        for number in days:
            day = today + timedelta(days=number)
            if self.works_on(day):
                yield self._spell(day)

    def _spell(self, day: date) -> Spell:
        begin, end = self.hours_on(day)
        last = day if end > begin else day + timedelta(days=1)
        return instant_of(day, begin, self.zone), instant_of(last, end, self.zone)


def day_with_room(told_on: Collection[date], *, first: date) -> date:
    """Give the first day from `first` on that may bring one more mail.

    `told_on` has a day for each mail there was: one a day, two in any seven days.
    """
    days = (first + timedelta(days=number) for number in count())
    return next(day for day in days if _has_room(day, told_on))


def _has_room(day: date, told_on: Collection[date]) -> bool:
    week = [one for one in told_on if day - A_WEEK < one <= day]
    return week.count(day) < MOST_A_DAY and len(week) < MOST_A_WEEK


def wait_after_refusal(attempts: int, *, luck: float) -> timedelta:
    """Say how long a letter waits after a temporary refusal: 1, 2, 4 to 60 minutes.

    `luck` between -1 and 1 spreads the waits.
    """
    return _doubled(FIRST_WAIT, attempts, LONGEST_WAIT) * (1 + SPREAD * luck)


def pause_after_failure(failures: int) -> timedelta:
    """Say how long all post rests when the server is away: 30 seconds to 5 minutes."""
    return _doubled(FIRST_PAUSE, failures, LONGEST_PAUSE)


def _doubled(first: timedelta, times: int, longest: timedelta) -> timedelta:
    # Twelve doublings are above any limit here; more would only make large numbers.
    return min(first * (1 << min(times - 1, 12)), longest)
