"""From rows of text to entries: every cell read for what its column means."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from people.roster import dates
from people.roster.columns import Column, as_fields
from people.roster.fields import DATES, MANAGERS, Field, folded
from people.roster.findings import Finding, Kind
from people.roster.nobody import NOBODY, NOT_FOUND, NOTHING, identities_among
from people.roster.reading import Row, Sheet

_IDENTITIES = (Field.NUMBER, Field.LOGIN, Field.EMAIL)
_LANGUAGES = {
    "nl": "nl nld dut nlbe nlnl n ned nederlands neerlandais dutch niederlandisch",
    "fr": "fr fra fre frbe frfr f frans francais french franzosisch",
    "en": "en eng engb enus e engels anglais english englisch",
    "de": "de deu ger dede debe d duits allemand german deutsch",
}
_LANGUAGE_OF = {
    word: code for code, words in _LANGUAGES.items() for word in words.split()
}
_WORKING_TIMES = {
    "full": "full fulltime voltijds voltijd tempsplein vollzeit 1 10 100",
    "part": """part parttime deeltijds deeltijd halftijds tempspartiel mitemps
        teilzeit""",
    "shift": "shift shifts ploegen ploegendienst equipes pauses schicht schichtdienst",
}
_WORKING_TIME_OF = {
    word: kind for kind, words in _WORKING_TIMES.items() for word in words.split()
}
#: How many characters there is room for.
_ROOM = {
    "number": 40,
    "login": 200,
    "email": 254,
    "given_name": 100,
    "family_name": 100,
    "called": 100,
}
_ROOM_OF_POST = {
    "job_title": 200,
    "department": 200,
    "division": 200,
    "function_family": 200,
    "site": 200,
    "country": 60,
}
_LEAST_ROOM = min(*_ROOM.values(), *_ROOM_OF_POST.values())
_HIGHEST_GRADE = 32767
_PLAIN_MAILBOX = re.compile(r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*")


class Post(NamedTuple):
    """What somebody does, as a row says it."""

    job_title: str = ""
    department: str = ""
    division: str = ""
    function_family: str = ""
    site: str = ""
    country: str = ""
    grade: int | None = None
    working_time: str = "full"


class Reference(NamedTuple):
    """Whom a row names as a superior, over which kind of line, and until when."""

    kind: str
    text: str
    until_on: date | None = None


class Entry(NamedTuple):
    """One row, read; empty where the file says nothing."""

    row: int
    number: str = ""
    login: str = ""
    email: str = ""
    given_name: str = ""
    family_name: str = ""
    called: str = ""
    language: str = ""
    hired_on: date | None = None
    left_on: date | None = None
    post: Post = Post()
    post_from: date | None = None
    references: tuple[Reference, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def id(self) -> str:
        return self.number or self.email or self.login or self.name


class Reader:
    """Reads the rows of one sheet and remembers what it noticed."""

    def __init__(self, sheet: Sheet, columns: Iterable[Column]) -> None:
        self.findings: list[Finding] = []
        known = list(columns)
        self.places = as_fields(known)
        self._sheet = sheet
        number = self.places.get(Field.NUMBER)
        numbers = () if number is None else sheet.column(number)
        self._identities = identities_among(numbers)
        self._empty = {field: self._says_nothing(field) for field in self.places}
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
            field: "" if (cell := row.cells[place]) in self._empty[field] else cell
            for field, place in self.places.items()
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
        )

    def _takes(self, row: Row, entry: Entry, named: Collection[str]) -> bool:
        has_name = bool(entry.name) or entry.number in named
        longest = max(map(len, row.cells))
        refusal = _refusal_of(entry, longest=longest, has_name=has_name)
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
        code = _LANGUAGE_OF.get(folded(text), "")
        if text and not code:
            self._note(Kind.LANGUAGE_UNKNOWN, row, cells, text)
        return code

    def _references(
        self, row: Row, cells: Mapping[Field, str]
    ) -> tuple[Reference, ...]:
        until = self._date(Field.ACTING_UNTIL, row, cells)
        return tuple(
            Reference(kind, cells[kind], until if kind == Field.ACTING else None)
            for kind in MANAGERS
            if cells.get(kind)
        )

    def _says_nothing(self, field: Field) -> frozenset[str]:
        """Find the cells of a column that stand for nothing, or for nobody."""
        if field in MANAGERS:
            nothing = NOBODY - self._identities
        else:
            known = NOTHING - self._identities if field in _IDENTITIES else frozenset()
            nothing = known | {NOT_FOUND}
        written = set(self._sheet.column(self.places[field]))
        return frozenset(cell for cell in written if cell.casefold() in nothing)

    def _note(
        self, kind: str, row: Row, cells: Mapping[Field, str], value: str
    ) -> None:
        who = cells.get(Field.NUMBER, "") or " ".join(_names(cells)).strip()
        self.findings.append(Finding(kind, row.number, who, value))


def _refusal_of(entry: Entry, *, longest: int, has_name: bool) -> str:
    """Say why this row cannot be taken in, if so; no cell is longer than `longest`."""
    if longest > _LEAST_ROOM and _is_too_long(entry):
        return Kind.TOO_LONG
    if not has_name:
        return Kind.NAME_MISSING
    if entry.hired_on and entry.left_on and entry.left_on < entry.hired_on:
        return Kind.LEFT_BEFORE_HIRED
    return ""


def _is_too_long(entry: Entry) -> bool:
    """See whether something has more characters than there is room for."""
    room = [
        *((getattr(entry, name), most) for name, most in _ROOM.items()),
        *((getattr(entry.post, name), most) for name, most in _ROOM_OF_POST.items()),
    ]
    return any(len(text) > most for text, most in room)


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
    grade = cells.get(Field.GRADE, "")
    return Post(
        job_title=cells.get(Field.JOB_TITLE, ""),
        department=cells.get(Field.DEPARTMENT, ""),
        division=cells.get(Field.DIVISION, ""),
        function_family=cells.get(Field.FUNCTION_FAMILY, ""),
        site=cells.get(Field.SITE, ""),
        country=cells.get(Field.COUNTRY, ""),
        grade=_grade(grade),
        working_time=_WORKING_TIME_OF.get(
            folded(cells.get(Field.WORKING_TIME, "")), "full"
        ),
    )


def _grade(text: str) -> int | None:
    grade = int(text) if text.isascii() and text.isdigit() else None
    return grade if grade is not None and grade <= _HIGHEST_GRADE else None


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
