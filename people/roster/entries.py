"""From rows of text to entries: every cell read for what its column means."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from people.roster import dates, spellings
from people.roster.columns import Column, as_fields, beside
from people.roster.entry import Entry, Post, Reference, refusal_of
from people.roster.fields import DATES, MANAGERS, NAMES, Field
from people.roster.findings import Finding, Kind
from people.roster.nobody import (
    NO_IDENTITIES,
    NOBODY,
    NOT_FOUND,
    NOTHING,
    Identities,
    identities_among,
)
from people.roster.reading import Row, Sheet

_IDENTITIES = (Field.NUMBER, Field.LOGIN, Field.EMAIL)
_PLAIN_MAILBOX = re.compile(r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*")


class Reader:
    """Reads the rows of one sheet and remembers what it noticed."""

    def __init__(self, sheet: Sheet, columns: Iterable[Column]) -> None:
        self.findings: list[Finding] = []
        known = list(columns)
        self.places = as_fields(known)
        self._sheet = sheet
        self._identities = self._found_identities()
        self._cells = {
            field: (place, self._says_nothing(field, place))
            for field, place in self.places.items()
        }
        self._beside = [
            (field, column.index, self._says_nothing(field, column.index))
            for field, column in beside(known)
        ]
        self._orders = {
            Field(column.field): self._order(column)
            for column in known
            if column.field in DATES
        }

    def entries(self) -> list[Entry]:
        """Read every row; those that cannot be taken in are findings instead.

        A row without a name counts when its number has one elsewhere: it may name one
        more superior.
        """
        read = [(row, self._entry(row)) for row in self._aligned_rows()]
        named = {entry.number for _row, entry in read if entry.name} - {""}
        return [entry for row, entry in read if self._takes(row, entry, named)]

    def _aligned_rows(self) -> Iterator[Row]:
        """Leave out the rows whose cells stand below we do not know which titles."""
        for row in self._sheet.rows:
            if len(row.cells) > len(self._sheet.header):
                self.findings.append(Finding(Kind.TOO_WIDE, row.number, "", ""))
            else:
                yield row

    def _order(self, column: Column) -> dates.Order:
        """Read a column as a person says; else as its cells do, and ask if unclear."""
        if column.order:
            return dates.Order(day_first=column.order == dates.DAY_FIRST)
        order = dates.order_of(self._sheet.column(column.index))
        if order.ambiguous:
            finding = Finding(Kind.DATE_AMBIGUOUS, 0, str(column.number), column.title)
            self.findings.append(finding)
        return order

    def _entry(self, row: Row) -> Entry:
        cells = {
            field: "" if (cell := row.cells[place]) in nothing else cell
            for field, (place, nothing) in self._cells.items()
        }
        given, family = _names(cells)
        email, login = cells.get(Field.EMAIL, ""), cells.get(Field.LOGIN, "")
        if email and not _is_address(email):
            self._note(Kind.NO_ADDRESS, row, cells, email)
            email, login = "", login or email
        return Entry(
            row=row.number,
            number=cells.get(Field.NUMBER, ""),
            login=login,
            email=email.lower(),
            given_name=given,
            family_name=family,
            called=cells.get(Field.CALLED, ""),
            language=self._language(row, cells),
            hired_on=self._date(Field.HIRED_ON, row, cells),
            left_on=self._date(Field.LEFT_ON, row, cells),
            post=_post(cells),
            post_from=self._date(Field.POST_FROM, row, cells),
            references=self._references(row, cells),
            other_numbers=self._other_numbers(row),
        )

    def _takes(self, row: Row, entry: Entry, named: Collection[str]) -> bool:
        has_name = bool(entry.name) or entry.number in named
        longest = max(map(len, row.cells))
        refusal = refusal_of(entry, longest=longest, has_name=has_name)
        if refusal:
            self.findings.append(Finding(refusal, row.number, entry.id, entry.name))
        return not refusal

    def _date(self, field: Field, row: Row, cells: Mapping[Field, str]) -> date | None:
        text = cells.get(field, "")
        if not text:
            return None
        found = self._orders[field].read(text)
        if found is None:
            self._note(Kind.DATE_UNREADABLE, row, cells, text)
        return found

    def _language(self, row: Row, cells: Mapping[Field, str]) -> str:
        text = cells.get(Field.LANGUAGE, "")
        code = spellings.language(text)
        if text and not code:
            self._note(Kind.LANGUAGE_UNKNOWN, row, cells, text)
        return code

    def _references(
        self, row: Row, cells: Mapping[Field, str]
    ) -> tuple[Reference, ...]:
        """Name the superiors of a row: of each kind the first one that it tells."""
        until = self._date(Field.ACTING_UNTIL, row, cells)
        told = [(kind, cells[kind]) for kind in MANAGERS if cells.get(kind)]
        told += [one for one in self._told_beside(row) if one[0] != Field.NUMBER]
        kinds = [kind for kind, _text in told]
        return tuple(
            Reference(
                kind,
                text,
                until if kind == Field.ACTING else None,
                beside=kind in kinds[:at],
            )
            for at, (kind, text) in enumerate(told)
        )

    def _other_numbers(self, row: Row) -> tuple[str, ...]:
        told = self._told_beside(row)
        return tuple(cell for field, cell in told if field == Field.NUMBER)

    def _told_beside(self, row: Row) -> list[tuple[Field, str]]:
        return [
            (field, cell)
            for field, place, nothing in self._beside
            if (cell := row.cells[place]) and cell not in nothing
        ]

    def _found_identities(self) -> Identities:
        """Find which words for nobody are numbers of this file."""
        number = self.places.get(Field.NUMBER)
        if number is None:
            return NO_IDENTITIES
        names = [place for field, place in self.places.items() if field in NAMES]
        rows = self._sheet.rows
        return identities_among(
            (row.cells[number], " ".join(row.cells[place] for place in names))
            for row in rows
            if row.cells[number]
        )

    def _says_nothing(self, field: Field, place: int) -> frozenset[str]:
        """Find the cells of a column that stand for nothing, or for nobody."""
        if field in MANAGERS:
            nothing = NOBODY - self._identities.certain - self._identities.doubtful
        else:
            known = (
                NOTHING - self._identities.certain
                if field in _IDENTITIES
                else frozenset()
            )
            nothing = known | {NOT_FOUND}
        written = set(self._sheet.column(place))
        return frozenset(cell for cell in written if cell.casefold() in nothing)

    def _note(
        self, kind: str, row: Row, cells: Mapping[Field, str], value: str
    ) -> None:
        who = cells.get(Field.NUMBER, "") or " ".join(_names(cells)).strip()
        self.findings.append(Finding(kind, row.number, who, value))


def _names(cells: Mapping[Field, str]) -> tuple[str, str]:
    """Give the two names; a full name is cut at its comma, or after its first word."""
    given, family = cells.get(Field.GIVEN_NAME, ""), cells.get(Field.FAMILY_NAME, "")
    if given or family:
        return given, family
    full = cells.get(Field.FULL_NAME, "")
    family, comma, given = (part.strip() for part in full.partition(","))
    if comma:
        return given, family
    given, _blank, family = full.partition(" ")
    return given, family


def _post(cells: Mapping[Field, str]) -> Post:
    return Post(
        job_title=cells.get(Field.JOB_TITLE, ""),
        department=cells.get(Field.DEPARTMENT, ""),
        division=cells.get(Field.DIVISION, ""),
        function_family=cells.get(Field.FUNCTION_FAMILY, ""),
        site=cells.get(Field.SITE, ""),
        country=cells.get(Field.COUNTRY, ""),
        grade=spellings.grade(cells.get(Field.GRADE, "")),
        working_time=spellings.working_time(cells.get(Field.WORKING_TIME, "")),
    )


def _is_address(text: str) -> bool:
    """Ask Django; of plain mailboxes only once for each domain."""
    mailbox, _at, domain = text.rpartition("@")
    plain = _PLAIN_MAILBOX.fullmatch(mailbox) is not None
    return _validates(f"a@{domain}" if plain else text)


@lru_cache(maxsize=1000)
def _validates(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True
