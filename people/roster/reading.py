"""From the bytes of a file to a table of text, or one clear sentence why not."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, islice
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from people.roster import workbook
from people.roster.columns import are_same_titles, recognised

MAX_BYTES = 20 * 1024 * 1024
MAX_COLUMNS = 200
MAX_ROWS = 200_000
DELIMITERS = (",", ";", "\t", "|")
_HEAD = 100_000  # characters: enough to see which delimiter a file uses
_HEADER_WITHIN = 10  # rows: a version line or a title may come first
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b\ufeff]+")
_NOTHING = frozenset({"null", "(null)"})
_AS_TEXT = re.compile(r'="(.*)"|\'(?=\d)(.*)')  # how a number is kept from Excel
_DATA = re.compile(
    r"[A-Z]{0,3}[-_]?\d{2,}[a-z]?|\d+|\S+@\S+\.\S+|\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}"
)

Cells = tuple[str, ...]


class Row(NamedTuple):
    """One record of a file, with the number that a spreadsheet shows beside it."""

    number: int
    cells: Cells


@dataclass(frozen=True)
class Sheet:
    """A table as it was read: every row as wide as the header."""

    header: Cells
    rows: tuple[Row, ...]

    @property
    def has_titles(self) -> bool:
        return any(self.header)

    def column(self, index: int) -> Iterator[str]:
        """Give what is written in one column, without the empty cells."""
        return (row.cells[index] for row in self.rows if row.cells[index])

    def hiding(self, is_secret: Callable[[str], bool]) -> "tuple[Sheet, list[int]]":
        """Empty the cells that must not be kept; say in which rows they stood."""
        written = {cell for row in self.rows for cell in row.cells}
        secret = set(filter(is_secret, written))
        if not secret:
            return self, []
        hit = [row.number for row in self.rows if not secret.isdisjoint(row.cells)]
        rows = tuple(
            Row(row.number, tuple("" if c in secret else c for c in row.cells))
            for row in self.rows
        )
        return Sheet(self.header, rows), hit

    def without(self, indices: Iterable[int]) -> "Sheet":
        """Leave out columns that must not be kept."""
        gone = set(indices)
        # A row that is too wide has more cells than the header.
        stays = [place not in gone for place in range(len(self.header) + 1)]
        rows = tuple(
            Row(row.number, tuple(compress(row.cells, stays))) for row in self.rows
        )
        return Sheet(tuple(compress(self.header, stays)), rows)


def read(content: bytes) -> Sheet:
    """Read CSV or XLSX; raises ValidationError with a sentence for the reader."""
    if not content.strip():
        raise ValidationError(_("The file is empty."))
    if len(content) > MAX_BYTES:
        raise ValidationError(
            _("The file is too large: we read at most %(size)s MB.")
            % {"size": MAX_BYTES // 1024**2}
        )
    if workbook.is_workbook(content):
        found = workbook.rows(content, most=MAX_ROWS + 1)
        return _sheet(_squared([_narrow(row) for row in found]))
    return _sheet(_csv_rows(_text(content)))


def _squared(rows: Sequence[list[str]]) -> list[list[str]]:
    """Give all rows the same width: the cells of a workbook cannot move."""
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _text(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decoded(content, "utf-16")
    if b"\x00" in content:
        raise ValidationError(
            _("This is not a CSV or Excel file (.xlsx): we cannot read it as text.")
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse_two_encodings(content)
        return _decoded(content, "cp1252")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise ValidationError(
            _(
                "We cannot read the letters of this file: save it again as "
                "“CSV UTF-8” and try once more."
            )
        ) from None


def _refuse_two_encodings(content: bytes) -> None:
    """Refuse a file that was pasted together: reading it either way damages names."""
    accented = [
        (number, line)
        for number, line in enumerate(content.splitlines(), start=1)
        if not line.isascii()
    ]
    other = [number for number, line in accented if not _is_utf8(line)]
    if len(other) < len(accented):
        raise ValidationError(
            _(
                "Line %(line)s is written in another encoding than the rest: save the "
                "file again as “CSV UTF-8” and try once more."
            )
            % {"line": other[0]}
        )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _csv_rows(text: str) -> list[list[str]]:
    """Read with the delimiter under which most columns make sense to us."""
    delimiter = max(DELIMITERS, key=lambda one: _sense(text, one))
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        return [_narrow(row) for row in islice(reader, MAX_ROWS + 1)]
    except csv.Error:
        raise ValidationError(
            _("We cannot read line %(line)s: is a quotation mark not closed?")
            % {"line": reader.line_num}
        ) from None


def _narrow(row: list[str]) -> list[str]:
    """Refuse a row of too many columns before the next one is read."""
    if len(row) > MAX_COLUMNS and len("".join(row[MAX_COLUMNS:]).strip()):
        raise ValidationError(
            _("The file has more than %(count)s columns.") % {"count": MAX_COLUMNS}
        )
    return row[:MAX_COLUMNS]


def _sense(text: str, delimiter: str) -> tuple[int, int]:
    """Count the titles we know under this delimiter, then the columns of most rows."""
    head = text[:_HEAD].splitlines()[:_HEADER_WITHIN]
    rows = list(csv.reader(head, delimiter=delimiter))
    known = max((recognised(row) for row in rows), default=0)
    widths = Counter(len(row) for row in rows)
    return known, max(widths, key=lambda width: (widths[width], width), default=0)


def clean(cell: str) -> str:
    """Take off what nobody sees: control characters, odd blanks, a literal NULL."""
    text = " ".join(_CONTROL.sub(" ", cell).split())
    if text[:1] in ("=", "'") and (kept := _AS_TEXT.fullmatch(text)):
        text = kept[1] or kept[2] or ""
    return "" if text.casefold() in _NOTHING else text


class _Tidy(dict[str, str]):
    """Clean cells, the same text once: half of a file's cells recur."""

    def __missing__(self, cell: str) -> str:
        return self.setdefault(cell, clean(cell))


