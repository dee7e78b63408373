"""The words with which a file says that there is nobody, or nothing to know."""

from collections import Counter
from collections.abc import Iterable

#: What a manager column says of somebody who has none.
NOBODY = frozenset(
    {"", "xx", "none", "n/a", "na", "nan", "n.v.t.", "nvt", "geen", "aucun", "keine"}
    | {"-", "\N{EN DASH}", "\N{EM DASH}", "/", "0"}
)
#: What stands in the place of an identity that nobody knows.
NOTHING = frozenset({"n/a", "na", "n/d", "nd", "none", "-", "?", "tbd", "tba", "xx"})
#: What a spreadsheet writes where it found nothing: of a manager, that is not nobody.
NOT_FOUND = "#n/a"


def identities_among(numbers: Iterable[str]) -> frozenset[str]:
    """Find who has the number 0, or the initials NA: no word for nobody in this file.

    It looks like most that stands around it: a number among numbers, or a word, once,
    among words of the same length.
    """
    held = Counter(numbers)
    looks = Counter(map(_look, held))
    others = len(held) - 1
    zero = {"0"} if any(not word.strip("0") for word in held) else set()
    words = frozenset(
        word.casefold()
        for word, times in held.items()
        if (times == 1 or word.isdigit())
        and word.casefold() in NOBODY | NOTHING
        and word.isalnum()
        and 2 * (looks[_look(word)] - 1) > others
    )
    return words | zero


def _look(word: str) -> tuple[bool, int]:
    return word.isdigit(), len(word) if word.isalpha() else 0
