"""The company comes in: the first visit, hr, and the file of every month."""

from datetime import datetime

from mentoring.demo.acts import doors
from mentoring.demo.days import ONE
from mentoring.demo.stage import (
    ADMINISTRATOR,
    HR,
    MANAGER,
    SUPPORTER,
    Stage,
)
from people.models import CompanyRole, Person
from people.operations import imports, people, roles

FIRST_DAY = 150
#: How many working days ago hr took in the file of a month.
FILES = (93, 65, 31, 20)
LATEST_FILE = 2


class Arrival:
    """The first days of the house, and the months that follow."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def write(self) -> None:
        stage = self._stage
        stage.write(FIRST_DAY, "09:05", self._first_visit)
        stage.write(FIRST_DAY, "10:20", self._take_in_everybody)
        stage.write(FIRST_DAY, "11:00", self._hand_over_to_hr)
        stage.write(FIRST_DAY - 2, "09:15", self._invite)
        for days_ago in (*FILES, LATEST_FILE):
            stage.write(days_ago, "09:30", self._take_in_a_month)

    def _first_visit(self, at: datetime) -> None:
        """Let the house appoint somebody, as the first visit of `start` does."""
        worker = self._stage.roster.workers[ADMINISTRATOR]
        facts = people.Facts(
            given_name=worker.given_name,
            family_name=worker.family_name,
            email=worker.email,
            employee_number=worker.number,
            language=worker.language,
        )
        first = people.add(facts, at=at, by=None)
        self._stage.people[ADMINISTRATOR] = first
        roles.give(person=first, kind=CompanyRole.Kind.ADMINISTRATOR, by=None, at=at)
        self._for_now = roles.give(
            person=first, kind=CompanyRole.Kind.HR, by=None, at=at
        )
        doors.come_in(first, at=at)

    def _take_in_everybody(self, at: datetime) -> None:
        self._take_in(by=self._stage.people[ADMINISTRATOR], at=at)

    def _hand_over_to_hr(self, at: datetime) -> None:
        """Give hr its role; whoever opened the house stays its administrator only."""
        administrator, hr = self._stage.people[ADMINISTRATOR], self._stage.people[HR]
        roles.give(person=hr, kind=CompanyRole.Kind.HR, by=administrator, at=at)
        doors.ask_in(self._stage, hr, by=administrator, at=at)
        roles.end(role=self._for_now, by=administrator, at=at)

    def _invite(self, at: datetime) -> None:
        for number in (MANAGER, SUPPORTER):
            doors.ask_in(
                self._stage, self._stage.people[number], by=self._stage.hr, at=at
            )
        doors.ask_in(self._stage, self._stage.coordinator, by=self._stage.hr, at=at)

    def _take_in_a_month(self, at: datetime) -> None:
        self._take_in(by=self._stage.hr, at=at)

    def _take_in(self, *, by: Person, at: datetime) -> None:
        content = self._stage.roster.file(on=at.date())
        name = f"personeel-{at.date() - ONE:%Y-%m-%d}.csv"
        imports.take(content, file_name=name, at=at, by=by)
        self._stage.look_up(by=by)
