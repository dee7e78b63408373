"""What every act of the play knows: the calendar, the company, and who is who."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from mentoring.demo.days import Days
from mentoring.demo.diary import Act, Diary
from mentoring.demo.staff import Worker
from mentoring.demo.staff.roster import Roster
from people import queries
from people.models import Person

ADMINISTRATOR, HR, COORDINATOR = "10001", "10002", "10003"
MANAGER, MENTOR, MENTEE, SUPPORTER = "10004", "10005", "10006", "10007"
MENTOR_WITHOUT_MAILBOX, WITHOUT_CHART = "20117", "20118"


@dataclass
class Stage:
    """The one stage of a play, handed on from act to act."""

    days: Days
    diary: Diary
    roster: Roster
    people: dict[str, Person] = field(default_factory=dict)  # by employee number

    def write(self, days_ago: int, clock: str, act: Act) -> None:
        """Let something happen so many days ago, or the working day before."""
        self.diary.write(self.days.ago(days_ago), clock, act)

    @property
    def today(self) -> date:
        return self.days.today

    @property
    def hr(self) -> Person:
        return self.people[HR]

    @property
    def coordinator(self) -> Person:
        return self.people[COORDINATOR]

    def worker(self, person: Person) -> Worker:
        return self.roster.workers[person.employee_number or ""]

    def look_up(self, *, by: Person) -> None:
        """Look everybody up in the directory again, as hr may."""
        for person in queries.directory_of(by):
            self.people[person.employee_number or ""] = person

    def are_here(self, numbers: Iterable[str]) -> list[Person]:
        """Give those of these people who work here, as the last file has it."""
        known = (self.people[number] for number in numbers if number in self.people)
        return [person for person in known if person.is_active]
