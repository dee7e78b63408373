"""Excel files: the first sheet as rows of text, without trusting the archive."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

MAX_UNPACKED = 150 * 1024 * 1024
MAX_CELLS = 5_000_000  # more do not fit into the memory that we allow ourselves
_SHEETS = "xl/worksheets/sheet"
_NO_RESULT = re.compile(
    rb"<c( [^>]*)?><f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_NAME = re.compile(rb'\br="([A-Z]+[0-9]+)"')
_MERGED = re.compile(
    rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"'
)
_ZIP = b"PK\x03\x04"


class Cell(Protocol):
    """What we ask of a cell, empty ones included."""

    @property
    def value(self) -> object: ...

    @property
    def number_format(self) -> str | None: ...


def is_workbook(content: bytes) -> bool:
    return content.startswith(_ZIP)


def rows(content: bytes, *, most: int) -> list[list[str]]:
    """Give the first rows of the first sheet; a ValidationError when there are none."""
    try:
        _refuse_too_large(content)
        _refuse_unfinished(content)
        return _rows(content, most)
    except ValidationError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a damaged file provokes
        raise ValidationError(
            _("We cannot open this Excel file: save it again as .xlsx or as CSV.")
        ) from None


def _refuse_too_large(content: bytes) -> None:
    if _unpacked(content) > MAX_UNPACKED:
        raise ValidationError(
            _("The file is too large: unpacked it has more than %(size)s MB.")
            % {"size": MAX_UNPACKED // 1024**2}
        )


def _unpacked(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def _refuse_unfinished(content: bytes) -> None:
    """Refuse formulas that nobody computed: an empty manager would be a head."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = (one for one in archive.namelist() if one.startswith(_SHEETS))
        cells = (cell for sheet in sheets for cell in _open(archive.read(sheet)))
        if cell := next(cells, None):
            raise ValidationError(
                _(
                    "Cell %(cell)s holds a formula without a result: open the file "
                    "in Excel, save it and try once more."
                )
                % {"cell": cell}
            )


def _open(sheet: bytes) -> Iterator[str]:
    """Name the cells whose formula has no result; an empty text is one."""
    for found in _NO_RESULT.finditer(sheet):
        if b't="str"' not in found[1]:
            name = _NAME.search(found[1])
            yield name[1].decode() if name else "?"


def _rows(content: bytes, most: int) -> list[list[str]]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what the file claims about its own size is not trusted
    found: list[list[str]] = []
    cells = 0
    for row in islice(sheet.iter_rows(), most):
        cells += len(row)
        _refuse_too_many(cells)
        found.append(_without_tail([_text(cell) for cell in row]))
    _spread_merged(found, _source_of(sheet), cells)
    return found


def _source_of(sheet: Any) -> bytes:  # noqa: ANN401 - its types do not show the parts
    """Give the XML of a sheet: where only rows are read, nothing else tells merges."""
    source: bytes = sheet.parent._archive.read(sheet._worksheet_path)  # noqa: SLF001 - idem
    return source


def _spread_merged(rows: list[list[str]], sheet: bytes, cells: int) -> None:
    """Write a cell that is merged downward into each of its rows, as it reads.

    Excel keeps it in the first one only: a manager of five people would be of one.
    """
    for found in _MERGED.finditer(sheet):
        column = column_index_from_string(found[1].decode()) - 1
        first, last = int(found[2]) - 1, min(int(found[3]), len(rows))
        cells += max(0, last - first)
        _refuse_too_many(cells)
        text = "".join(rows[first][column : column + 1]) if first < last else ""
        for row in filter(any, rows[first + 1 : last] if text else ()):
            row.extend([""] * (column + 1 - len(row)))
            row[column] = text


def _refuse_too_many(cells: int) -> None:
    if cells > MAX_CELLS:
        raise ValidationError(
            _("The file has too many cells: keep only the columns that we need.")
        )


def _without_tail(row: list[str]) -> list[str]:
    """Leave out the empty cells behind the last one that holds something."""
    while row and not row[-1]:
        row.pop()
    return row


def _text(cell: Cell) -> str:
    """Write a cell as a CSV would have it; a number that shows its zeros keeps them."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return _number(value, cell.number_format or "") or str(value)


def _number(value: object, number_format: str) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    width = len(number_format) if set(number_format) == {"0"} else 0
    return f"{value:.0f}".zfill(width) if float(value).is_integer() else ""
