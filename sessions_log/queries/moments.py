"""Which moments to propose for the next meeting of two people."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from matching.models import Pairing
from people.models import Person
from people.queries import presences_of
from sessions_log import rules
from sessions_log.models import Meeting
from sessions_log.rules import Slot, Wish

A_WEEK = timedelta(days=7)
OFFERED = 3


@dataclass(frozen=True)
class Proposal:
    """A moment that may be taken with one press, and what is special about it."""

    slot: Slot
    way: str
    said: str

    def as_initial(self) -> dict[str, object]:
        """Give what a form of a moment begins with."""
        slot = self.slot
        return {
            "on": slot.on,
            "time": slot.time,
            "minutes": slot.minutes,
            "way": self.way,
        }


def proposals_for(pairing: Pairing, *, by: Person, on: date) -> list[Proposal]:
    """Propose when the two meet next: a cadence after the last, or in a week."""
    last = _last_of(pairing)
    if last is None:
        day, usual = on + A_WEEK, _first_of(pairing)
    else:
        cadence = timedelta(weeks=pairing.programme.cadence_weeks or 1)
        day, usual = max(last.planned_on + cadence, on), last
    return _around(pairing, usual, day, by=by)


def other_moments(meeting: Meeting, *, by: Person, on: date) -> list[Proposal]:
    """Propose where a meeting may move to: the days after its own."""
    day = max(meeting.planned_on, on) + timedelta(days=1)
    return _around(meeting.pairing, meeting, day, by=by)


def told_of_series(series: Sequence[Meeting]) -> list[str]:
    """Say of each planned meeting that is unlike the first what is special about it."""
    first = series[0]
    return [
        _("%(day)s is shorter or by phone: your hours leave no time in common then.")
        % {"day": date_format(one.planned_on, "MONTH_DAY_FORMAT")}
        for one in series[1:]
        if (one.minutes, one.way) != (first.minutes, first.way)
    ]


def has_next(pairing: Pairing) -> bool:
    """Say whether a date for the next meeting stands."""
    return Meeting.objects.planned().filter(pairing=pairing).exists()


def _around(
    pairing: Pairing, usual: Meeting, day: date, *, by: Person
) -> list[Proposal]:
    both = [one for one in (pairing.mentor, pairing.mentee) if one is not None]
    zone = ZoneInfo(by.time_zone)
    wish = Wish(usual.minutes, usual.planned_time, zone)
    slots = rules.choices_from(day, presences_of(both, on=day), wish, count=OFFERED)
    return [_proposal(slot, usual.way) for slot in slots]


def _proposal(slot: Slot, way: str) -> Proposal:
    said = {
        rules.HANDOVER: _("when one of you comes and the other goes"),
        rules.PHONE: _("your hours leave no time in common then: a call"),
    }
    by_phone = slot.kind == rules.PHONE
    return Proposal(
        slot, Meeting.Way.PHONE if by_phone else way, said.get(slot.kind, "")
    )


def ways_of(proposals: Collection[Proposal]) -> set[str]:
    return {one.way for one in proposals}


def _last_of(pairing: Pairing) -> Meeting | None:
    known = Meeting.objects.filter(pairing=pairing).exclude(
        state=Meeting.State.CANCELLED
    )
    return known.order_by("planned_on", "number").last()


def _first_of(pairing: Pairing) -> Meeting:
    """Give a meeting as the programme has it, before there is any."""
    forms = pairing.programme.forms
    way = Meeting.Way.FACE if not forms or Meeting.Way.FACE in forms else forms[0]
    return Meeting(minutes=pairing.programme.meeting_minutes, way=way)
