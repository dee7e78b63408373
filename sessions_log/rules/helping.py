"""How long a request for help waits, and how long a copy is shown: pure questions."""

from datetime import date, datetime, timedelta

from mailing.rules import is_working_day

#: Not opened in so many working days, a request goes to the substitute.
PATIENCE = 2
#: A copy of goals or of a note opens for so long.
SHOWN = timedelta(days=30)
#: What was asked is kept so long after it was closed, and so long when nobody does.
KEPT_CLOSED = timedelta(days=30)
KEPT_OPEN = timedelta(days=183)


def due_at(asked_at: datetime) -> datetime:
    """Give the same hour, two working days on."""
    day, left = asked_at, PATIENCE
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day.date())
    return day


def last_day(
    asked_on: date, *, closed_on: date | None, notes_go_on: date | None
) -> date:
    """Say until when a request is kept; never longer than the notes of the pair."""
    days = [asked_on + KEPT_OPEN, closed_on and closed_on + KEPT_CLOSED, notes_go_on]
    return min(day for day in days if day is not None)
