"""Which column means what, and which columns we must not keep."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from people.roster.fields import MANAGERS, NAMES, TITLES, Field, folded, spelled
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
_MOST = 0.8  # of the cells that are filled
_ENOUGH = 5  # cells, before chance is no explanation any more
_ENOUGH_TITLES = 2
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_NINE = re.compile(r"\d{9}|\d{4}\.\d{2}\.\d{3}|\d{3} \d{3} \d{3}")
_SPELT = re.compile(r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}")
_SHORTEST_SECRET = 15
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

    `number` is its place in the file, `index` its place in what we keep, or -1. `order`
    is how a person says that its dates are written: day or month first.
    """

    number: int
    index: int
    title: str
    field: str = ""
    order: str = ""

    @property
    def is_forbidden(self) -> bool:
        return self.index < 0


def recognised(titles: Sequence[str]) -> int:
    """Count the titles that we know, to find the header and the delimiter."""
    spellings = {spelled(title) for title in titles}
    return sum(not spellings.isdisjoint(known) for known in TITLES.values())


def are_same_titles(titles: Sequence[str], row: Sequence[str]) -> bool:
    """See whether a row says the titles once more, in other words or as keys.

    What it says must mean the same in each place: a job may be called Manager.
    """
    pairs = [
        (_meanings_of(title), _meanings_of(cell))
        for title, cell in zip(titles, row, strict=False)
    ]
    known = [(one, other) for one, other in pairs if other]
    same = [bool(one & other) for one, other in known]
    return all(same) and len(same) >= _ENOUGH_TITLES


def _meanings_of(title: str) -> set[str]:
    spelling = spelled(title)
    return {field for field, titles in TITLES.items() if spelling in titles}


def columns_of(table: Table) -> tuple[Column, ...]:
    """Say what each column means, by its title, and by its content where forbidden."""
    forbidden = {
        place
        for place, title in enumerate(table.header)
        if _forbidden_title(title) or _forbidden_content(table.column(place))
    }
    kept = [place for place in range(len(table.header)) if place not in forbidden]
    meaning = (
        _meanings({place: spelled(table.header[place]) for place in kept})
        if any(table.header)
        else {place: Field.EMAIL for place in kept if _holds_addresses(table, place)}
    )
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


def beside(columns: Iterable[Column]) -> list[tuple[Field, Column]]:
    """Give the columns that say once more what another one does, with what that is.

    An empty manager beside a second column that names one is not nobody.
    """
    known = list(columns)
    held = {column.field for column in known}
    return [
        (field, column)
        for column in known
        if not (column.field or column.is_forbidden)
        for field in (Field.NUMBER, *MANAGERS)
        if field in held and spelled(column.title) in TITLES[field]
    ]


def findings_of(columns: Iterable[Column]) -> list[Finding]:
    """Report the columns that are not kept, and those that we do not know."""
    known = list(columns)
    twice = {column.number for _field, column in beside(known)}
    return [
        Finding(_kind_of(column, twice), 0, str(column.number), column.title)
        for column in known
        if not column.field
    ]


def _kind_of(column: Column, twice: Collection[int]) -> Kind:
    if column.is_forbidden:
        return Kind.COLUMN_REFUSED
    return Kind.COLUMN_BESIDE if column.number in twice else Kind.COLUMN_UNKNOWN


def _forbidden_title(title: str) -> bool:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title)
    words = {folded(word) for word in re.split(r"[^A-Za-z]+", spaced)}
    return bool(_FORBIDDEN_PARTS.search(folded(title)) or words & _FORBIDDEN_WORDS)


def _forbidden_content(values: Iterable[str]) -> bool:
    """Know register numbers and bank accounts by their check digits alone."""
    sample = list(islice(values, _SAMPLE))
    secret = sum(_is_register_number(value) or _is_iban(value) for value in sample)
    dutch = sum(map(_is_dutch_number, sample)) if len(sample) >= _ENOUGH else 0
    return bool(sample) and max(secret, dutch) >= _MOST * len(sample)


def _holds_addresses(table: Table, place: int) -> bool:
    sample = list(islice(table.column(place), _SAMPLE))
    return bool(sample) and sum("@" in one for one in sample) >= _MOST * len(sample)


def is_secret(cell: str) -> bool:
    """Know a single register number in its own spelling, or a bank account."""
    if len(cell) < _SHORTEST_SECRET:
        return False
    spelt = _SPELT.fullmatch(cell) is not None and _is_register_number(cell)
    return spelt or _is_iban(cell)


def _is_dutch_number(value: str) -> bool:
    """Know a BSN: nine digits, weighed by nine to two and minus one, make elevens.

    One in eleven numbers does so by chance: only a whole column of them tells.
    """
    if not _NINE.fullmatch(value):
        return False
    digits = [int(char) for char in value if char.isdigit()]
    weighed = sum(
        digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)
    )
    return weighed % 11 == 0 and any(digits)


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


@dataclass(frozen=True)
class Choices:
    """What a person says of a file: by the number of a column, and of it as a whole."""

    meanings: Mapping[int, str]
    orders: Mapping[int, str]
    whole_company: bool = False


@dataclass(frozen=True)
class Said:
    """What is said of a file before anybody has seen its columns."""

    columns: tuple[str, ...] | None = None  # their meanings, by position
    order: str = ""  # of all dates that can be read in two ways
    whole_company: bool = False

    def of(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """Give columns the meanings and the order that were said, if any."""
        meanings = {one.number: one.field for one in columns}
        if self.columns is not None:
            meanings = dict(enumerate(self.columns, 1))
        orders = {one.number: self.order or one.order for one in columns}
        return renamed(columns, Choices(meanings, orders))


def renamed(columns: Iterable[Column], choices: Choices) -> tuple[Column, ...]:
    """Give columns the meanings that a person chose; no other has any."""
    return tuple(
        replace(
            column,
            field=choices.meanings.get(column.number, ""),
            order=choices.orders.get(column.number, ""),
        )
        if not column.is_forbidden
        else column
        for column in columns
    )


def remembered(
    columns: Sequence[Column], earlier: Sequence[Column]
) -> tuple[Column, ...]:
    """Give columns what those of an earlier file with the same titles mean."""
    if [one.title for one in columns] != [one.title for one in earlier]:
        return tuple(columns)
    meanings = {one.number: one.field for one in earlier}
    orders = {one.number: one.order for one in earlier}
    return renamed(columns, Choices(meanings, orders))


def as_fields(columns: Iterable[Column]) -> dict[Field, int]:
    """Give the place of each field that the file has."""
    return {Field(column.field): column.index for column in columns if column.field}
