"""Whom people report to, as the file says it: lines begin and end.

Only the kinds of line that the file has a column for are compared, of the people whom
it holds. A line that goes on is left alone, whoever made it.
"""

from collections import defaultdict
from datetime import date
from uuid import UUID

from people.models import Person, ReportingLine
from people.operations import lines
from people.operations.bulk import AT_ONCE
from people.operations.imports.taking import Taking
from people.roster.candidates import Candidate
from people.roster.fields import MANAGERS, Field

Wanted = dict[tuple[UUID, str], date | None]  # (superior, kind): until when


def write(taking: Taking) -> set[UUID]:
    """Begin and end lines; give those whose superiors are others than before."""
    step = _Step(taking)
    held, wanted = _held(taking), _wanted(taking)
    for candidate in taking.candidates:
        person = taking.people[candidate.key]
        step.compare(candidate, person, held[person.pk], wanted[person.pk])
    lines.stop(step.ended, on=taking.on)
    if step.dated:
        ReportingLine.objects.bulk_update(step.dated, ["until_on"], batch_size=AT_ONCE)
    ReportingLine.objects.bulk_create(step.begun, batch_size=AT_ONCE)
    return {
        line.person_id
        for line in (*step.ended, *step.begun)
        if line.kind in ReportingLine.UPWARD
    }


def _held(taking: Taking) -> dict[UUID, list[ReportingLine]]:
    kinds = [str(kind) for kind in MANAGERS if kind in taking.fields]
    known = {person.pk for person in taking.people.values()} - taking.created
    held: dict[UUID, list[ReportingLine]] = defaultdict(list)
    for line in ReportingLine.objects.in_force().filter(kind__in=kinds):
        if line.person_id in known:
            held[line.person_id].append(line)
    return held


def _wanted(taking: Taking) -> dict[UUID, Wanted]:
    wanted: dict[UUID, Wanted] = defaultdict(dict)
    for link in taking.current_links():
        person, superior = taking.person(link.person), taking.person(link.superior)
        wanted[person.pk][superior.pk, link.reference.kind] = link.reference.until_on
    return wanted


class _Step:
    """The comparison of all people's lines, and what comes of it."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking
        self._known = {one.pk: one for one in taking.directory.people}
        self._known |= {one.pk: one for one in taking.people.values()}
        self.ended: list[ReportingLine] = []
        self.begun: list[ReportingLine] = []
        self.dated: list[ReportingLine] = []

    def compare(
        self,
        candidate: Candidate,
        person: Person,
        held: list[ReportingLine],
        wanted: Wanted,
    ) -> None:
        """End, begin and date what differs between the file and the chart."""
        kept = {(line.superior_id, line.kind): line for line in held}
        gone = [line for key, line in kept.items() if key not in wanted]
        new = [self._line(person, key, wanted) for key in wanted if key not in kept]
        self.ended += gone
        self.begun += new
        for key in wanted.keys() & kept.keys():
            self._date(candidate, kept[key], wanted[key])
        if (gone or new) and person.pk not in self._taking.created:
            self._show(candidate, gone, new)
            self._taking.remember(candidate, "lines", [_written(one) for one in held])

    def _line(
        self, person: Person, key: tuple[UUID, str], wanted: Wanted
    ) -> ReportingLine:
        superior_id, kind = key
        return ReportingLine(
            superior_id=superior_id,
            person=person,
            kind=kind,
            from_on=self._taking.on,
            until_on=wanted[key],
            source=self._taking.source,
        )

    def _date(
        self, candidate: Candidate, line: ReportingLine, until_on: date | None
    ) -> None:
        """Take over the last day of an acting manager, if the file has that column."""
        dates = Field.ACTING_UNTIL in self._taking.fields
        if dates and line.kind == Field.ACTING and line.until_on != until_on:
            self._taking.change(candidate, "acting_until", line.until_on, until_on)
            line.until_on = until_on
            self.dated.append(line)

    def _show(
        self, candidate: Candidate, gone: list[ReportingLine], new: list[ReportingLine]
    ) -> None:
        for kind in sorted({line.kind for line in (*gone, *new)}):
            before, after = self._names(gone, kind), self._names(new, kind)
            self._taking.show(candidate, kind, before, after)

    def _names(self, some: list[ReportingLine], kind: str) -> str:
        superiors = (self._known[one.superior_id] for one in some if one.kind == kind)
        return " / ".join(sorted(str(superior) for superior in superiors))


def _written(line: ReportingLine) -> dict[str, object]:
    return {
        "superior": line.superior_id,
        "kind": line.kind,
        "from_on": line.from_on,
        "until_on": line.until_on,
    }
