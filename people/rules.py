"""The promises about people, as questions with a plain answer."""

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

PIN_DIGITS = 6
FEWEST_DIFFERENT = 3
#: Years in which somebody may be born, start, marry or retire.
_YEARS = range(1900, 2100)
#: How people write a day or a month as six digits.
_DATES = ("%d%m%y", "%m%d%y", "%y%m%d", "%Y%m", "%m%Y")
#: Letters that Unicode does not take apart, as people type them without.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "æ": "ae",
        "œ": "oe",
    }
)
MOST_LETTERS = 250
SATURDAY = 5
Spell = tuple[datetime, datetime]
#: When a week of a shift pattern is worked; who has no pattern works by day.
HOURS: Mapping[str, tuple[time, time]] = {
    "day": (time(9), time(17)),
    "early": (time(6), time(14)),
    "late": (time(14), time(22)),
    "night": (time(22), time(6)),
}
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Give the words of a text as a search compares them: small, without accents."""
    small = text.casefold()
    return _WORD.findall(small if small.isascii() else _without_accents(small))


def _without_accents(text: str) -> str:
    taken_apart = unicodedata.normalize("NFKD", text)
    plain = "".join(one for one in taken_apart if not unicodedata.combining(one))
    return plain.translate(_PLAIN)


def folded(*texts: str) -> str:
    """Write texts as words, each after a blank: what a word begins with is found.

    The rest is cut: an index on PostgreSQL takes no more, at four bytes a letter.
    """
    return "".join(f" {word}" for word in words_of(" ".join(texts)))[:MOST_LETTERS]


def weakness_of_pin(pin: str) -> str | None:
    """Say why this is no good PIN, or None when it will do."""
    if not re.fullmatch(rf"[0-9]{{{PIN_DIGITS}}}", pin):
        return _("A PIN has six digits.")
    if _is_series(pin):
        return _("This PIN is a series. Choose one that is harder to guess.")
    if any(_reads_as(pin, written) for written in _DATES):
        return _("This PIN looks like a date. Choose one that is harder to guess.")
    return None


def _is_series(pin: str) -> bool:
    """Say whether the digits climb, fall or repeat: 123456, 654321, 111111, 121212."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    half, rest = pin[: PIN_DIGITS // 2], pin[PIN_DIGITS // 2 :]
    return (
        len(steps) == 1
        or len(set(pin)) < FEWEST_DIFFERENT
        or half in (rest, rest[::-1])
    )


def _reads_as(pin: str, written: str) -> bool:
    try:
        day = datetime.strptime(pin, written)  # noqa: DTZ007 - a day without a clock
    except ValueError:
        return False
    return day.year in _YEARS


@dataclass(frozen=True)
class Presence:
    """When somebody is at work: never where else, nor why."""

    zone: ZoneInfo
    shifts: tuple[str, ...] = ()
    shifts_from: date = date.min
    away: tuple[tuple[date, date], ...] = ()
    days_off: Container[date] = field(default_factory=frozenset)

    def is_there(self, day: date) -> bool:
        """Say whether this is a working day of theirs."""
        is_away = any(first <= day <= last for first, last in self.away)
        return not (is_away or day.weekday() >= SATURDAY or day in self.days_off)

    def working_days_before(self, day: date, count: int) -> date:
        """Give the day that lies so many working days of theirs before this one."""
        while count:
            day -= timedelta(days=1)
            count -= self.is_there(day)
        return day

    def spells_around(self, day: date) -> Iterator[Spell]:
        """Give the hours of work that begin on this day or run over into it, in UTC."""
        for begins_on in (day - timedelta(days=1), day):
            if self.is_there(begins_on):
                yield self._spell(begins_on)

    def shift_hours(self, day: date) -> tuple[time, time] | None:
        """Give the hours of the shift of that week; None for whoever works by day."""
        return HOURS[self._shift_on(day)] if self.shifts else None

    def _spell(self, day: date) -> Spell:
        begin, end = HOURS[self._shift_on(day)]
        last = day if end > begin else day + timedelta(days=1)
        opens = datetime.combine(day, begin, tzinfo=self.zone)
        closes = datetime.combine(last, end, tzinfo=self.zone)
        return opens.astimezone(UTC), closes.astimezone(UTC)

    def _shift_on(self, day: date) -> str:
        if not self.shifts:
            return "day"
        week = (day - self.shifts_from).days // 7
        return self.shifts[week % len(self.shifts)]
