"""Taking an import back within a day: what was changed is as it was before.

Nothing is lost on the way: when something was changed since, the undo is refused and
says about whom. Whoever is new and takes part already stays, with those above them.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ForeignKey, ForeignObjectRel, Model, QuerySet
from django.utils.translation import gettext as _

from people import org_chart
from people.models import (
    Chart,
    Employment,
    ExternalId,
    ImportBatch,
    ImportChange,
    Person,
    ReportingLine,
)
from people.operations import finding, lines
from people.operations.bulk import (
    delete_by,
    delete_rows,
    insert,
    parts,
    update_rows,
)
from people.operations.imports import snapshots, traces
from people.operations.imports.recognition import LOGIN
from people.operations.imports.snapshots import FACTS, LINES, SPELLS
from people.operations.imports.traces import Trace, Traces
from privacy import audit

Values = Mapping[str, Any]

MOST_NAMED = 3
#: What an import itself makes around somebody; anything else shows that they are used.
_OWN = (Employment, ExternalId, ImportChange, ReportingLine)
_PLACE = {LINES, "top_of_line", "superior_missing"}


@transaction.atomic
def undo(batch: ImportBatch, *, at: datetime, by: Person | None) -> ImportBatch:
    """Make what a file changed as it was before, and lift what followed from it.

    Raises ValidationError when its day is over, or when something was changed since.
    """
    chart = Chart.objects.change()
    held = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if not held.can_be_undone(at):
        raise ValidationError(_("This import can no longer be undone."))
    kept = traces.of(held)
    _refuse_what_changed_since(held, kept)
    for model, name in ((ReportingLine, LINES), (Employment, SPELLS)):
        _restore_rows(model, name, kept.changed)
    staying = _staying(held, kept.created)
    _remove(kept.created - staying)
    _restore_logins(kept.changed)
    _restore_facts(kept.changed)
    finding.renew(kept.changed)
    lines.announce(chart, _moved(kept), at=at, by=by, undone=held)
    _close(held, removed=len(kept.created - staying), staying=len(staying))
    audit.record(by, "import_undone", held, at=at)
    return held


def _moved(kept: Traces) -> set[UUID]:
    """Give those who have other superiors again, or another place in the chart."""
    return {
        person
        for person, trace in kept.changed.items()
        if not _PLACE.isdisjoint(trace.before)
    }


def _refuse_what_changed_since(batch: ImportBatch, kept: Traces) -> None:
    now = snapshots.of(kept.changed, kinds=traces.kinds_of(batch))
    other = [
        pk
        for pk, trace in kept.changed.items()
        if {name: now.get(pk, {}).get(name) for name in trace.after} != trace.after
    ]
    if other:
        raise ValidationError(
            _(
                "This import cannot be undone: since then something was changed about "
                "%(names)s. Put it right on their page, or hand in the earlier file."
            )
            % {"names": _names(other)}
        )


def _names(people: list[UUID]) -> str:
    some = Person.objects.filter(pk__in=people[:MOST_NAMED]).in_alphabet()
    more = "…" if len(people) > MOST_NAMED else ""
    return ", ".join(str(person) for person in some) + more


def _restore_rows(
    model: type[ReportingLine | Employment], name: str, changed: Mapping[UUID, Trace]
) -> None:
    touched = {pk: trace for pk, trace in changed.items() if name in trace.before}
    made: list[UUID] = []
    back: list[dict[str, Any]] = []
    for person, trace in touched.items():
        before, after = trace.before[name], trace.after[name]
        made += [UUID(key) for key in after if after[key] != before.get(key)]
        back += [
            _row(model, {"id": key, "person_id": person, **values})
            for key, values in before.items()
            if after.get(key) != values
        ]
    # What the file ended or dated otherwise is still there, under its own key.
    delete_rows(model.objects.all(), (*made, *(row["id"] for row in back)))
    names = ("id", "person_id", *snapshots.COLUMNS[model])
    insert(model, names, ([row[name] for name in names] for row in back))


def _row(model: type[Model], values: Values) -> dict[str, Any]:
    """Read the values of a row back from JSON."""
    columns = {field.attname: field for field in model._meta.concrete_fields}
    return {name: columns[name].to_python(value) for name, value in values.items()}


def _restore_logins(changed: Mapping[UUID, Trace]) -> None:
    held = {pk: one.before[LOGIN] for pk, one in changed.items() if LOGIN in one.before}
    delete_by(ExternalId.objects.filter(system=LOGIN), "person", held)
    rows = ((pk, LOGIN, value) for pk, value in held.items() if value)
    insert(ExternalId, ("person_id", "system", "value"), rows)


def _restore_facts(changed: Mapping[UUID, Trace]) -> None:
    """Free the addresses and numbers first: two people may have swapped theirs."""
    before = {
        pk: {name: value for name, value in trace.before.items() if name in FACTS}
        for pk, trace in changed.items()
    }
    names = sorted({name for facts in before.values() for name in facts})
    if not names:
        return
    people = {one.pk: one for one in Person.objects.filter(pk__in=before)}
    for pk, person in people.items():
        for name, value in _row(Person, before[pk]).items():
            setattr(person, name, value)
    unique = {name: None for name in ("email", "employee_number") if name in names}
    if unique:
        update_rows(Person.objects.all(), people, **unique)
    _refuse_what_is_taken(people)
    finding.rewrite(people.values(), names)


def _refuse_what_is_taken(people: Mapping[UUID, Person]) -> None:
    """Refuse when somebody else has meanwhile got what would be given back."""
    emails = {one.email: one for one in people.values() if one.email}
    numbers = {one.employee_number: one for one in people.values()}
    others = Person.objects.exclude(pk__in=people)
    taken = [
        emails.get(email or "") or numbers.get(number)
        for email, number in others.values_list("email", "employee_number")
        if email in emails or (number and number in numbers)
    ]
    if taken:
        raise ValidationError(
            _(
                "This import cannot be undone: somebody else has the address or the "
                "number of %(names)s by now."
            )
            % {"names": ", ".join(str(one) for one in taken[:MOST_NAMED])}
        )


def _staying(batch: ImportBatch, created: frozenset[UUID]) -> set[UUID]:
    """Give the new people who are used already, and the new ones above them."""
    used = set(_used(batch, created))
    above = {superior for superior, _person in org_chart.superior_pairs(used)}
    return used | (above & created)


def _used(batch: ImportBatch, created: frozenset[UUID]) -> Iterator[UUID]:
    """Find whoever chose a secret, or is named by a row that this file did not make."""
    later = ImportChange.objects.exclude(batch=batch)
    for some in parts(created):
        people = Person.objects.filter(pk__in=some)
        chose = people.exclude(secret_kind=Person.SecretKind.NONE)
        yield from chose.values_list("pk", flat=True)
        for link in _links_to_people():
            rows: QuerySet[Model] = QuerySet(link.model).filter(
                **{f"{link.name}__in": some}
            )
            yield from rows.values_list(link.attname, flat=True)
        yield from later.filter(person__in=some).values_list("person", flat=True)
        below = ReportingLine.objects.filter(superior__in=some)
        for superior, person in below.values_list("superior", "person"):
            if person not in created:
                yield superior


def _links_to_people() -> list[ForeignKey[Any, Any]]:
    """Give the columns of other tables that name a person."""
    relations = Person._meta.get_fields(include_hidden=True)
    links = [one.field for one in relations if isinstance(one, ForeignObjectRel)]
    return [
        link
        for link in links
        if isinstance(link, ForeignKey) and link.model not in _OWN
    ]


def _remove(people: Collection[UUID]) -> None:
    """Delete people whom nothing holds, with what the import made around them."""
    for model, name in (
        (ImportChange, "person"),
        (ExternalId, "person"),
        (Employment, "person"),
        (ReportingLine, "person"),
        (ReportingLine, "superior"),
    ):
        delete_by(QuerySet(model), name, people)
    delete_rows(Person.objects.all(), people)


def _close(batch: ImportBatch, *, removed: int, staying: int) -> None:
    """Forget what the file held: after an undo nobody needs it any more."""
    batch.changes.all().delete()
    batch.state = ImportBatch.State.UNDONE
    batch.sealed_rows = b""
    batch.counts = {**batch.counts, "removed": removed, "staying": staying}
    batch.save(update_fields=["state", "sealed_rows", "counts"])
