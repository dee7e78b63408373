"""Whom people report to, as the file says it: lines begin and end.

Only the kinds of line that the file has a column for are compared, of the people whom
it holds. A line that goes on is left alone, whoever made it.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from people.models import Person, ReportingLine
from people.operations import line_requests, lines
from people.operations.bulk import AT_ONCE, insert
from people.operations.imports.snapshots import LINES, stored
from people.operations.imports.somebody import Somebody
from people.operations.imports.taking import Taking
from people.roster.candidates import Candidate
from people.roster.fields import MANAGERS, Field
from people.roster.findings import Finding, Kind

Way = tuple[UUID, str]  # (superior, kind)
Wanted = dict[Way, date | None]  # until when
NOTHING: Wanted = {}

BEGUN = ("superior_id", "person_id", "kind", "from_on", "until_on", "source")


def write(taking: Taking, *, at: datetime, by: Person | None) -> set[UUID]:
    """Begin and end lines; give those whose superiors are others than before."""
    step = _Step(taking)
    held, wanted = _held(taking), _wanted(taking)
    _keep_between_pairs(taking, held, wanted, at=at, by=by)
    for candidate in taking.candidates:
        person = taking.people[candidate.key]
        its_lines = [] if person.is_new else held.get(person.pk, [])
        step.compare(candidate, person, its_lines, wanted.get(person, NOTHING))
    lines.stop(step.ended, on=taking.on)
    if step.dated:
        ReportingLine.objects.bulk_update(step.dated, ["until_on"], batch_size=AT_ONCE)
    insert(ReportingLine, BEGUN, step.rows_begun())
    ended = ((line.person_id, line.kind) for line in step.ended)
    begun = ((person, kind) for person, (_superior, kind), _until in step.begun)
    return {person for person, kind in (*ended, *begun) if kind in ReportingLine.UPWARD}


def _held(taking: Taking) -> dict[UUID, list[ReportingLine]]:
    kinds = [str(kind) for kind in MANAGERS if kind in taking.fields]
    held: dict[UUID, list[ReportingLine]] = defaultdict(list)
    for line in ReportingLine.objects.in_force().filter(kind__in=kinds):
        if line.person_id in taking.known_before:
            held[line.person_id].append(line)
    return held


def _wanted(taking: Taking) -> dict[Somebody, Wanted]:
    wanted: dict[Somebody, Wanted] = defaultdict(dict)
    for link in taking.current_links():
        person, superior = taking.person(link.person), taking.person(link.superior)
        wanted[person][superior.pk, link.reference.kind] = link.reference.until_on
    return wanted


def _keep_between_pairs(
    taking: Taking,
    held: dict[UUID, list[ReportingLine]],
    wanted: dict[Somebody, Wanted],
    *,
    at: datetime,
    by: Person | None,
) -> None:
    """Want the lines on that must not end by the word of one person alone."""
    ending = [
        line
        for person, lines_up in held.items()
        for line in lines_up
        if line.kind in ReportingLine.UPWARD
        and (line.superior_id, line.kind) not in wanted[taking.known(person)]
    ]
    for line in line_requests.keep_between_pairs(ending, at=at, by=by):
        person, superior = taking.known(line.person_id), taking.known(line.superior_id)
        wanted[person][line.superior_id, line.kind] = line.until_on
        number = person.employee_number or str(person)
        taking.findings.append(Finding(Kind.LINE_WAITS, 0, number, str(superior)))


class _Step:
    """The comparison of all people's lines, and what comes of it."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking
        self._dates = Field.ACTING_UNTIL in taking.fields
        self.ended: list[ReportingLine] = []
        self.begun: list[tuple[UUID, Way, date | None]] = []
        self.dated: list[ReportingLine] = []

    def compare(
        self,
        candidate: Candidate,
        person: Somebody,
        held: list[ReportingLine],
        wanted: Wanted,
    ) -> None:
        """End, begin and date what differs between the file and the chart."""
        kept = {(line.superior_id, line.kind): line for line in held}
        gone = [line for way, line in kept.items() if way not in wanted]
        new = [way for way in wanted if way not in kept]
        other = [line for way, line in kept.items() if self._dates_anew(line, wanted)]
        self.ended += gone
        self.begun += [(person.pk, way, wanted[way]) for way in new]
        if (gone or new or other) and not person.is_new:
            self._taking.remember(candidate, LINES, stored(held))
            self._show(candidate, gone, new)
        for line in other:
            self._date(candidate, line, wanted[line.superior_id, line.kind])

    def rows_begun(self) -> Iterator[tuple[object, ...]]:
        """Give the values of `BEGUN`."""
        on, source = self._taking.on, self._taking.source
        for person, (superior, kind), until_on in self.begun:
            yield superior, person, kind, on, until_on, source

    def _dates_anew(self, line: ReportingLine, wanted: Wanted) -> bool:
        """See an acting manager with another last day, if the file has that column."""
        way = (line.superior_id, line.kind)
        counts = self._dates and line.kind == Field.ACTING and way in wanted
        return counts and wanted[way] != line.until_on

    def _date(
        self, candidate: Candidate, line: ReportingLine, until_on: date | None
    ) -> None:
        self._taking.show(candidate, Field.ACTING_UNTIL, line.until_on, until_on)
        line.until_on = until_on
        self.dated.append(line)

    def _show(
        self, candidate: Candidate, gone: list[ReportingLine], new: list[Way]
    ) -> None:
        was = [(line.superior_id, line.kind) for line in gone]
        for kind in sorted({kind for _superior, kind in (*was, *new)}):
            before, after = self._names(was, kind), self._names(new, kind)
            self._taking.show(candidate, kind, before, after)

    def _names(self, ways: list[Way], kind: str) -> str:
        superiors = (self._taking.known(one) for one, its in ways if its == kind)
        return " / ".join(sorted(str(superior) for superior in superiors))
