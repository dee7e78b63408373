"""One import under way: what was read, who is meant, and what changes about whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from people import org_chart
from people.operations.imports.recognition import Directory
from people.operations.imports.somebody import Somebody
from people.roster.candidates import Candidate, candidates_of
from people.roster.columns import Column, findings_of
from people.roster.entries import Reader
from people.roster.fields import Field
from people.roster.findings import Finding, Kind
from people.roster.reading import Sheet
from people.roster.report import Difference
from people.roster.superiors import Link, Links

Stored = dict[str, object]


@dataclass
class Taking:
    """What the steps of an import hand on to each other."""

    on: date
    source: str
    fields: frozenset[Field]
    candidates: list[Candidate]
    directory: Directory
    links: Links
    people: dict[str, Somebody]  # by the key of their candidate, who is new too
    findings: list[Finding]
    changed: set[UUID] = field(default_factory=set)
    left: set[UUID] = field(default_factory=set)
    departed: list[Somebody] = field(default_factory=list)  # known before, gone now
    differences: list[Difference] = field(default_factory=list)
    before: dict[UUID, Stored] = field(default_factory=dict)

    def has_any(self, fields: Iterable[Field]) -> bool:
        return not self.fields.isdisjoint(fields)

    def person(self, key: str) -> Somebody:
        """Give the person behind a key of the file or of the directory."""
        return self.people.get(key) or self.directory.by_key[key]

    def known(self, pk: UUID) -> Somebody:
        """Give somebody of the file or of the directory."""
        return self._by_pk[pk]

    @cached_property
    def _by_pk(self) -> dict[UUID, Somebody]:
        return {one.pk: one for one in (*self.directory.people, *self.people.values())}

    @cached_property
    def lines_outside(self) -> list[org_chart.Line]:
        """Give the lines of those whom the file does not hold: it changes none."""
        inside = {person.pk for person in self.people.values()}
        return [line for line in org_chart.lines_in_force() if line[1] not in inside]

    @cached_property
    def new_people(self) -> list[Somebody]:
        return [one for one in self.people.values() if one.is_new]

    @cached_property
    def known_before(self) -> frozenset[UUID]:
        """Give those of the file whom the directory had already."""
        return frozenset(one.pk for one in self.people.values() if not one.is_new)

    def note(self, kind: Kind, candidate: Candidate, value: str) -> None:
        entry = candidate.entry
        self.findings.append(Finding(kind, entry.row, entry.id, value))

    def current_links(self) -> Iterator[Link]:
        """Give the lines that the file asks for and that hold today."""
        for link in self.links.found:
            until_on = link.reference.until_on
            if until_on is None or until_on >= self.on:
                yield link

    def change(
        self, candidate: Candidate, name: str, before: object, after: object
    ) -> None:
        """Remember what something about a person was, and show what it becomes."""
        self.remember(candidate, name, before)
        self.show(candidate, name, before, after)

    def remember(self, candidate: Candidate, name: str, before: object) -> None:
        person = self.people[candidate.key]
        self.before.setdefault(person.pk, {})[name] = before

    def let_go(self, person: Somebody, *, before: Stored) -> None:
        """Remember what somebody was who leaves because the file does not hold them."""
        self.before[person.pk] = before
        self.left.add(person.pk)
        self.departed.append(person)

    def show(
        self, candidate: Candidate, name: str, before: object, after: object
    ) -> None:
        self.changed.add(self.people[candidate.key].pk)
        self.differences.append(
            Difference(
                id=candidate.entry.id,
                name=candidate.entry.name,
                field=name,
                before=_written(before),
                after=_written(after),
            )
        )


def read(sheet: Sheet, columns: tuple[Column, ...], *, on: date, source: str) -> Taking:
    """Read a file and find out who is meant; nothing is written yet."""
    reader = Reader(sheet, columns)
    candidates, findings = candidates_of(reader.entries(), on)
    directory = Directory()
    found = directory.recognise(candidates)
    candidates, refused = _lawful(candidates, found)
    people = {one.key: found.get(one.key) or _new_person(one) for one in candidates}
    links = Links(candidates, directory.outside(people.values()))
    return Taking(
        on=on,
        source=source,
        fields=frozenset(reader.places),
        candidates=candidates,
        directory=directory,
        links=links,
        people=people,
        findings=[
            *findings_of(columns),
            *reader.findings,
            *findings,
            *refused,
            *links.findings,
        ],
    )


def _new_person(candidate: Candidate) -> Somebody:
    entry = candidate.entry
    return Somebody(
        employee_number=entry.number or None,
        given_name=entry.given_name,
        family_name=entry.family_name,
        is_new=True,
    )


def _lawful(
    candidates: list[Candidate], found: dict[str, Somebody]
) -> tuple[list[Candidate], list[Finding]]:
    """Leave out who would leave before the first day that we know of."""
    kept: list[Candidate] = []
    refused: list[Finding] = []
    for one in candidates:
        entry, known = one.entry, found.get(one.key)
        hired_on = entry.hired_on or (known.hired_on if known else None)
        if hired_on and entry.left_on and entry.left_on < hired_on:
            refused.append(
                Finding(Kind.LEFT_BEFORE_HIRED, entry.row, entry.id, entry.name)
            )
        else:
            kept.append(one)
    return kept, refused


def _written(value: object) -> str:
    return "" if value is None else str(value)
