"""The life of one file: read in, looked at, applied once or discarded, forgotten."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.models import Employment, ImportBatch, Person, ReportingLine
from people.models.imports import KEPT
from people.operations.bulk import count_anew
from people.operations.imports import rows
from people.operations.imports.memory import without_collector
from people.operations.imports.taking_in import take_in
from people.roster import columns as meanings_of
from people.roster import reading
from people.roster.columns import Choices, Column, Said
from people.roster.reading import Sheet
from people.roster.report import Report
from privacy import audit

#: In so many earlier files we look for what columns mean.
REMEMBERED = 5
NOTHING_SAID = Said()
#: After so many new people the database looks at its tables anew.
MANY = 500


@transaction.atomic
def read_in(
    content: bytes,
    *,
    file_name: str,
    at: datetime,
    by: Person | None,
    said: Said = NOTHING_SAID,
) -> ImportBatch:
    """Read a file and seal its rows; what we must not keep is dropped first.

    What is not said is as in an earlier file with the same titles. Raises
    ValidationError with a clear sentence when it cannot be read.
    """
    sheet = reading.read(content)
    columns = meanings_of.columns_of(sheet)
    forbidden = (column.number - 1 for column in columns if column.is_forbidden)
    kept, emptied = sheet.without(forbidden).hiding(meanings_of.is_secret)
    columns = said.of(_remembered(columns))
    batch = ImportBatch(
        by=by,
        at=at,
        file_name=file_name[-200:],
        mapping=rows.mapping_of(
            columns, emptied=emptied, whole_company=said.whole_company
        ),
        undo_until=at + KEPT,
    )
    rows.keep(batch, kept, report=None)
    batch.save()
    return batch


@transaction.atomic
def remap(batch: ImportBatch, choices: Choices) -> None:
    """Read the file as a person says."""
    batch.mapping = rows.mapping_of(
        meanings_of.renamed(rows.columns_of(batch), choices),
        emptied=batch.mapping["emptied"],
        whole_company=choices.whole_company,
    )
    rows.keep(batch, rows.sheet_of(batch), report=None)
    batch.save(update_fields=["mapping", "sealed_rows"])


@transaction.atomic
def look(batch: ImportBatch, *, at: datetime, by: Person | None) -> Report:
    """Do what the file says, remember what came of it, and take it all back.

    Raises ValidationError when no column holds a name.
    """
    sheet = rows.sheet_of(batch)
    with transaction.atomic():
        report = _do(batch, sheet, at=at, by=by)
        transaction.set_rollback(True)
    rows.keep(batch, sheet, report)
    batch.counts = report.counts()
    batch.save(update_fields=["counts", "sealed_rows"])
    return report


@transaction.atomic
def apply(
    batch: ImportBatch,
    *,
    at: datetime,
    by: Person | None,
    plan: str | None = None,
    leaving: int | None = None,
) -> None:
    """Do what the file says, once: whoever sends the form again changes nothing.

    `plan` names the outcome that was seen, `leaving` how many leave because the file
    does not hold them. Raises ValidationError when it would now be another outcome,
    when many leave and their number was not said, and when no column holds a name; then
    nothing was done.
    """
    waiting = ImportBatch.objects.filter(state=ImportBatch.State.PREVIEW)
    held = waiting.select_for_update().filter(pk=batch.pk).first()
    if held is None:
        return
    sheet = rows.sheet_of(held)
    report = _do(held, sheet, at=at, by=by)
    if plan is not None and report.plan != plan:
        raise ValidationError(
            _("Something has changed since you looked. Please check it once more.")
        )
    _refuse_unconfirmed(report, leaving)
    _close(held, sheet, report, at=at, by=by)


@transaction.atomic
def discard(batch: ImportBatch) -> None:
    """Throw away a file that was only looked at, with its rows."""
    ImportBatch.objects.filter(pk=batch.pk, state=ImportBatch.State.PREVIEW).delete()


@transaction.atomic
def take(
    content: bytes,
    *,
    file_name: str,
    at: datetime,
    by: Person | None,
    said: Said = NOTHING_SAID,
    leaving: int | None = None,
) -> Report:
    """Read a file and do what it says at once; raises as `read_in` and `apply` do."""
    batch = read_in(content, file_name=file_name, at=at, by=by, said=said)
    sheet = rows.sheet_of(batch)
    report = _do(batch, sheet, at=at, by=by)
    _refuse_unconfirmed(report, leaving)
    _close(batch, sheet, report, at=at, by=by)
    return report


@transaction.atomic
def try_out(
    content: bytes,
    *,
    file_name: str,
    at: datetime,
    by: Person | None,
    said: Said = NOTHING_SAID,
) -> Report:
    """Say what a file would do, and leave no trace of it."""
    batch = read_in(content, file_name=file_name, at=at, by=by, said=said)
    report = _do(batch, rows.sheet_of(batch), at=at, by=by)
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


def _remembered(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Read columns as in the last file with these titles that was applied."""
    applied = ImportBatch.objects.exclude(state=ImportBatch.State.PREVIEW)
    for batch in applied.order_by("-undo_until")[:REMEMBERED]:
        known = meanings_of.remembered(columns, rows.columns_of(batch))
        if known != columns:
            return known
    return columns


def _refuse_unconfirmed(report: Report, leaving: int | None) -> None:
    if report.to_confirm and report.to_confirm != leaving:
        raise ValidationError(
            ngettext(
                "%(count)s person is not in this file and would leave. If that is "
                "right, type that number.",
                "%(count)s people are not in this file and would leave. If that is "
                "right, type that number.",
                report.to_confirm,
            )
            % {"count": report.to_confirm}
        )


def _close(
    batch: ImportBatch,
    sheet: Sheet,
    report: Report,
    *,
    at: datetime,
    by: Person | None,
) -> None:
    """Note that a file was applied; for a day it can be undone."""
    rows.keep(batch, sheet, report)
    batch.counts = report.counts()
    batch.state = ImportBatch.State.APPLIED
    batch.undo_until = at + KEPT
    batch.save()
    audit.record(by, "people_imported", batch, at=at)
    if report.created > MANY:
        count_anew(Person, Employment, ReportingLine)


@without_collector()
def _do(batch: ImportBatch, sheet: Sheet, *, at: datetime, by: Person | None) -> Report:
    columns = rows.columns_of(batch)
    if not meanings_of.has_names(columns):
        raise ValidationError(_without_names(columns))
    return take_in(batch, sheet, columns, at=at, by=by)


def _without_names(columns: Sequence[Column]) -> str:
    titles = [column.title for column in columns if column.title]
    if not titles:
        return _("This file has no column titles: say what each column holds.")
    return _("No column holds a name. The columns of this file are: %(titles)s.") % {
        "titles": ", ".join(titles)
    }
