"""A programme as it is lived: set up, opened, joined by people, moved forward."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mentoring.demo.acts import doors
from mentoring.demo.acts.answers import application_of, keys_of_themes
from mentoring.demo.days import ONE, next_working_day
from mentoring.demo.dice import dice
from mentoring.demo.stage import HR, MANAGER, SUPPORTER, Stage
from people.models import Person
from programmes import operations, queries, starting_points
from programmes.models import Enrolment, Objective, Programme, Role
from programmes.operations import Aim, NewProgramme, Saving
from programmes.operations.sections import SECTIONS

FEW_DAYS = (2, 6)  # after which people answer an invitation


@dataclass(frozen=True)
class Plan:
    """What somebody thought up before a programme begins."""

    kind: str
    name: str
    starts_on: date
    aim: Mapping[str, str]
    target: int


class Edition:
    """One programme on the stage, and everybody's part in it."""

    def __init__(self, stage: Stage, plan: Plan) -> None:
        self.stage = stage
        self.plan = plan
        self.programme = Programme()
        self._keys: dict[str, str] = {}  # of what can be learnt, as forms send it

    def create(self, at: datetime) -> None:
        """Let hr make the programme, and say who coordinates it."""
        new = NewProgramme(
            name=self.plan.name,
            starts_on=self.plan.starts_on,
            substitute_contact=f"{self.stage.people[HR]}, 09 000 00 10",
            kind=self.plan.kind,
        )
        self.programme = operations.create_programme(
            new, coordinator=self.stage.coordinator, by=self.stage.hr, at=at
        )

    def set_up(self, at: datetime) -> None:
        """Let the coordinator go through the set-up, and add a goal of her own."""
        for section, fields in SECTIONS.items():
            values = {field: getattr(self.programme, field) for field in fields}
            self.programme = operations.save_section(
                self.programme, section, values, saving=self._saving(at)
            )
        charter = operations.save_agreement(
            self.programme, starting_points.agreement(), saving=self._saving(at)
        )
        self.programme = charter.programme
        aim = Aim(
            text=dict(self.plan.aim),
            indicator=Objective.Indicator.SATISFACTION,
            target=Decimal(self.plan.target),
            unit="%",
        )
        objective = operations.save_objective(
            self.programme, aim, saving=self._saving(at)
        )
        self.programme = objective.programme

    def open(self, at: datetime) -> None:
        """Announce the programme; say who sees its impact, and who gives support."""
        by = self.stage.coordinator
        self.programme = operations.open_programme(self.programme, by=by, at=at)
        for number, kind in (
            (MANAGER, Role.Kind.IMPACT_VIEWER),
            (SUPPORTER, Role.Kind.SUPPORTER),
        ):
            person = self.stage.people[number]
            operations.assign_role(
                self.programme, person=person, kind=kind, by=by, at=at
            )

    def advance(self, to: str, at: datetime) -> None:
        self.programme = operations.advance(
            self.programme, to=to, by=self.stage.coordinator, at=at
        )

    def invite(
        self, numbers: Iterable[str], role: str, at: datetime, *, silent: int = 0
    ) -> None:
        """Ask people in; all but the last few of them answer within some days."""
        invited = operations.enrol(
            self.programme,
            people=self.stage.are_here(numbers),
            role=role,
            by=self.stage.coordinator,
            at=at,
        )
        for enrolment in invited:
            doors.ask_in(
                self.stage, self._own(enrolment.person), by=self.stage.hr, at=at
            )
        for enrolment in invited[: len(invited) - silent]:
            self._await_answer(enrolment, at.date())

    def approve(self, numbers: Collection[str], role: str, at: datetime) -> None:
        """Let those take part who have signed up by now."""
        waiting = [
            one for one in self.parts(role) if one.person.employee_number in numbers
        ]
        operations.approve_all(waiting, by=self.stage.coordinator, at=at)

    def say_not_now(self, number: str, role: str, at: datetime) -> None:
        operations.not_now(self._part(number, role), by=self.stage.coordinator, at=at)

    def withdraw(self, number: str, role: str, at: datetime) -> None:
        """Let somebody say no, thank you."""
        operations.withdraw(
            self._part(number, role), by=self.stage.people[number], at=at
        )

    def parts(self, role: str) -> Iterable[Enrolment]:
        """Give the parts of one side, as the coordinator's list has them."""
        return queries.participants_of(self.programme, role=role)

    def _part(self, number: str, role: str) -> Enrolment:
        return next(
            one for one in self.parts(role) if one.person.employee_number == number
        )

    def _await_answer(self, enrolment: Enrolment, asked_on: date) -> None:
        number = _number(enrolment.person)
        fall = dice("signs up", self.plan.kind, number)
        day = next_working_day(asked_on + fall.randint(*FEW_DAYS) * ONE)
        clock = f"{fall.randint(9, 16):02}:{fall.randint(0, 59):02}"
        self.stage.diary.write(day, clock, lambda at: self._sign_up(enrolment, at))

    def _sign_up(self, enrolment: Enrolment, at: datetime) -> None:
        person = self._own(enrolment.person)
        self._keys = self._keys or keys_of_themes(enrolment)
        operations.apply(
            self.programme,
            person=person,
            role=enrolment.role,
            application=application_of(
                self.stage.worker(person), enrolment, self._keys
            ),
            at=at,
        )

    def _own(self, person: Person) -> Person:
        return self.stage.people[_number(person)]

    def _saving(self, at: datetime) -> Saving:
        return Saving(by=self.stage.coordinator, at=at, version=self.programme.version)


def _number(person: Person) -> str:
    return person.employee_number or ""
