"""Objects of a JSON file, asked for what they must hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, TypeVar

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Record:
    """One object, with the words that say where it stands in the file.

    Every method raises ValueError with a sentence when the file holds something else.
    """

    content: Mapping[str, Any]
    where: str

    def text(self, key: str) -> str:
        return self._get(key, str, "a text")

    def flag(self, key: str) -> bool:
        return self._get(key, bool, "true or false")

    def choice(self, key: str, options: tuple[str, ...]) -> str:
        value = self.text(key)
        self._demand(value in options, key, f"one of {', '.join(options)}")
        return value

    def whole(self, key: str, least: int, most: int) -> int:
        wanted = f"a whole number from {least} to {most}"
        value = self._get(key, int, wanted)
        self._demand(least <= value <= most, key, wanted)
        return value

    def number(self, key: str) -> float:
        value = self.content.get(key)
        if isinstance(value, int):
            return self._get(key, int, "a number")
        value = self._get(key, float, "a number")
        self._demand(isfinite(value), key, "a number")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._get(key, list, "a list of texts")
        self._demand(
            all(isinstance(value, str) for value in values), key, "a list of texts"
        )
        return tuple(values)

    def wholes(self, key: str, most: int) -> dict[str, int]:
        """Give a table of whole numbers, none below 0."""
        table = Record(self._get(key, dict, "a table"), f"{self.where} '{key}'")
        return {name: table.whole(name, 0, most) for name in table.content}

    def record(self, key: str) -> "Record":
        return Record(self._get(key, dict, "a table"), f"{self.where} '{key}'")

    def records(self, key: str) -> "list[Record]":
        rows = self._get(key, list, "a list of objects")
        self._demand(
            all(isinstance(row, dict) for row in rows), key, "a list of objects"
        )
        return [Record(row, f"{key}[{place}]") for place, row in enumerate(rows)]

    def rows(self, key: str, width: int) -> list[tuple[str, ...]]:
        """Give a list of rows of texts, all of one width."""
        wanted = f"a list of rows of {width} texts"
        rows = self._get(key, list, wanted)
        table = Record({str(place): row for place, row in enumerate(rows)}, key)
        return [table.row(str(place), width) for place in range(len(rows))]

    def row(self, key: str, width: int) -> tuple[str, ...]:
        values = self.texts(key)
        self._demand(len(values) == width, key, f"{width} texts")
        return values

    def has(self, key: str) -> bool:
        """Say whether something stands there at all; null and "" are nothing."""
        return self.content.get(key) not in (None, "")

    def _get(self, key: str, kind: type[Kind], wanted: str) -> Kind:
        value = self.content.get(key)
        # To Python, true is also a whole number; to a reader of the file it is not.
        self._demand(not isinstance(value, bool) or kind is bool, key, wanted)
        self._demand(isinstance(value, kind), key, wanted)
        return value  # type: ignore[return-value]  # it was just looked at

    def _demand(self, holds: bool, key: str, wanted: str) -> None:  # noqa: FBT001
        if not holds:
            raise ValueError(f"{self.where}: '{key}' must be {wanted}.")
