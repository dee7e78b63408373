"""Which column means what, and which columns we must not keep."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from people.roster.fields import NAMES, TITLES, Field, folded
from people.roster.findings import Finding, Kind

#: Parts of titles that tell what a law or decency forbids us to keep.
_FORBIDDEN_PARTS = re.compile(
    "salar|salair|gehalt|wedde|verloning|remunerat|renumerat|baserate|bonus|commission"
    "|birth|geboort|naissance|geburt|nationalid|rijksregister|registrenational"
    "|socialsecurity|securitesociale|sozialversicherung|nationalinsurance|bankaccount"
    "|rekeningnummer|bankrekening|comptebancaire|kontonummer|marital|burgerlijke"
    "|etatcivil|familienstand|gender|geslacht|geschlecht|nationalit|religion|sickleave"
    "|ziekte|maladie|krankheit|disabilit|handicap|personaltaxid|steueridentifikation"
)
_FORBIDDEN_WORDS = frozenset(
    {
        "insz",
        "niss",
        "bsn",
        "ssn",
        "nin",
        "rrn",
        "nir",
        "iban",
        "bic",
        "loon",
        "sexe",
        "sex",
        "pay",
        "wage",
        "wages",
        "lohn",
        "dob",
        "paie",
    }
)
_SAMPLE = 200
_DIGITS = re.compile(r"\d{2}\.?\d{2}\.?\d{2}[- ]?\d{3}[-. ]?\d{2}")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")


class Table(Protocol):
    """What we ask of a sheet."""

    @property
    def header(self) -> tuple[str, ...]: ...

    def column(self, index: int) -> Iterable[str]: ...


@dataclass(frozen=True)
class Column:
    """One column of a file: where it is, its title, and what it means to us.

    `number` is its place in the file, `index` its place in what we keep, or -1.
    """

    number: int
    index: int
    title: str
    field: str = ""

    @property
    def is_forbidden(self) -> bool:
        return self.index < 0


def recognised(titles: Sequence[str]) -> int:
    """Count the titles that we know, to find the header and the delimiter."""
    spellings = {folded(title) for title in titles}
    return sum(not spellings.isdisjoint(known) for known in TITLES.values())


def columns_of(table: Table) -> tuple[Column, ...]:
    """Say what each column means, by its title, and by its content where forbidden."""
    forbidden = {
        place
        for place, title in enumerate(table.header)
        if _forbidden_title(title) or _forbidden_content(table.column(place))
    }
    kept = [place for place in range(len(table.header)) if place not in forbidden]
    meaning = _meanings({place: folded(table.header[place]) for place in kept})
    return tuple(
        Column(
            number=place + 1,
            index=kept.index(place) if place not in forbidden else -1,
            title=title,
            field=meaning.get(place, ""),
        )
        for place, title in enumerate(table.header)
    )


def _meanings(spellings: dict[int, str]) -> dict[int, str]:
    """Give each field the first of its titles that the file has, once."""
    meaning: dict[int, str] = {}
    for field, titles in TITLES.items():
        places = {
            title: place
            for place, title in reversed(spellings.items())
            if place not in meaning
        }
        found = next((places[title] for title in titles if title in places), None)
        if found is not None:
            meaning[found] = field
    return meaning


def has_names(columns: Iterable[Column]) -> bool:
    return any(column.field in NAMES for column in columns)


def findings_of(columns: Iterable[Column]) -> list[Finding]:
    """Report the columns that are not kept, and those that we do not know."""
    return [
        Finding(
            Kind.COLUMN_REFUSED if column.is_forbidden else Kind.COLUMN_UNKNOWN,
            row=0,
            id=str(column.number),
            value=column.title,
        )
        for column in columns
        if not column.field
    ]


def _forbidden_title(title: str) -> bool:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title)
    words = {folded(word) for word in re.split(r"[^A-Za-z]+", spaced)}
    return bool(_FORBIDDEN_PARTS.search(folded(title)) or words & _FORBIDDEN_WORDS)


def _forbidden_content(values: Iterable[str]) -> bool:
    """Know register numbers and bank accounts by their check digits alone."""
    sample = list(islice(values, _SAMPLE))
    secret = sum(_is_register_number(value) or _is_iban(value) for value in sample)
    return bool(sample) and secret >= 0.8 * len(sample)


def _is_register_number(value: str) -> bool:
    """Know a Belgian register number: the last two digits check the nine before."""
    if not _DIGITS.fullmatch(value):
        return False
    digits = re.sub(r"\D", "", value)
    check = 97 - int(digits[9:])
    born_before, born_after = int(digits[:9]), int("2" + digits[:9])
    return check in (born_before % 97, born_after % 97)


def _is_iban(value: str) -> bool:
    text = value.replace(" ", "").upper()
    if not _IBAN.fullmatch(text):
        return False
    return int("".join(str(int(char, 36)) for char in text[4:] + text[:4])) % 97 == 1


def renamed(
    columns: Iterable[Column], meanings: Mapping[int, str]
) -> tuple[Column, ...]:
    """Give columns the meanings that a person chose, by their number in the file."""
    return tuple(
        replace(column, field="" if column.is_forbidden else meanings[column.number])
        for column in columns
    )


def as_fields(columns: Iterable[Column]) -> dict[Field, int]:
    """Give the place of each field that the file has."""
    return {Field(column.field): column.index for column in columns if column.field}
