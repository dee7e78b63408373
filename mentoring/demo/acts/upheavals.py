"""What comes in between: somebody leaves, somebody stops, the company reorganises."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from matching import queries as pairs
from matching.models import Pairing
from matching.operations import pairings, pauses, stand_ins
from mentoring.demo.acts.journeys import Journey
from mentoring.demo.acts.meeting_up import Matching
from mentoring.demo.days import ONE
from mentoring.demo.stage import MENTEE, MENTOR, MENTOR_WITHOUT_MAILBOX, Stage
from sessions_log import queries

LEFT_ALONE = {MENTEE, MENTOR, MENTOR_WITHOUT_MAILBOX}
UNIT_WITHOUT_HEAD = "afwerking_laat"
STANDS_IN_FOR = timedelta(days=21)
PAUSES_FOR = timedelta(days=28)


class Upheavals:
    """The pairs of one programme, and what happens to a few of them."""

    def __init__(self, stage: Stage, matching: Matching) -> None:
        self._stage = stage
        self._matching = matching
        self._seeking_again = ""

    def leave(self, at: datetime) -> None:
        """Let hr note the last day of a mentee; its file of today says so."""
        leaver = self._pick(at, cohort=0)
        self._stage.roster.leave(_number(leaver), last_on=at.date() - ONE)

    def stop(self, at: datetime) -> None:
        """Let a mentee stop; nobody asks why."""
        stopping = self._pick(at, cohort=1)
        pairing = _pairing_of(stopping, at.date())
        pairings.stop(pairing, at=at, by=stopping.mentee)
        self._seeking_again = _number(stopping)

    def seek_again(self, at: datetime) -> None:
        self._matching.ask_for(self._seeking_again, at)

    def reorganise(self, at: datetime) -> None:
        """Move a mentee into the team of the mentor; give a team an acting head."""
        moved = self._pick(at, of_a_head=True)
        roster = self._stage.roster
        roster.move(_number(moved), to=moved.mentor.employee_number or "")
        roster.replace_head(UNIT_WITHOUT_HEAD, until=self._stage.today + STANDS_IN_FOR)

    def pause(self, at: datetime) -> None:
        """Let a mentor pause for some weeks."""
        journey = self._pick(at, cohort=2)
        until = at.date() + PAUSES_FOR
        pauses.pause(journey.pairing, until=until, at=at, by=journey.mentor)

    def stand_in(self, at: datetime) -> None:
        """Let a colleague take over while a mentor is ill."""
        journey = self._pick(at, cohort=2)
        pairing = _pairing_of(journey, at.date())
        stand_ins.appoint(
            pairing,
            pairs.stand_ins_for(pairing)[0],
            until=at.date() + STANDS_IN_FOR,
            at=at,
            by=self._stage.coordinator,
        )

    def _pick(
        self, at: datetime, *, cohort: int | None = None, of_a_head: bool = False
    ) -> Journey:
        """Choose a running pair, never one that a visitor signs in as."""
        fitting = [
            journey
            for journey in self._running(at.date())
            if cohort in (None, self._stage.worker(journey.mentee).cohort)
            and (not of_a_head or self._stage.worker(journey.mentor).is_head)
        ]
        return fitting[0]

    def _running(self, on: date) -> Iterator[Journey]:
        for journey in self._matching.journeys:
            two = {_number(journey), journey.mentor.employee_number}
            state = _pairing_of(journey, on).state
            if state == Pairing.State.RUNNING and not two & LEFT_ALONE:
                yield journey


def _number(journey: Journey) -> str:
    return journey.mentee.employee_number or ""


def _pairing_of(journey: Journey, on: date) -> Pairing:
    mine = queries.journeys_of(journey.mentee, on=on)
    return next(one.pairing for one in mine if one.pairing == journey.pairing)
