"""Who is asked for which part, out of the company as it is."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from mentoring.demo.staff import Worker
from mentoring.demo.staff.roster import Roster
from mentoring.demo.staff.workers import named


def asked(roster: Roster, programme: str, role: str) -> list[Worker]:
    """Give those who are asked, each once."""
    found: list[Worker] = []
    for wanted in _casting()[programme][role]:
        candidates = _candidates(roster, wanted)
        found.append(next(worker for worker in candidates if worker not in found))
    return found


def by_hand(programme: str) -> dict[str, str]:
    """Give the pairs that the coordinator makes without the system."""
    return dict(_casting()[programme]["by_hand"])


def newcomers(roster: Roster, cohort: int) -> list[Worker]:
    return [worker for worker in roster.workers.values() if worker.cohort == cohort]


def _candidates(roster: Roster, wanted: str) -> list[Worker]:
    unit, colon, which = wanted.partition(":")
    if not colon:
        return [roster.workers[wanted]]
    team = [
        worker
        for worker in roster.workers.values()
        if worker.unit.key == unit
        and worker.cohort is None
        and worker.number not in named()
        and worker.is_head == (which == "head")
    ]
    return sorted(
        team,
        key=lambda worker: (worker.hired_on, worker.number),
        reverse=which == "junior",
    )


@cache
def _casting() -> dict[str, dict[str, Any]]:
    file = Path(__file__).with_name("casting.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
