"""The act of an import: everything that a file says, written in one transaction."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from people.events import Consequence
from people.models import Chart, ImportBatch, Person, ReportingLine
from people.operations import lines, people
from people.operations.bulk import parts
from people.operations.imports import (
    absent,
    chart,
    facts,
    logins,
    posts,
    rows,
    taking,
    traces,
)
from people.operations.imports.taking import Taking
from people.roster import shape
from people.roster.columns import Column
from people.roster.findings import Finding, Kind
from people.roster.reading import Sheet
from people.roster.report import Report

#: How receivers call what happens to a pairing that can no longer be.
_STOPS = ("pairing_suspended", "pairing_ended")


def take_in(
    batch: ImportBatch,
    sheet: Sheet,
    columns: tuple[Column, ...],
    *,
    at: datetime,
    by: Person | None,
) -> Report:
    """Write what the file says; the caller's transaction keeps it or rolls it back."""
    row = Chart.objects.change()
    on = timezone.localdate(at)
    source = batch.file_name[:60]
    under_way = taking.read(sheet, columns, on=on, source=source)
    moved = facts.write(under_way)
    logins.write(under_way)
    posts.write(under_way)
    moved |= chart.write(under_way, at=at, by=by)
    missing = absent.let_go(under_way, by=by) if rows.is_whole_company(batch) else 0
    to_confirm = absent.to_confirm(under_way, missing)
    Chart.objects.filter(pk=row.pk).update(dated_on=on, source=source)
    consequences = _announce(row, under_way, moved, batch=batch, at=at, by=by)
    traces.keep(batch, under_way)
    under_way.findings += rows.emptied_in(batch)
    report = _report(under_way, consequences)
    return replace(report, missing=missing, to_confirm=to_confirm)


def _announce(
    row: Chart,
    under_way: Taking,
    moved: Collection[UUID],
    *,
    batch: ImportBatch,
    at: datetime,
    by: Person | None,
) -> list[Consequence]:
    consequences: list[Consequence] = []
    if moved:
        consequences += lines.announce(row, moved, at=at, by=by, batch=batch)
    departed = [person.pk for person in under_way.departed]
    for some in parts(departed):
        for person in Person.objects.filter(pk__in=some).order_by("pk"):
            consequences += people.depart(person, at=at, by=by, batch=batch)
    return consequences


def _report(under_way: Taking, consequences: list[Consequence]) -> Report:
    inside = {person.pk for person in under_way.people.values()}
    created = {one.pk for one in under_way.new_people} - under_way.left
    changed = under_way.changed - under_way.left
    measured = _measure(under_way)
    cycles = tuple(
        sorted(
            tuple(sorted(_id(under_way, key) for key in ring))
            for ring in measured.cycles
        )
    )
    about_cycles = [
        Finding(Kind.CYCLE, 0, ring[0], " → ".join((*ring, ring[0]))) for ring in cycles
    ]
    unknown = Person.objects.filter(chart_state=Person.ChartState.UNKNOWN)
    return Report(
        people=len(inside),
        created=len(created),
        changed=len(changed),
        unchanged=len(inside - created - changed - under_way.left),
        left=len(under_way.left),
        roots=_roots(under_way),
        depth=measured.depth,
        superior_pairs=measured.superior_pairs,
        hierarchy_unknown=len(inside & set(unknown.values_list("pk", flat=True))),
        pairings_stopped=sum(one.kind in _STOPS for one in consequences),
        stops=_stops(under_way, consequences),
        findings=tuple(
            sorted(
                {*under_way.findings, *about_cycles},
                key=lambda one: (one.row, one.kind, one.id, one.value),
            )
        ),
        cycles=cycles,
        differences=tuple(
            sorted(under_way.differences, key=lambda one: (one.id, one.field))
        ),
    )


def _stops(under_way: Taking, consequences: list[Consequence]) -> tuple[str, ...]:
    """Name the two of each pair that stops."""
    stopped = (one.people for one in consequences if one.kind in _STOPS)
    names = (
        " / ".join(str(under_way.known(person)) for person in people)
        for people in stopped
    )
    return tuple(sorted(names))


def _measure(under_way: Taking) -> shape.Shape[str]:
    """Measure the chart of the file, on top of the chart of everybody outside it."""
    above: dict[str, set[str]] = defaultdict(set)
    for link in under_way.current_links():
        if link.reference.kind in ReportingLine.UPWARD:
            above[link.person].add(link.superior)
    if under_way.lines_outside:
        key_of = {person.pk: key for key, person in under_way.people.items()}
        for superior, person in under_way.lines_outside:
            above[str(person)].add(key_of.get(superior, str(superior)))
    return shape.measure(above, under_way.people)


def _roots(under_way: Taking) -> int:
    """Count the people for whom the file names no superior."""
    upward = set(ReportingLine.UPWARD)
    return sum(
        upward.isdisjoint(reference.kind for reference in one.references)
        for one in under_way.candidates
    )


def _id(under_way: Taking, key: str) -> str:
    person = under_way.person(key)
    return person.employee_number or str(person)
