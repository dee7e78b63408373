"""On which moments two people can meet, from when each of them is at work."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from people.rules import Presence, Spell
from sessions_log.rules.rhythm import on_a_weekday

#: Both are at work for the whole of it; when one comes and the other goes; or neither.
TOGETHER, HANDOVER, PHONE = "together", "handover", "phone"
BEST_FIRST = (TOGETHER, HANDOVER, PHONE)
A_DAY = timedelta(days=1)
#: A shift pattern changes by the week; who is away longer is looked for longer.
NEAR, FAR = 7, 60
USUAL_TIME = time(10)
#: Where shifts never meet: a call when nobody sleeps.
CALLED_AT = time(16)
SHORT_MINUTES, CALL_MINUTES = 15, 30


@dataclass(frozen=True)
class Wish:
    """For how long two would like to meet, about when, and in whose time zone.

    `is_fixed`: they chose this very time, also outside their hours; only days move.
    """

    minutes: int
    time: time | None
    zone: ZoneInfo
    is_fixed: bool = False


@dataclass(frozen=True)
class Slot:
    """A moment for a meeting, as wall time, and what is to be said of it."""

    on: date
    time: time
    minutes: int
    kind: str = TOGETHER


def nearest(day: date, two: Sequence[Presence], wish: Wish) -> Slot:
    """Give the best moment on this day or soon after it.

    The first day within a week on which both have time together; else a change of
    shifts, else a call. Where somebody is away for all of that week, the first day
    after it.
    """
    found = list(_slots(day, two, wish, days=NEAR))
    found = found or list(_slots(day, two, wish, days=FAR))[:1]
    if not found:
        return Slot(on_a_weekday(day), wish.time or USUAL_TIME, wish.minutes, PHONE)
    return min(found, key=lambda slot: BEST_FIRST.index(slot.kind))


def choices_from(
    day: date, two: Sequence[Presence], wish: Wish, *, count: int
) -> list[Slot]:
    """Give a few moments to choose from, each on another day."""
    found: list[Slot] = []
    while len(found) < count:
        found.append(nearest(day, two, wish))
        day = found[-1].on + A_DAY
    return found


def series_from(
    day: date, two: Sequence[Presence], wish: Wish, *, step: timedelta, count: int
) -> list[Slot]:
    """Give moments one step apart; what a free day puts off does not crowd the next."""
    found = [nearest(day, two, wish)]
    for turn in range(1, count):
        due, last = day + step * turn, found[-1].on
        due = due if due >= last + step / 2 else last + step
        found.append(nearest(due, two, wish))
    return found


def _slots(
    day: date, two: Sequence[Presence], wish: Wish, *, days: int
) -> Iterator[Slot]:
    for number in range(days):
        on = day + A_DAY * number
        if all(one.is_there(on) for one in two):
            yield _slot_on(on, two, wish)


def _slot_on(day: date, two: Sequence[Presence], wish: Wish) -> Slot:
    """Give the best moment on a day on which both are at work."""
    if wish.is_fixed:
        return Slot(day, wish.time or USUAL_TIME, wish.minutes)
    shared = list(_shared(day, two, wish.zone))
    lasting = timedelta(minutes=wish.minutes)
    wished = datetime.combine(day, wish.time or USUAL_TIME, wish.zone)
    long_enough = [one for one in shared if one[1] - one[0] >= lasting]
    if long_enough:
        moments = [min(max(wished, begin), end - lasting) for begin, end in long_enough]
        best = min(moments, key=lambda moment: abs(moment - wished))
        return _at(best, wish.minutes, TOGETHER, wish.zone)
    if shared:
        return _at(shared[0][0], SHORT_MINUTES, HANDOVER, wish.zone)
    return Slot(day, CALLED_AT, min(wish.minutes, CALL_MINUTES), PHONE)


def _shared(day: date, two: Sequence[Presence], zone: ZoneInfo) -> Iterator[Spell]:
    """Give the hours that the two share on a day; a change of shifts takes no time."""
    first, second = (list(one.spells_around(day)) for one in two)
    for (begin, end), (other_begin, other_end) in product(first, second):
        both = max(begin, other_begin), min(end, other_end)
        if both[0] <= both[1] and both[0].astimezone(zone).date() == day:
            yield both


def _at(moment: datetime, minutes: int, kind: str, zone: ZoneInfo) -> Slot:
    local = moment.astimezone(zone)
    return Slot(local.date(), local.time(), minutes, kind)
