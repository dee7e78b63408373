"""What the chart, as announced, will do to pairs on a day that is still to come."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from matching import rules
from matching.models import Pairing
from people import org_chart

#: A line that ends within so long only interrupts a pair; so far ahead is looked.
HORIZON = timedelta(weeks=8)


def lawful_again_on(pairing: Pairing, *, on: date) -> date | None:
    """Give the day on which nobody of the two is above the other any more.

    None when no line that is in between has a last day within eight weeks.
    """
    days = org_chart.days_of_relief(on, on + HORIZON)
    return next((day for day in days if not is_forbidden_on(pairing, day)), None)


def is_forbidden_on(pairing: Pairing, day: date) -> bool:
    return bool(org_chart.conflicts_among(_two_of([pairing]), on=day))


def is_unlawful(pairing: Pairing) -> bool:
    """Say whether the rule, asked anew, keeps these two apart today."""
    if pairing.mentor is None or pairing.mentee is None:
        return True
    return rules.obstacle_between(pairing.mentor, pairing.mentee) is not None


def foreseen(pairings: Iterable[Pairing], *, on: date) -> dict[UUID, date]:
    """Give for each of these pairs the day from which an announced line forbids it."""
    two = _two_of(pairings)
    found: dict[UUID, date] = {}
    for day in org_chart.days_of_beginning(on, on + HORIZON) if two else ():
        for one in org_chart.conflicts_among(two, on=day):
            found.setdefault(two[one], day)
    return found


def _two_of(pairings: Iterable[Pairing]) -> dict[tuple[UUID, UUID], UUID]:
    return {
        (one.mentor_id, one.mentee_id): one.pk
        for one in pairings
        if one.mentor_id and one.mentee_id
    }