def _sheet(rows: Sequence[Sequence[str]]) -> Sheet:
    if len(rows) > MAX_ROWS:
        raise ValidationError(
            _("The file has more than %(count)s rows.") % {"count": MAX_ROWS}
        )
    tidy = _Tidy()
    cleaned = (tuple([tidy[cell] for cell in row]) for row in rows)
    filled = [
        Row(number, cells) for number, cells in enumerate(cleaned, 1) if any(cells)
    ]
    if not filled:
        raise ValidationError(_("The file is empty."))
    at = _header_at(filled[:_HEADER_WITHIN], filled)
    if at is None:
        width = max(len(row.cells) for row in filled)
        return _below(("",) * width, filled)
    titles, body = filled[at].cells, filled[at + 1 :]
    says_them_again = bool(body) and are_same_titles(titles, body[0].cells)
    return _below(titles, body[1:] if says_them_again else body)


def _header_at(head: Sequence[Row], rows: Sequence[Row]) -> int | None:
    """Find the row of titles; None where the file begins with people at once.

    It is the row that we know most titles of: a version line may come before it. Where
    we know none, it is the first row of some width, unless that looks like a person.
    """
    known = [recognised(row.cells) - _cells_of_data(row) for row in head]
    best = known.index(max(known))
    if known[best] > 0:
        return best
    widths = [sum(map(bool, row.cells)) for row in head]
    first = next(i for i, width in enumerate(widths) if 2 * width >= max(widths))
    is_person = _cells_of_data(head[first]) or _recurs(head[first], rows[first + 1 :])
    return None if is_person else first


def _recurs(row: Row, below: Sequence[Row]) -> bool:
    """See a cell that stands further down too: a manager or a place, never a title."""
    cells = {cell for cell in row.cells if cell}
    return any(not cells.isdisjoint(other.cells) for other in below)


def _cells_of_data(row: Row) -> int:
    """Count numbers, addresses and dates, which no title is."""
    return sum(_DATA.fullmatch(cell) is not None for cell in row.cells)


def _below(header: Cells, body: Sequence[Row]) -> Sheet:
    """Make all rows as wide as the header; one that holds more is emptied, and wider.

    A separator inside a name moves all cells behind it to the wrong titles.
    """
    width = len(header)
    if not body:
        raise ValidationError(_("The file has column titles but no rows below them."))
    empty = ("",) * width
    too_wide = (*empty, "")

    def fitted(cells: Cells) -> Cells:
        return too_wide if any(cells[width:]) else (cells + empty)[:width]

    return Sheet(header, tuple(Row(row.number, fitted(row.cells)) for row in body))
