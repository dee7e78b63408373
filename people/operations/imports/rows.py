"""The rows of a file under seal, and what was made of them."""

import json
import zlib
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from people.models import ImportBatch
from people.roster.columns import Column
from people.roster.findings import Finding, Kind
from people.roster.reading import Row, Sheet
from people.roster.report import Report
from privacy import keyring

SAMPLES = 3


def keep(batch: ImportBatch, sheet: Sheet, report: Report | None) -> None:
    """Seal the rows and the report into the batch; the caller saves it."""
    content = {
        "header": sheet.header,
        "rows": [[row.number, *row.cells] for row in sheet.rows],
        "report": report.stored() if report else None,
    }
    packed = zlib.compress(json.dumps(content).encode(), level=1)
    batch.sealed_rows = keyring.current().seal_value(packed, _binding(batch))


def sheet_of(batch: ImportBatch) -> Sheet:
    content = _opened(batch)
    rows = (Row(number, tuple(cells)) for number, *cells in content["rows"])
    return Sheet(tuple(content["header"]), tuple(rows))


def report_of(batch: ImportBatch) -> Report | None:
    """Give what a look at the file showed, or what it did; None before the first look.

    Also None once the rows are gone: the batch's counts say what it did.
    """
    if not batch.sealed_rows:
        return None
    stored = _opened(batch)["report"]
    return Report.restored(stored) if stored else None


def samples_of(batch: ImportBatch) -> dict[int, str]:
    """Give the first cells of each column, by its number in the file."""
    sheet = sheet_of(batch) if batch.sealed_rows else None
    return {
        column.number: " · ".join(islice(sheet.column(column.index), SAMPLES))
        for column in columns_of(batch)
        if sheet and not column.is_forbidden
    }


def columns_of(batch: ImportBatch) -> tuple[Column, ...]:
    return tuple(Column(**column) for column in batch.mapping["columns"])


def emptied_in(batch: ImportBatch) -> list[Finding]:
    """Report the rows in which a cell was not kept."""
    return [Finding(Kind.CELL_REFUSED, row, "", "") for row in batch.mapping["emptied"]]


def asked_in(batch: ImportBatch) -> set[int]:
    """Give the columns whose dates can be read in two ways, by their number."""
    report = report_of(batch)
    found = report.of_kinds([Kind.DATE_AMBIGUOUS]) if report else []
    return {int(one.id) for one in found}


def is_whole_company(batch: ImportBatch) -> bool:
    return bool(batch.mapping["whole_company"])


def mapping_of(
    columns: tuple[Column, ...],
    *,
    emptied: Sequence[int],
    whole_company: bool = False,
) -> Mapping[str, Any]:
    return {
        "columns": [vars(column) for column in columns],
        "emptied": list(emptied),
        "whole_company": whole_company,
    }


def _opened(batch: ImportBatch) -> dict[str, Any]:
    sealed = bytes(batch.sealed_rows)
    packed = keyring.current().open_value(sealed, _binding(batch))
    content: dict[str, Any] = json.loads(zlib.decompress(packed))
    return content


def _binding(batch: ImportBatch) -> keyring.Binding:
    return batch.bindings("sealed_rows")[0]
