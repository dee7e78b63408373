"""One word for the rhythm of a pair, and a mark per month: all a coordinator sees."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

ACQUAINTED, ON_TRACK = "acquainted", "on_track"
QUIET, NOTHING, PAUSE = "quiet", "nothing", "pause"
#: In the order in which a coordinator looks: who may need a word comes first.
WORDS = (NOTHING, QUIET, ACQUAINTED, PAUSE, ON_TRACK)
SILENT = frozenset({NOTHING, QUIET})
MET, MISSED, OPEN = "met", "quiet", "ahead"
A_DAY = timedelta(days=1)


class Pause(NamedTuple):
    """Days that do not count, the first and the last included; None: it lasts."""

    from_on: date
    until_on: date | None


class Course(NamedTuple):
    """What the word is read from.

    state: as matching has it. since: the last meeting that was held, or the start.
    """

    state: str
    since: date
    step: timedelta
    pauses: Sequence[Pause] = ()


def word_for(course: Course, *, today: date) -> str:
    """Say how the rhythm of an open pair stands; pauses are subtracted.

    On track up to one and a half cadence, quiet up to two and a half.
    """
    if course.state == "preparing":
        return ACQUAINTED
    if course.state != "running":
        return PAUSE
    days = days_counted(course.since, today, course.pauses)
    if 2 * days <= 3 * course.step.days:
        return ON_TRACK
    return QUIET if 2 * days <= 5 * course.step.days else NOTHING


def days_counted(since: date, today: date, pauses: Sequence[Pause]) -> int:
    """Count the days after `since`, up to today, that lie in no pause."""
    days = max((today - since).days, 0)
    if not pauses:
        return days
    after, free = since + A_DAY, set[date]()
    for one in pauses:
        first, last = max(one.from_on, after), min(one.until_on or today, today)
        free.update(first + A_DAY * day for day in range((last - first).days + 1))
    return days - len(free)


def counted_on(day: date, *, is_dated: bool, today: date) -> date:
    """Give the day a held meeting counts from; without a date, the end of its month."""
    return day if is_dated else min(_last_of_month(day), max(day, today))


def is_drifting(words: Iterable[str], *, percent: int) -> bool:
    """Say whether more than so many percent of the running pairs are off track."""
    running = [one for one in words if one in {*SILENT, ON_TRACK}]
    behind = sum(one in SILENT for one in running)
    return 100 * behind > percent * len(running)


def months(
    first: date, held: Collection[date], *, today: date, most: int
) -> list[tuple[date, str]]:
    """Give the last months of a pair, each with whether the two met in it.

    The month that is not over is open until they met.
    """
    met = {day.replace(day=1) for day in held}
    now = today.replace(day=1)

    def mark(month: date) -> str:
        if month in met:
            return MET
        return OPEN if month == now else MISSED

    return [(month, mark(month)) for month in _months_until(now, first)][-most:]


def _months_until(now: date, first: date) -> Iterator[date]:
    month = min(first, now).replace(day=1)
    while month <= now:
        yield month
        month = _last_of_month(month) + A_DAY


def _last_of_month(day: date) -> date:
    next_month = day.replace(day=28) + timedelta(days=4)
    return next_month - timedelta(days=next_month.day)
