"""Acts on the chart: each takes its one row for itself, and says who is reached.

A change of lines renews the chart state of everybody it reaches and tells the apps
above, in the same transaction: what it forbids is undone with it or not at all.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from people import org_chart
from people.events import ChartChange, Consequence, answers_to, chart_changed
from people.models import Chart, ImportBatch, Person, ReportingLine
from people.operations.bulk import delete_rows, update_rows
from privacy import audit


@transaction.atomic
def begin(line: ReportingLine, *, at: datetime, by: Person | None) -> list[Consequence]:
    """Save a new line, in force from its first day on; a later day waits for it.

    Raises ValidationError for a line to oneself, or one that is there already.
    """
    chart = Chart.objects.change()
    line.in_force = line.holds_on(timezone.localdate(at))
    line.full_clean()
    line.save()
    audit.record(by, "line_begun", line, subject=line.person, at=at)
    return settle(chart, [line] if line.in_force else [], at=at, by=by)


@transaction.atomic
def end(
    line: ReportingLine,
    *,
    at: datetime,
    by: Person | None,
    last_on: date | None = None,
) -> list[Consequence]:
    """End a line: at once, or after the last day that is given.

    Raises ValidationError for a last day before the first.
    """
    chart = Chart.objects.change()
    audit.record(by, "line_ended", line, subject=line.person, at=at)
    if last_on is None:
        stop([line], on=timezone.localdate(at))
        return settle(chart, [line], at=at, by=by)
    line.until_on = last_on
    held, line.in_force = line.in_force, line.holds_on(timezone.localdate(at))
    line.full_clean()
    line.save(update_fields=["until_on", "in_force"])
    return settle(chart, [line] if held != line.in_force else [], at=at, by=by)


@transaction.atomic
def move(
    person: Person,
    *,
    to: Person | None,
    at: datetime,
    by: Person | None,
    kind: str = ReportingLine.Kind.LINE,
) -> list[Consequence]:
    """Give somebody another superior of a kind from today on, or none of that kind."""
    chart = Chart.objects.change()
    on = timezone.localdate(at)
    held = list(person.lines_up.in_force().filter(kind=kind))
    changed = [line for line in held if to is None or line.superior_id != to.pk]
    stop(changed, on=on)
    if to is not None and len(changed) == len(held):
        line = ReportingLine(superior=to, person=person, kind=kind, from_on=on)
        line.full_clean()
        line.save()
        changed.append(line)
    audit.record(by, "superior_changed", person, subject=person, at=at)
    return settle(chart, changed, at=at, by=by)


@transaction.atomic
def mark_top(
    person: Person, *, is_top: bool, at: datetime, by: Person | None
) -> list[Consequence]:
    """Say that nobody of this company is above somebody, or that this is not so."""
    chart = Chart.objects.change()
    person.top_of_line = is_top
    person.save(update_fields=["top_of_line"])
    audit.record(by, "top_marked" if is_top else "top_unmarked", person, at=at)
    return announce(chart, {person.pk}, at=at, by=by)


@transaction.atomic
def resolve(person: Person, *, at: datetime, by: Person | None) -> list[Consequence]:
    """Say that no superior of somebody is missing any more from the chart."""
    chart = Chart.objects.change()
    person.superior_missing = False
    person.save(update_fields=["superior_missing"])
    audit.record(by, "superior_found", person, at=at)
    return announce(chart, {person.pk}, at=at, by=by)


@transaction.atomic
def turn_the_day(*, at: datetime) -> list[Consequence]:
    """Put the lines in force that begin today, and out of force those that ended."""
    on = timezone.localdate(at)
    chart = Chart.objects.change()
    over = Q(until_on__lt=on) | Q(from_on__gt=on)
    ended = list(ReportingLine.objects.in_force().filter(over))
    begun = list(ReportingLine.objects.due(on).filter(in_force=False))
    update_rows(
        ReportingLine.objects.all(), (line.pk for line in ended), in_force=False
    )
    update_rows(ReportingLine.objects.all(), (line.pk for line in begun), in_force=True)
    turned = ended + begun
    return settle(chart, turned, at=at, by=None) if turned else []


def stop(lines: Iterable[ReportingLine], *, on: date) -> None:
    """End lines so that they held until the day before; the caller settles the chart.

    A line of today was never in the chart of a day that is over: it goes.
    """
    held = list(lines)
    delete_rows(
        ReportingLine.objects.all(), (line.pk for line in held if line.from_on >= on)
    )
    before = (line.pk for line in held if line.from_on < on)
    update_rows(
        ReportingLine.objects.all(),
        before,
        until_on=on - timedelta(days=1),
        in_force=False,
    )


def settle(
    chart: Chart,
    lines: Iterable[ReportingLine],
    *,
    at: datetime,
    by: Person | None,
    undone: ImportBatch | None = None,
) -> list[Consequence]:
    """Count a change of these lines, and announce whose superiors it may have changed.

    The caller holds the row of the chart. An HR partner is no superior: a change of
    such a line is counted, not announced.
    """
    people = {line.person_id for line in lines if line.kind in ReportingLine.UPWARD}
    return announce(chart, people, at=at, by=by, undone=undone)


def announce(
    chart: Chart,
    people: Collection[UUID],
    *,
    at: datetime,
    by: Person | None,
    batch: ImportBatch | None = None,
    undone: ImportBatch | None = None,
) -> list[Consequence]:
    """Count a change around these people: renew chart states, tell the apps above.

    The caller holds the row of the chart.
    """
    Chart.objects.filter(pk=chart.pk).update(
        version=F("version") + 1, dated_on=timezone.localdate(at)
    )
    if not people:
        return []
    survey = org_chart.survey(people)
    _mark(survey.becomes_known, Person.ChartState.KNOWN)
    _mark(survey.becomes_unknown, Person.ChartState.UNKNOWN)
    change = ChartChange(survey.reached, at=at, by=by, batch=batch, undone=undone)
    return answers_to(chart_changed.send(sender=Chart, change=change))


def _mark(people: Iterable[UUID], state: str) -> None:
    update_rows(Person.objects.all(), people, chart_state=state)
