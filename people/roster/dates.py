"""Dates as files have them; a column is read in one way, whatever its cells allow."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_SHAPE = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?!\d)")
_NAMED = re.compile(r"(\d{1,2})[-/. ]+([a-z]{3,9})[-/. ]+(\d{4})")
_MONTHS = (
    ("january", "januari", "janvier", "januar"),
    ("february", "februari", "fevrier", "februar"),
    ("march", "maart", "mrt", "mars", "marz"),
    ("april", "avril"),
    ("may", "mei", "mai"),
    ("june", "juni", "juin"),
    ("july", "juli", "juillet"),
    ("august", "augustus", "aout"),
    ("september", "septembre"),
    ("october", "oktober", "octobre"),
    ("november", "novembre"),
    ("december", "decembre", "dezember"),
)
#: What a person may say of a column.
DAY_FIRST, MONTH_FIRST = "day", "month"
_YEARS = range(1900, 2100)
_YEAR_DIGITS = 4


@dataclass(frozen=True)
class Order:
    """How a column writes its dates, and whether it could be the other way round."""

    day_first: bool = True
    ambiguous: bool = False

    def read(self, text: str) -> date | None:
        """Read one date, with or without a time behind it; None when it is not one."""
        return _read(text, self.day_first)


@lru_cache(maxsize=10_000)
def _read(text: str, day_first: bool) -> date | None:  # noqa: FBT001 - a cache takes no keywords
    plain = _plain(text)
    if found := _NAMED.match(plain):
        return _date(found[3], _month(found[2]), found[1])
    if not (found := _SHAPE.match(plain)):
        return None
    first, middle, last = found.groups()
    if len(first) == _YEAR_DIGITS:
        return _date(first, middle, last)
    day, month = (first, middle) if day_first else (middle, first)
    return _date(last, month, day)


def order_of(values: Iterable[str]) -> Order:
    """Find the way in which most cells of a column are dates: day first if equal."""
    texts = set(values)
    by_day, by_month = (
        {text: Order(day_first=first).read(text) for text in texts}
        for first in (True, False)
    )
    days, months = _count(by_day.values()), _count(by_month.values())
    equal = days == months and by_day != by_month
    return Order(day_first=days >= months, ambiguous=equal)


def _count(dates: Iterable[date | None]) -> int:
    return sum(one is not None for one in dates)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in letters if not unicodedata.combining(char))


def _month(word: str) -> int:
    """Know a month by its name or the start of it in four languages; 0 if unclear."""
    found = {
        number
        for number, names in enumerate(_MONTHS, start=1)
        if any(name.startswith(word) for name in names)
    }
    return found.pop() if len(found) == 1 else 0


def _date(year: str, month: str | int, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year in _YEARS else None
