"""From a noised count to what may be said of it (`privacy.md` 2.3): pure arithmetic."""

from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Final

FEWEST_PEOPLE: Final = 8
LN_10: Final = Fraction(2302585093, 10**9)
HIDDEN_ABOVE, WORDS_ABOVE = 25, 10  # margins, in points
BANDS: Final = ((60, "60+"), (30, "30-59"), (15, "15-29"), (8, "8-14"))
ENDS: Final = {"low": 10, "high": 90}
STEP: Final = 5
FEW, HALF, MANY, NARROW = 30, 50, 70, 15  # where the words begin and end


@dataclass(frozen=True)
class Figure:
    """What is published of one question: a word, a percentage, or that it is hidden.

    `percent` is rounded to 5 and coded at both ends; `margin` is in points, rounded up
    to 5, for nine in ten.
    """

    shown: str  # hidden | word | percent
    word: str = ""
    percent: int | None = None
    margin: int | None = None

    def as_row(self) -> dict[str, object]:
        return asdict(self)


HIDDEN: Final = Figure("hidden")


def scale_for(items: int) -> Fraction:
    """Give the scale of the noise: one budget of epsilon 2 for the whole ballot."""
    return Fraction(items, 2)


def margin(people: int, scale: Fraction) -> Fraction:
    """Give the margin in points that nine in ten figures stay within."""
    return 100 * scale * LN_10 / people


def band(people: int) -> str:
    """Say how many answered, coarsely; empty below the threshold."""
    return next((word for least, word in BANDS if people >= least), "")


def items_to_publish(expected: int, choices: tuple[int, ...]) -> int:
    """Give the largest number of items whose margin stays honest at half response."""
    people = max(expected // 2, 1)
    honest = [
        items for items in choices if margin(people, scale_for(items)) <= HIDDEN_ABOVE
    ]
    return max(honest, default=min(choices))


def figure(noised: int, people: int, scale: Fraction) -> Figure:
    """Say what may be said of a noised count of favourable answers.

    The share is clamped to what is possible; everything here is post-processing.
    """
    if people < FEWEST_PEOPLE:
        return HIDDEN
    wide = margin(people, scale)
    if wide > HIDDEN_ABOVE:
        return HIDDEN
    share = Fraction(100 * min(max(noised, 0), people), people)
    if wide > WORDS_ABOVE:
        return Figure("word", word=_word(share, wide))
    rounded = int((share + Fraction(STEP, 2)) // STEP) * STEP
    return Figure(
        "percent",
        percent=min(max(rounded, ENDS["low"]), ENDS["high"]),
        margin=-int(-wide // STEP) * STEP,
    )


def _word(share: Fraction, wide: Fraction) -> str:
    low, high = share - wide, share + wide
    words = (
        ("nearly_everybody", low >= MANY),
        ("most", low >= HALF),
        ("less_than_half", high <= HALF),
        ("about_half", wide <= NARROW and low >= FEW and high <= MANY),
    )
    return next((word for word, holds in words if holds), "divided")
