"""What a new programme begins with: the templates, and what can be learnt here.

The texts stand in `starting_points.toml`, in every language we write: a programme is
made in all of them at once, whatever the language of the coordinator. The competences
are a selection from ESCO, the European Commission's classification of skills
(`competences.csv`; docs/decisions/starting-points.md).
"""

import csv
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

Texts = Mapping[str, str]
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class FirstObjective:
    """The goal that a template proposes for the programme."""

    text: dict[str, str]
    indicator: str
    target: Decimal
    unit: str


@dataclass(frozen=True)
class StartingPoint:
    """What one template fills in."""

    kind: str
    weeks: int
    cadence_weeks: int
    meeting_minutes: int
    forms: list[str]
    mentor_word: str
    mentee_word: str
    always_open: bool
    known_to: str
    mission_whom: dict[str, str]
    mission_what_for: dict[str, str]
    mission_how_seen: dict[str, str]
    objective: FirstObjective


@dataclass(frozen=True)
class FirstStep:
    """Something to do in a phase, or something that can be done by then."""

    text: dict[str, str]
    for_role: str
    kind: str


@dataclass(frozen=True)
class FirstPhase:
    """A stretch of the journey, in weeks, with its steps."""

    kind: str
    weeks: int
    steps: tuple[FirstStep, ...]


@dataclass(frozen=True)
class LearnableThing:
    """One line of the list of competences."""

    uri: str
    family: str
    labels: dict[str, str]


def of_kind(kind: str) -> StartingPoint:
    """Give what the template of this kind fills in."""
    said = deepcopy(_said()["kinds"][kind])
    objective = said.pop("objective")
    target = Decimal(objective.pop("target"))
    return StartingPoint(
        kind=kind, objective=FirstObjective(target=target, **objective), **said
    )


def purpose_lock() -> dict[str, str]:
    """Give the sentence that no agreement may lose, in every language."""
    return dict(_said()["purpose_lock"])


def phases(weeks: int) -> tuple[FirstPhase, ...]:
    """Give the phases of a journey of so many weeks; each lasts one at least."""
    return tuple(
        FirstPhase(
            kind=one["kind"],
            weeks=max(round(weeks * one["twelfths"] / 12), 1),
            steps=tuple(_step(step) for step in one["steps"]),
        )
        for one in _said()["phases"]
    )


def _step(row: Mapping[str, str]) -> FirstStep:
    text = {code: row[code] for code in ("nl", "fr", "en")}
    return FirstStep(text, row["for_role"], row.get("kind", "step"))


def ready_goals(kind: str) -> dict[str, list[str]]:
    """Give goals that a newcomer may simply tick, in every language; none elsewhere."""
    return deepcopy(_said()["ready_goals"].get(kind, {}))


def agreement() -> dict[str, str]:
    """Give the first agreement of two people: a sentence a line, the lock last."""
    sentences, lock = _said()["agreement"], purpose_lock()
    return {
        language: "\n".join([*lines, lock[language]])
        for language, lines in sentences.items()
    }


@cache
def competences() -> tuple[LearnableThing, ...]:
    """Give the selection from ESCO, each with its labels in the languages it has."""
    with (_HERE / "competences.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_learnable(row) for row in csv.DictReader(file))


def _learnable(row: dict[str, str]) -> LearnableThing:
    labels = {code: row[code] for code in ("nl", "fr", "en", "de") if row[code]}
    return LearnableThing(row["uri"], row["family"], labels)


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads((_HERE / "starting_points.toml").read_text(encoding="utf-8"))
