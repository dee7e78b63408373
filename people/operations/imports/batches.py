"""The life of one file: read in, looked at, applied once or discarded, forgotten."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.models import ImportBatch, Person
from people.operations.imports import rows
from people.operations.imports.taking_in import take_in
from people.roster import columns as meanings_of
from people.roster import reading
from people.roster.report import Report
from privacy import audit

#: How long an applied file can be undone, and a file that was only looked at is kept.
KEPT = timedelta(hours=24)


@transaction.atomic
def read_in(
    content: bytes, *, file_name: str, at: datetime, by: Person | None
) -> ImportBatch:
    """Read a file and seal its rows; columns that we must not keep are dropped first.

    Raises ValidationError with a clear sentence when it cannot be read.
    """
    sheet = reading.read(content)
    columns = meanings_of.columns_of(sheet)
    batch = ImportBatch(
        by=by,
        at=at,
        file_name=file_name[-200:],
        mapping=rows.mapping_of(columns),
        undo_until=at + KEPT,
    )
    forbidden = (column.number - 1 for column in columns if column.is_forbidden)
    rows.keep(batch, sheet.without(forbidden), report=None)
    batch.save()
    return batch


@transaction.atomic
def remap(batch: ImportBatch, meanings: Mapping[int, str]) -> None:
    """Read the columns as a person says, by their number in the file."""
    columns = meanings_of.renamed(rows.columns_of(batch), meanings)
    batch.mapping = rows.mapping_of(columns)
    rows.keep(batch, rows.sheet_of(batch), report=None)
    batch.save(update_fields=["mapping", "sealed_rows"])


@transaction.atomic
def look(batch: ImportBatch, *, at: datetime, by: Person | None) -> Report:
    """Do what the file says, remember what came of it, and take it all back.

    Raises ValidationError when no column holds a name.
    """
    with transaction.atomic():
        report = _do(batch, at=at, by=by)
        transaction.set_rollback(True)
    rows.keep(batch, rows.sheet_of(batch), report)
    batch.counts = report.counts()
    batch.save(update_fields=["counts", "sealed_rows"])
    return report


@transaction.atomic
def apply(
    batch: ImportBatch, *, at: datetime, by: Person | None, plan: str | None = None
) -> None:
    """Do what the file says, once: whoever sends the form again changes nothing.

    `plan` names the outcome that was seen. Raises ValidationError when it would now be
    another one, and when no column holds a name; then nothing was done.
    """
    waiting = ImportBatch.objects.filter(state=ImportBatch.State.PREVIEW)
    held = waiting.select_for_update().filter(pk=batch.pk).first()
    if held is None:
        return
    report = _do(held, at=at, by=by)
    if plan is not None and report.plan != plan:
        raise ValidationError(
            _("Something has changed since you looked. Please check it once more.")
        )
    _close(held, report, at=at, by=by)


@transaction.atomic
def discard(batch: ImportBatch) -> None:
    """Throw away a file that was only looked at, with its rows."""
    ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.PREVIEW).delete()


@transaction.atomic
def take(content: bytes, *, file_name: str, at: datetime, by: Person | None) -> Report:
    """Read a file and do what it says at once; raises as `read_in` and `apply` do."""
    batch = read_in(content, file_name=file_name, at=at, by=by)
    report = _do(batch, at=at, by=by)
    _close(batch, report, at=at, by=by)
    return report


@transaction.atomic
def try_out(
    content: bytes, *, file_name: str, at: datetime, by: Person | None
) -> Report:
    """Say what a file would do, and leave no trace of it."""
    batch = read_in(content, file_name=file_name, at=at, by=by)
    report = _do(batch, at=at, by=by)
    transaction.set_rollback(True)
    return report


@transaction.atomic
def forget_old(*, at: datetime) -> None:
    """Delete rows and old values whose time is over, and files nobody applied."""
    over = ImportBatch.objects.filter(undo_until__lte=at)
    over.filter(state=ImportBatch.State.PREVIEW).delete()
    for batch in over.exclude(sealed_rows=b""):
        batch.changes.all().delete()
        batch.sealed_rows = b""
        batch.save(update_fields=["sealed_rows"])


def _close(
    batch: ImportBatch, report: Report, *, at: datetime, by: Person | None
) -> None:
    """Note that a file was applied; for a day it can be undone."""
    rows.keep(batch, rows.sheet_of(batch), report)
    batch.counts = report.counts()
    batch.state = ImportBatch.State.APPLIED
    batch.undo_until = at + KEPT
    batch.save()
    audit.record(by, "people_imported", batch, at=at)


def _do(batch: ImportBatch, *, at: datetime, by: Person | None) -> Report:
    columns = rows.columns_of(batch)
    if not meanings_of.has_names(columns):
        raise ValidationError(
            _("No column holds a name. The columns of this file are: %(titles)s.")
            % {"titles": ", ".join(column.title for column in columns)}
        )
    return take_in(batch, rows.sheet_of(batch), columns, at=at, by=by)
