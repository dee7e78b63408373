"""What the house does by itself, when beat would have asked it.

Beat asks by the minute; here it is by the week, by the day, and after each half-day in
which something happened. More often would change nothing but the time that it takes.
"""

from datetime import datetime

from evaluations.operations import boxes
from mailing import outbox
from matching.operations import pairings, pauses, proposals, suspensions
from people.operations import imports, lines, people
from privacy import audit
from sessions_log.operations import calls, passing_on

MONDAY = 0


def morning(at: datetime) -> None:
    """Count the boxes that closed, tell of stops; on Mondays follow the calendar."""
    if at.weekday() == MONDAY:
        lines.turn_the_day(at=at)
        people.turn_the_day(at=at)
        imports.forget_old(at=at)
        calls.open_rounds(at=at)
        seal()
    pairings.tell_of_stops(at=at)
    suspensions.turn_the_day(at=at)
    pauses.turn_the_day(at=at)
    proposals.remind(at=at)
    passing_on.pass_on_unopened(at=at)
    boxes.close_due(at=at)


def afterwards(at: datetime) -> None:
    """Send the letters that were promised in this half-day."""
    outbox.deliver_due(at=at)


def seal() -> None:
    """Put all that was done into the chain of the audit trail."""
    while audit.seal_committed():
        pass
