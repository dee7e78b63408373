"""The words with which a file says that there is nobody, or nothing to know."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from people.roster.fields import folded

#: What a manager column says of somebody who has none.
NOBODY = frozenset(
    {"", "xx", "none", "n/a", "na", "nan", "n.v.t.", "nvt", "geen", "aucun", "keine"}
    | {"-", "\N{EN DASH}", "\N{EM DASH}", "/", "0"}
)
#: What stands in the place of an identity that nobody knows.
NOTHING = frozenset({"n/a", "na", "n/d", "nd", "none", "-", "?", "tbd", "tba", "xx"})
#: What a spreadsheet writes where it found nothing: of a manager, that is not nobody.
NOT_FOUND = "#n/a"


class Identities(NamedTuple):
    """Which of these words are the numbers of people, and which may be."""

    certain: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()


def identities_among(rows: Iterable[tuple[str, str]]) -> Identities:
    """Find who has the number 0, or the initials NA: no word for nobody in this file.

    It looks like most that stands around it: a number among numbers, or a word among
    words of the same length. A word of people with different names is in doubt.
    """
    names: dict[str, set[str]] = defaultdict(set)
    for number, name in rows:
        names[number].add(folded(name) if number.casefold() in _WORDS else "")
    looks = Counter(map(_look, names))
    alike = {
        word
        for word in names
        if word.casefold() in _WORDS
        and word.isalnum()
        and 2 * (looks[_look(word)] - 1) > len(names) - 1
    }
    certain = {word for word in alike if len(names[word]) == 1 or word.isdigit()}
    zero = {"0"} if any(not word.strip("0") for word in names) else set()
    return Identities(
        certain=frozenset({word.casefold() for word in certain} | zero),
        doubtful=frozenset(word.casefold() for word in alike - certain),
    )


_WORDS = NOBODY | NOTHING
NO_IDENTITIES = Identities()


def _look(word: str) -> tuple[bool, int]:
    return word.isdigit(), len(word) if word.isalpha() else 0
