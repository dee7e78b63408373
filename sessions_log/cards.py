"""Conversation cards: one question each, ours, in every language we write.

The texts stand in `cards.toml`; they are no part of the translations, so that a deck
is whole in each language.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from programmes.vocabulary import Told, told

PHASES = ("welcome", "guide", "teach", "coach")
QUALITIES = ("share", "ask", "context", "enable", "confront")
_DECK = Path(__file__).parent / "cards.toml"


@dataclass(frozen=True)
class Card:
    """One card: its place in the deck, counted from 1, and its question."""

    number: int
    phase: str
    quality: str
    texts: tuple[tuple[str, str], ...]

    @property
    def question(self) -> Told:
        """Give the question in the reader's language."""
        return told(dict(self.texts))


@cache
def deck() -> tuple[Card, ...]:
    """Give all cards, in the order of the phases."""
    rows = tomllib.loads(_DECK.read_text(encoding="utf-8"))["card"]
    return tuple(_card(number, row) for number, row in enumerate(rows, start=1))


def card(number: int) -> Card | None:
    """Give a card by its number; None when there is none."""
    return deck()[number - 1] if 1 <= number <= len(deck()) else None


def after(one: Card) -> Card:
    """Give the card after this one; after the last comes the first."""
    return deck()[one.number % len(deck())]


def card_for(phase: str, turn: int) -> Card:
    """Give the card of a phase for a turn; a phase without cards takes all of them."""
    found: Sequence[Card] = [one for one in deck() if one.phase == phase] or deck()
    return found[turn % len(found)]


def _card(number: int, row: dict[str, str]) -> Card:
    texts = tuple((code, row[code]) for code in ("nl", "fr", "en"))
    return Card(number, row["phase"], row["quality"], texts)
