"""What is known of the units of the company, and of everybody who works in them."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Self

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Unit:
    """A team or department: its head, and how many others do what."""

    key: str
    name: str
    division: str
    site: str
    head: str
    grade: int
    others: tuple[tuple[str, int], ...]
    parent: str = ""
    functional: str = ""
    acting: str = ""  # whose head stands in for the head of this unit
    shift: bool = False
    mail: float = 1.0
    fresh: tuple[int, ...] = ()

    @classmethod
    def of(cls, key: str, said: dict[str, Any]) -> Self:
        lists = {
            "others": tuple((title, count) for title, count in said["others"]),
            "fresh": tuple(said.get("fresh", ())),
        }
        return cls(key=key, **{**said, **lists})

    @property
    def is_on_the_floor(self) -> bool:
        """Say whether people here stand at machines, or work with their hands."""
        return self.shift or self.division in {"Logistiek", "Techniek"}


@dataclass(frozen=True)
class Worker:
    """Somebody of the company, as the file of hr tells of them."""

    number: str
    given_name: str
    family_name: str
    email: str
    language: str
    unit: Unit
    site: str
    title: str
    grade: int
    hired_on: date
    is_head: bool = False
    cohort: int | None = None  # among which newcomers, if any
    superior: str = ""  # a number that the file gives, whoever heads the unit


@cache
def units() -> dict[str, Unit]:
    """Give every unit, those of production first."""
    told = _told("production") | _told("departments")
    return {key: Unit.of(key, said) for key, said in told.items()}


@cache
def named() -> dict[str, dict[str, Any]]:
    """Give those who have a name before the dice fall, by number."""
    return _told("named")


@cache
def names() -> dict[str, Any]:
    """Give the given and family names of each language, and those from afar."""
    return _told("names")


def _told(about: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{about}.toml").read_text(encoding="utf-8"))
