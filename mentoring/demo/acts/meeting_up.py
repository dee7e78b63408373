"""How two people come together: asked by a round or by hand, and what they answer."""

from collections.abc import Collection
from datetime import datetime
from itertools import islice

from matching import queries
from matching.models import Proposal
from matching.operations import proposals, rounds
from mentoring.demo.acts.editions import Edition
from mentoring.demo.acts.journeys import Journey
from mentoring.demo.days import ONE, next_working_day
from mentoring.demo.dice import dice
from people.models import Person
from sessions_log import queries as journeys

DAYS_TO_ANSWER = (1, 4)


class Matching:
    """The coordinator's board of one programme, and the pairs that come of it."""

    def __init__(self, edition: Edition, *, pace: int = 1) -> None:
        self._edition = edition
        self.stage = edition.stage
        self._pace = pace
        self.journeys: list[Journey] = []
        self.silent: Collection[str] = ()  # numbers of those who do not answer
        self.declining: Collection[str] = ()  # of those who would rather not
        self.spared: Collection[str] = ()  # of mentors whose last place is kept free

    def ask_everybody(self, at: datetime) -> None:
        """Let the system find the best pairs, and lay them before the two."""
        made = rounds.compute(self._edition.programme, at=at, by=self.stage.coordinator)
        rounds.publish(made, at=at, by=self.stage.coordinator)
        for one in self._edition.parts("mentee"):
            self._await_answers(one.person, at)

    def draft(self, at: datetime) -> None:
        """Let the system find the best pairs; nobody is asked yet."""
        rounds.compute(self._edition.programme, at=at, by=self.stage.coordinator)

    def ask_for(self, number: str, at: datetime, *, mentor: str = "") -> None:
        """Propose the best mentor there is for somebody who waits, or a chosen one."""
        for waiting in queries.mentees(self._edition.programme, at=at):
            if waiting.seat.person.employee_number != number:
                continue
            fitting = (
                found.mentor
                for found in waiting.candidates
                if not found.obstacle
                and not found.is_full
                and self._suits(found.mentor.person.employee_number or "", mentor)
            )
            for chosen in islice(fitting, 1):
                by = self.stage.coordinator
                proposals.propose(mentor=chosen, mentee=waiting.seat, at=at, by=by)
            self._await_answers(waiting.seat.person, at)

    def _suits(self, number: str, wanted: str) -> bool:
        return number == wanted if wanted else number not in self.spared

    def _await_answers(self, mentee: Person, at: datetime) -> None:
        here = self._edition.programme.pk
        for proposal in queries.proposals_waiting_for(mentee):
            two = proposal.people() if proposal.mentee.programme_id == here else ()
            for person in two:
                self._await_answer(proposal, person, at)

    def _await_answer(
        self, proposal: Proposal, person: Person, asked_at: datetime
    ) -> None:
        number = person.employee_number or ""
        if number in self.silent:
            return
        fall = dice("answers", number, proposal.mentee.person.employee_number)
        day = next_working_day(asked_at.date() + fall.randint(*DAYS_TO_ANSWER) * ONE)
        clock = f"{fall.randint(8, 16):02}:{fall.randint(0, 59):02}"
        yes = number not in self.declining
        self.stage.diary.write(
            day, clock, lambda at: self._answer(proposal, person, at, yes=yes)
        )

    def _answer(
        self, proposal: Proposal, person: Person, at: datetime, *, yes: bool
    ) -> None:
        if proposal not in queries.proposals_waiting_for(person):
            return  # the other has said no meanwhile
        answered = proposals.answer(proposal, yes=yes, at=at, by=person)
        if answered.state == Proposal.State.ACCEPTED:
            self._set_out(*answered.people(), at)

    def _set_out(self, mentor: Person, mentee: Person, at: datetime) -> None:
        [pairing] = (
            one.pairing
            for one in journeys.journeys_of(mentee, on=at.date())
            if one.other == mentor
            and one.pairing.programme_id == self._edition.programme.pk
        )
        journey = Journey(self.stage, pairing, (mentor, mentee))
        journey.begin(on=at.date(), pace=self._pace)
        self.journeys.append(journey)
