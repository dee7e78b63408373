"""A programme some weeks on: pairs that met on some days, and who may not look."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.utils import timezone

from people.models import Person
from programmes.models import Programme, Role
from sessions_log.models import Call, CallRound, Meeting
from sessions_log.operations import calls
from tests.factories import (
    NOW,
    START,
    make_administrator,
    make_coordinator,
    make_hr,
    make_line,
    make_person,
    make_programme,
    make_role,
)
from tests.pairs import Pair, make_running_pairing, make_two

A_DAY = timedelta(days=1)
LATER = NOW + timedelta(days=60)  # the last day of October
TODAY = LATER.date()


def make_pair_that_met(
    programme: Programme, *days: date, state: str = Meeting.State.HELD
) -> Pair:
    """Let a pair run that met on these days and plans nothing else."""
    pairing = make_running_pairing(programme, *make_two(programme))
    Meeting.objects.filter(pairing=pairing).delete()
    for number, day in enumerate(days, 1):
        hold(pairing, day, number=number, state=state)
    return pairing


def hold(pairing: Pair, day: date, **fields: object) -> Meeting:
    """Save a meeting of that day, held unless said otherwise."""
    values = {"number": 1, "state": Meeting.State.HELD, "planned_on": day, **fields}
    if values["state"] == Meeting.State.HELD:
        values["held_on"] = day
    return Meeting.objects.create(pairing=pairing, **values)


def make_call(pairing: Pair, *, by: Person, at: datetime) -> Call:
    """Let a coordinator speak with the mentee in a round that began today."""
    programme, on = pairing.programme, timezone.localdate(at)
    called = CallRound.objects.create(programme=programme, on=on)
    return calls.note(called, pairing.mentee, Call.Outcome.TIME, at=at, by=by)


def make_silent_pair(programme: Programme) -> Pair:
    return make_pair_that_met(programme, START + 7 * A_DAY)


def make_lively_pair(programme: Programme, at: datetime = LATER) -> Pair:
    return make_pair_that_met(programme, at.date() - 2 * A_DAY)


def _line_manager(pairing: Pair) -> Person:
    chief = make_person()
    make_line(chief, pairing.mentee)
    return chief


#: Everybody for whom the pages of a coordinator do not exist.
STRANGERS: dict[str, Callable[[Pair], Person]] = {
    "coordinator of another": lambda _pair: make_coordinator(make_programme()),
    "line manager": _line_manager,
    "impact viewer": lambda pair: make_role(pair.programme, Role.Kind.IMPACT_VIEWER),
    "support person": lambda pair: make_role(pair.programme, Role.Kind.SUPPORTER),
    "administrator": lambda _pair: make_administrator(),
    "hr": lambda _pair: make_hr(),
    "mentor": lambda pair: pair.mentor,
    "mentee": lambda pair: pair.mentee,
    "employee": lambda _pair: make_person(),
}
