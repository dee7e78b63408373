"""What an import did, or would do: figures, findings and changes, ready for a page."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any

from people.roster.findings import Finding, Kind

#: Under which name the report of the command has the findings of a kind.
_LISTS = {
    "unknown_managers": (
        Kind.UNKNOWN_MANAGER,
        Kind.AMBIGUOUS_MANAGER,
        Kind.NUMBERS_DIFFER,
    ),
    "managers_differ": (Kind.MANAGERS_DIFFER,),
    "self_managed": (Kind.SELF_MANAGED,),
    "lines_waiting": (Kind.LINE_WAITS,),
    "repeated_ids": (Kind.REPEATED_ID, Kind.NAMES_DIFFER),
    "folded_ids": (Kind.FOLDED_ID,),
    "shared_addresses": (Kind.SHARED_ADDRESS, Kind.ADDRESS_TAKEN),
    "tops_of_line": (Kind.TOP_OF_LINE,),
    "dropped_columns": (Kind.COLUMN_REFUSED,),
    "dropped_cells": (Kind.CELL_REFUSED,),
    "not_in_file": (Kind.NOT_IN_FILE,),
    "unknown_columns": (Kind.COLUMN_UNKNOWN, Kind.COLUMN_BESIDE),
    "unread_cells": (
        Kind.DATE_UNREADABLE,
        Kind.DATE_AMBIGUOUS,
        Kind.LANGUAGE_UNKNOWN,
        Kind.NO_ADDRESS,
    ),
}


@dataclass(frozen=True)
class Difference:
    """One thing that changes about somebody: what it was, and what it will be."""

    id: str
    name: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """The outcome of one file; the same for a preview and for the act itself."""

    people: int
    created: int
    changed: int
    unchanged: int
    left: int
    roots: int
    depth: int
    superior_pairs: int
    hierarchy_unknown: int
    pairings_stopped: int
    missing: int = 0  # who is not in the file of the whole company
    to_confirm: int = 0  # how many of them must be typed, where they are many
    stops: tuple[str, ...] = ()  # the pairs that stop, by the names of the two
    findings: tuple[Finding, ...]
    cycles: tuple[tuple[str, ...], ...]
    differences: tuple[Difference, ...]

    @property
    def refused(self) -> int:
        """Count the rows that were not taken in."""
        return sum(finding.is_refusal for finding in self.findings)

    @property
    def is_empty(self) -> bool:
        return not (self.created or self.changed or self.left)

    @property
    def to_do(self) -> int:
        """Count the people whom this import touches: the number on the button."""
        return self.created + self.changed + self.left

    @property
    def plan(self) -> str:
        """Name the outcome, so that what was seen is what is done or nothing is."""
        text = json.dumps(self.stored(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def of_kinds(self, kinds: Iterable[str]) -> list[Finding]:
        wanted = set(kinds)
        return [finding for finding in self.findings if finding.kind in wanted]

    def counts(self) -> dict[str, int]:
        """Give the figures alone; they say nothing about anybody."""
        figures = {
            field.name: value
            for field in fields(self)
            if isinstance(value := getattr(self, field.name), int)
        }
        return {**figures, "refused": self.refused, "cycles": len(self.cycles)}

    def as_json(self) -> dict[str, Any]:
        """Write the report as `import_people --report` has it."""
        figures = self.counts()
        lists = {
            name: [finding.as_json() for finding in self.of_kinds(kinds)]
            for name, kinds in _LISTS.items()
        }
        refused = [one.as_json() for one in self.findings if one.is_refusal]
        cycles = [list(cycle) for cycle in self.cycles]
        return {**figures, **lists, "refused": refused, "cycles": cycles}

    def stored(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def restored(cls, stored: dict[str, Any]) -> "Report":
        """Read back what `stored` wrote, from JSON."""
        known = {
            **stored,
            "findings": tuple(Finding(**one) for one in stored["findings"]),
            "cycles": tuple(tuple(cycle) for cycle in stored["cycles"]),
            "stops": tuple(stored["stops"]),
            "differences": tuple(Difference(**one) for one in stored["differences"]),
        }
        return cls(**known)
