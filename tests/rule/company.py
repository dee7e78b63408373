"""A small company in which anything may happen, in any order, through any door."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from matching.models import Pairing, Proposal
from matching.operations import pairings, proposals, reorganisations, suspensions
from people.models import Person, ReportingLine
from people.operations import imports, lines
from tests.factories import (
    NOW,
    make_charter,
    make_coordinator,
    make_line,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.rule.doors import insert

Done = TypeVar("Done")
SIZE = 8
PLACES = 3
#: What happened in all the companies of one run.
HAPPENED: Counter[str] = Counter()


class Company:
    """Eight people in one programme, each as a mentor and as a mentee."""

    def __init__(self) -> None:
        self.at: datetime = NOW
        self.programme = make_programme()
        make_charter(self.programme)
        self.coordinator = make_coordinator(self.programme)
        self.people = [
            make_person(employee_number=f"n{number}", top_of_line=True)
            for number in range(SIZE)
        ]
        for person in range(1, SIZE):  # a chart to begin with: two reports each
            make_line(self.people[(person - 1) // 2], self.people[person])
        here = self.programme
        self.mentors = [
            make_mentor(here, person=one, capacity=PLACES) for one in self.people
        ]
        self.mentees = [make_mentee(here, person=one) for one in self.people]
        self._suspended: set[object] = set()

    def propose(self, mentor: int, mentee: int) -> Proposal | None:
        """Let the coordinator ask two people; give the proposal, unless refused."""
        self._make_room(mentee)
        return self._try(
            "asked",
            lambda: proposals.propose(
                mentor=self.mentors[mentor],
                mentee=self.mentees[mentee],
                at=self.at,
                by=self.coordinator,
            ),
        )

    def accept(self, proposal: Proposal) -> None:
        """Let both say yes."""
        for person in proposal.people():
            answer = partial(
                proposals.answer, proposal, yes=True, at=self.at, by=person
            )
            self._try("said yes", answer)
        proposal.refresh_from_db()
        HAPPENED["accepted"] += proposal.state == Proposal.State.ACCEPTED

    def open_proposals(self) -> list[Proposal]:
        asked = Proposal.objects.asked().for_display()
        return list(asked.order_by("proposed_on", "pk"))

    def write_pair(self, mentor: int, mentee: int) -> None:
        """Write a pair into the database behind our back."""
        row = Pairing(
            programme=self.programme,
            mentor=self.people[mentor],
            mentee=self.people[mentee],
            slot=PLACES + 1 + mentee,
            made_on=self.at.date(),
        )
        self._try("written", lambda: insert(row))

    def open_again(self) -> None:
        """Open whatever was suspended, behind our back."""
        suspended = Pairing.objects.filter(state=Pairing.State.SUSPENDED)
        self._try("opened", lambda: suspended.update(state="preparing"))

    def move(self, person: int, superior: int | None, kind: str) -> None:
        """Give somebody another superior, or none."""
        to = None if superior is None else self.people[superior]
        self._try(
            "moved",
            lambda: lines.move(
                self.people[person], to=to, kind=kind, at=self.at, by=None
            ),
        )

    def begin(self, line: ReportingLine) -> None:
        self._try("begun", lambda: lines.begin(line, at=self.at, by=None))

    def write_line(self, line: ReportingLine) -> None:
        """Write a line into the database behind our back; the minute tells of it."""
        self._try("line written", lambda: insert(line))
        self._try("told", lambda: reorganisations.suspend_forbidden(at=self.at))

    def line(
        self, superior: int, person: int, kind: str, begins: int, lasts: int | None
    ) -> ReportingLine:
        """Draw a line that begins in some days and lasts some, or for good."""
        from_on = self.at.date() + timedelta(days=begins)
        return ReportingLine(
            superior=self.people[superior],
            person=self.people[person],
            kind=kind,
            from_on=from_on,
            until_on=None if lasts is None else from_on + timedelta(days=lasts),
            in_force=begins <= 0,
        )

    def import_chart(self, superiors: list[int | None]) -> None:
        """Take in a file in which everybody has this superior, or none."""
        rows = ["Number;Name;Manager"]
        for person, superior in zip(self.people, superiors, strict=True):
            above = "" if superior is None else self.people[superior].employee_number
            rows.append(f"{person.employee_number};{person.get_full_name()};{above}")
        content = "\n".join(rows).encode()
        self._try(
            "imported",
            lambda: imports.take(content, file_name="all.csv", at=self.at, by=None),
        )

    def let_pass(self, days: int) -> None:
        """Let days pass, as the beat would."""
        self.at += timedelta(days=days)
        lines.turn_the_day(at=self.at)
        reorganisations.suspend_forbidden(at=self.at)
        suspensions.turn_the_day(at=self.at)
        Person.objects.update(chart_state="known")  # hr resolves what is unknown

    def count_suspensions(self) -> None:
        found = Pairing.objects.filter(state=Pairing.State.SUSPENDED)
        now: set[object] = set(found.values_list("pk", flat=True))
        HAPPENED["suspended"] += len(now - self._suspended)
        self._suspended = now

    def _make_room(self, mentee: int) -> None:
        """End what the mentee has, so that a refusal is one of the rule."""
        held = Pairing.objects.active().filter(mentee=self.people[mentee])
        for pairing in held.for_display():
            pairings.end(pairing, Pairing.EndedAs.COMPLETED, at=self.at)

    def _try(self, what: str, act: Callable[[], Done]) -> Done | None:
        """Do it; a refusal is counted and takes back what it began."""
        try:
            with transaction.atomic():
                done = act()
        except (ValidationError, IntegrityError) as refusal:
            kind = "by the rule" if "superior" in str(refusal) else "otherwise"
            HAPPENED["refused"] += kind == "by the rule"
            HAPPENED[f"{what}: refused {kind}"] += 1
            return None
        HAPPENED[what] += 1
        return done
