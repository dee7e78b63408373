"""What is going to happen, in the order in which it does."""

import heapq
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import count

from mentoring.demo.days import ONE, moment, next_working_day

Act = Callable[[datetime], None]
MORNING, NOON = "07:55", "13:05"


class Diary:
    """Acts with their moments; an act may write down what comes after it.

    The house works in between: every morning, and after each half-day in which
    something happened; what the morning itself brings waits for the next turn.
    """

    def __init__(self, *, morning: Act, afterwards: Act) -> None:
        self._acts: list[tuple[datetime, int, Act]] = []
        self._serial = count()
        self._morning = morning
        self._afterwards = afterwards
        self._something_happened = False

    def write(self, day: date, clock: str, act: Act) -> None:
        """Let something happen at a time of a day."""
        heapq.heappush(self._acts, (moment(day, clock), next(self._serial), act))

    def live(self, *, until: datetime) -> None:
        """Let everything happen that lies before a moment; the rest never does."""
        turns = _turns(self._acts[0][0].date())
        turn = next(turns)
        while turn <= until:
            self._act(until=turn)
            self._take(turn)
            turn = next(turns)
        self._act(until=until)

    def _act(self, *, until: datetime) -> None:
        while self._acts and self._acts[0][0] <= until:
            at, _serial, act = heapq.heappop(self._acts)
            act(at)
            self._something_happened = True

    def _take(self, turn: datetime) -> None:
        if turn == moment(turn.date(), MORNING):
            self._morning(turn)
        if self._something_happened:
            self._afterwards(turn)
        self._something_happened = False


def _turns(day: date) -> Iterator[datetime]:
    while True:
        day = next_working_day(day)
        for clock in (MORNING, NOON):
            yield moment(day, clock)
        day += ONE
