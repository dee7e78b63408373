"""When post may go, and how long to wait after a refusal: pure questions."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Final
from zoneinfo import ZoneInfo

import holidays

WEEKEND: Final = (5, 6)
HOLIDAYS: Final = holidays.country_holidays("BE")

FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(minutes=60)
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(minutes=5)
#: Waits are spread by as much as this part, so that letters do not return in a crowd.
SPREAD: Final = 0.2


def is_working_day(day: date) -> bool:
    return day.weekday() not in WEEKEND and day not in HOLIDAYS


def next_working_moment(
    at: datetime, *, hours: tuple[time, time], zone: ZoneInfo
) -> datetime:
    """Give `at` itself when it lies in somebody's working hours, else the next start.

    Hours that end before they begin run over midnight and belong to the day on which
    they begin; hours with equal ends run round the clock.
    """
    yesterday = at.astimezone(zone).date() - timedelta(days=1)
    days = filter(is_working_day, (yesterday + timedelta(n) for n in count()))
    spells = (_spell(day, hours, zone) for day in days)
    return max(at, next(opens for opens, closes in spells if at < closes))


def _spell(
    day: date, hours: tuple[time, time], zone: ZoneInfo
) -> tuple[datetime, datetime]:
    """Give the working hours that begin on this day."""
    begin, end = hours
    last = day if end > begin else day + timedelta(days=1)
    opens = datetime.combine(day, begin, tzinfo=zone)
    closes = datetime.combine(last, end, tzinfo=zone)
    return opens.astimezone(UTC), closes.astimezone(UTC)


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
