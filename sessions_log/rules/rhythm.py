"""The rhythm of a pair, as questions with plain answers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
MOST_SHOWN = 26  # more turns than this do not fit on a telephone


@dataclass(frozen=True)
class Rhythm:
    """When a pair meets: the first day, the time between two turns, and how many."""

    first: date
    step: timedelta
    count: int

    def due_on(self, number: int) -> date:
        return self.first + self.step * number

    def number_of(self, day: date) -> int:
        """Give the turn that a day comes nearest to: moving a little is no miss."""
        return min(max(round((day - self.first) / self.step), 0), self.count - 1)


@dataclass(frozen=True)
class Turn:
    """One turn of the rhythm: met, planned, quiet or ahead, and on which day."""

    state: str
    on: date


def turns(
    rhythm: Rhythm, *, held: Collection[date], coming: date | None, today: date
) -> list[Turn]:
    """Say of every turn whether the two met, meet next, noted nothing, or will meet."""
    met = {rhythm.number_of(day): day for day in sorted(held, reverse=True)}
    ringed = _for_the_next(rhythm, coming, met)

    def turn(number: int) -> Turn:
        due = rhythm.due_on(number)
        if number in met:
            return Turn("met", met[number])
        if coming is not None and number == ringed:
            return Turn("planned", coming)
        is_over = due + rhythm.step / 2 < today
        is_behind = ringed is not None and number < ringed and due < today
        return Turn("quiet" if is_over or is_behind else "ahead", due)

    return [turn(number) for number in range(rhythm.count)]


def _for_the_next(
    rhythm: Rhythm, coming: date | None, met: Collection[int]
) -> int | None:
    """Give the turn that the next meeting is for: the first one without a meeting."""
    if coming is None:
        return None
    later = range(rhythm.number_of(coming), rhythm.count)
    return next((number for number in later if number not in met), None)


def around_now(found: Sequence[Turn]) -> Sequence[Turn]:
    """Keep as many turns as a telephone shows, the first one ahead in the middle."""
    ahead = (place for place, turn in enumerate(found) if turn.state == "ahead")
    now = next(ahead, len(found))
    start = min(max(now - MOST_SHOWN // 2, 0), max(len(found) - MOST_SHOWN, 0))
    return found[start : start + MOST_SHOWN]


def on_a_weekday(day: date) -> date:
    """Move a Saturday or a Sunday to the Monday after it."""
    is_weekend = day.weekday() >= SATURDAY
    return day + timedelta(days=7 - day.weekday()) if is_weekend else day
