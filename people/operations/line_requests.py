"""Taking a line away between two who are a pair needs two hr persons, or three days.

Why, and what counts as between two: `docs/decisions/two-hr-persons.md`.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from itertools import count, islice
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mailing import outbox
from mailing.outbox import Promise
from mailing.rules import is_working_day
from people import access, org_chart
from people.events import PairsAsked, answers_to, pairs_asked
from people.models import Chart, Concerned, LineRequest, Person, ReportingLine
from people.operations import lines
from privacy import audit

WORKING_DAYS: Final = 3


@transaction.atomic
def end_line(
    line: ReportingLine, *, at: datetime, by: Person, last_on: date | None = None
) -> LineRequest | None:
    """End a line, or ask for it when it stands between two who are a pair.

    Raises ValidationError for a last day before the first, or when it waits already.
    """
    Chart.objects.change()
    if line.kind not in ReportingLine.UPWARD or not (people := _between(line)):
        lines.end(line, at=at, by=by, last_on=last_on)
        return None
    return _ask(_end_of(line, last_on=last_on), people, at=at, by=by)


@transaction.atomic
def keep_between_pairs(
    ending: Collection[ReportingLine], *, at: datetime, by: Person | None
) -> list[ReportingLine]:
    """Ask for each of the lines that a file ends between two who are a pair.

    Those are given: they stay until a second hr person says so too.
    """
    kept = [
        (line, people) for line in _near_pairs(ending) if (people := _between(line))
    ]
    asked = LineRequest.objects.waiting().filter(line__in=[one.pk for one, _ in kept])
    waiting = set(asked.values_list("line_id", flat=True))
    for line, people in kept:
        if line.pk not in waiting:
            _ask(_end_of(line), people, at=at, by=by)
    return [line for line, _people in kept]


@transaction.atomic
def mark_top(person: Person, *, at: datetime, by: Person) -> LineRequest | None:
    """Say that nobody is above somebody, or ask for it when that frees a pair.

    Raises ValidationError when it was asked already.
    """
    Chart.objects.change()
    if not (people := _freed_by_top(person)):
        lines.mark_top(person, is_top=True, at=at, by=by)
        return None
    request = LineRequest(kind=LineRequest.Kind.TOP, person=person)
    return _ask(request, people, at=at, by=by)


@transaction.atomic
def confirm(request: LineRequest, *, at: datetime, by: Person) -> None:
    """Do what a colleague asked for; raises ValidationError when it waits no more."""
    _decide(request, LineRequest.State.DONE, at=at, by=by)
    _do(request, at=at, by=by)


@transaction.atomic
def refuse(request: LineRequest, *, at: datetime, by: Person) -> None:
    """Leave the chart as it is; raises ValidationError when it waits no more."""
    _decide(request, LineRequest.State.REFUSED, at=at, by=by)


@transaction.atomic
def object_to(request: LineRequest, *, at: datetime, by: Person) -> None:
    """Say, as one of the pair, that it is not right: the line stays.

    Raises ValidationError when the request waits no more.
    """
    _decide(request, LineRequest.State.OBJECTED, at=at, by=by)


@transaction.atomic
def turn_the_day(*, at: datetime) -> None:
    """Do what nobody objected to in three working days.

    Where whoever asked is no longer of HR, nobody answers for it: it waits for HR.
    """
    on = timezone.localdate(at)
    due = LineRequest.objects.waiting().filter(due_on__lt=on)
    for request in due.for_display().order_by("due_on", "pk"):
        if _is_answered_for(request, on=on):
            _decide(request, LineRequest.State.DONE, at=at, by=None)
            _do(request, at=at, by=request.asked_by)
        else:
            _hand_over(request)


def _is_answered_for(request: LineRequest, *, on: date) -> bool:
    by = request.asked_by
    return by is not None and access.may_come_in(by, on=on) and access.is_hr(by)


def _hand_over(request: LineRequest) -> None:
    """Let it take effect by no day any more, but by somebody of HR who looks at it."""
    Chart.objects.change()
    waiting = LineRequest.objects.filter(state=LineRequest.State.WAITING)
    for held in waiting.select_for_update().filter(pk=request.pk):
        held.due_on = None
        held.save(update_fields=["due_on"])
        _tell("line_change_second", held, access.hr_untouched_by(held))


def _ask(
    request: LineRequest, people: frozenset[UUID], *, at: datetime, by: Person | None
) -> LineRequest:
    request.asked_by, request.asked_at = by, at
    others = list(access.hr_beside(by).exclude(pk__in=people))
    if not others:
        request.due_on = _third_working_day(timezone.localdate(at))
    request.full_clean()
    request.save()
    Concerned.objects.bulk_create(
        Concerned(request=request, person_id=one) for one in sorted(people)
    )
    audit.record(by, "line_change_asked", request, subject=request.person, at=at)
    told = list(Person.objects.employed().filter(pk__in=people - {by and by.pk}))
    _tell(
        "line_change_second" if others else "line_change_told", request, others or told
    )
    return request


def _tell(kind: str, request: LineRequest, people: Iterable[Person]) -> None:
    outbox.promise(
        *(
            Promise(kind, about=request, to=one, occurrence=request.asked_at)
            for one in people
        )
    )


def _decide(
    request: LineRequest, state: str, *, at: datetime, by: Person | None
) -> None:
    """Close a request under its lock, so that two answers cannot both count."""
    Chart.objects.change()
    held = LineRequest.objects.select_for_update().get(pk=request.pk)
    if held.state != LineRequest.State.WAITING:
        raise ValidationError(_("This was decided a moment ago."))
    request.state, request.decided_by, request.decided_at = state, by, at
    request.save(update_fields=["state", "decided_by", "decided_at"])
    audit.record(by, f"line_change_{state}", request, subject=request.person, at=at)


def _do(request: LineRequest, *, at: datetime, by: Person | None) -> None:
    if request.kind == LineRequest.Kind.TOP:
        lines.mark_top(request.person, is_top=True, at=at, by=by)
    elif request.line is not None:  # a file may have taken it away meanwhile
        last_on = request.last_on
        is_over = last_on is not None and last_on < timezone.localdate(at)
        lines.end(request.line, at=at, by=by, last_on=None if is_over else last_on)


def _end_of(line: ReportingLine, last_on: date | None = None) -> LineRequest:
    return LineRequest(
        kind=LineRequest.Kind.END,
        person=line.person,
        superior=line.superior,
        line=line,
        last_on=last_on,
    )


def _near_pairs(lines: Collection[ReportingLine]) -> list[ReportingLine]:
    """Keep the lines on the way up from one of any pair to one of any pair: few."""
    if not lines:
        return []
    everybody = frozenset(Person.objects.values_list("pk", flat=True))
    paired = _concerned(PairsAsked(everybody, None))
    above = org_chart.superior_pairs(paired)
    low = {person for superior, person in above if superior in paired}
    way_up = low | {superior for superior, person in above if person in low}
    return [line for line in lines if line.person_id in way_up]


def _between(line: ReportingLine) -> frozenset[UUID]:
    """Name whoever is a pair across this line, from above it to below it."""
    above = {line.superior_id} | org_chart.superiors_of(line.superior)
    below = {line.person_id} | _below(line.person)
    return _concerned(PairsAsked(frozenset(above), frozenset(below)))


def _freed_by_top(person: Person) -> frozenset[UUID]:
    """Name whoever is in a pair of somebody whose chart this makes known."""
    around = Person.objects.filter(pk__in=_below(person) | {person.pk})
    unknown = around.filter(chart_state=Person.ChartState.UNKNOWN)
    return _concerned(PairsAsked(frozenset(unknown.values_list("pk", flat=True))))


def _below(person: Person) -> frozenset[UUID]:
    reports = Person.objects.filter(pk__in=org_chart.reports_of(person))
    return frozenset(reports.values_list("pk", flat=True))


def _concerned(question: PairsAsked) -> frozenset[UUID]:
    answers = answers_to(pairs_asked.send(sender=Chart, question=question))
    return frozenset(one.about_id for one in answers)


def _third_working_day(on: date) -> date:
    days = (on + timedelta(days=ahead) for ahead in count(1))
    return next(islice(filter(is_working_day, days), WORKING_DAYS - 1, None))
