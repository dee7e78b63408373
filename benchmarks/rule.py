"""How fast the rule is in a large company: one change of manager, and one pair.

    DATABASE_URL=... python -m benchmarks.rule [PEOPLE] [--pairs 5000] [--rounds 9]

Makes a database of its own, as the tests do, with a company of seven reports each and
so many open pairs. Prints one line of JSON, milliseconds by the clock on the wall, the
best and the middle one of some rounds:

- `a move`: somebody gets another manager: the guard looks at every open pair, chart
  states are renewed, and the rule is asked for the pairs it may concern;
- `a move of many`: the same for somebody with hundreds of people below;
- `every pair`: all open pairs checked again, as the beat does every hour;
- `one pair`: the obstacle between two people, one query;
- `floor`: a line is written and taken back in a table without guards.
"""

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from django.db import connection

from benchmarks.database import own_database
from matching import rules
from matching.models import Pairing
from matching.operations import reorganisations
from people.models import Person, ReportingLine
from people.operations import lines
from tests.factories import make_programme

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 1, 1)
SPAN = 7
Figures = dict[str, object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=int, nargs="?", default=50_000)
    parser.add_argument("--pairs", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    with own_database():
        fill(asked.people, asked.pairs)
        print(json.dumps(measured(asked)), flush=True)


def fill(size: int, pairs: int) -> None:
    """Write a company and its pairs: the lawful ones of many at random."""
    chance = random.Random(1)
    people = Person.objects.bulk_create(
        [
            Person(given_name=f"P{number}", chart_state="known", top_of_line=not number)
            for number in range(size)
        ],
        batch_size=2000,
    )
    ReportingLine.objects.bulk_create(
        [
            ReportingLine(
                superior=people[(number - 1) // SPAN],
                person=people[number],
                from_on=TODAY,
            )
            for number in range(1, size)
        ],
        batch_size=2000,
    )
    look_at_the_tables()
    programme, leaves = make_programme(), range(size // 2, size)
    Pairing.objects.bulk_create(
        [
            Pairing(
                programme=programme,
                mentor=people[mentor],
                mentee=people[mentee],
                made_on=TODAY,
            )
            for mentor, mentee in _couples(chance.sample(leaves, 2 * pairs))
        ],
        batch_size=2000,
    )


def look_at_the_tables() -> None:
    """Do what PostgreSQL's autovacuum does within a minute; SQLite has none."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _couples(people: list[int]) -> list[tuple[int, int]]:
    """Lay leaves of the chart two by two: nobody of them is above anybody."""
    half = len(people) // 2
    return list(zip(people[:half], people[half:], strict=True))


def measured(asked: argparse.Namespace) -> Figures:
    look_at_the_tables()
    everybody = {one.given_name: one for one in Person.objects.all()}
    one, other = everybody[f"P{asked.people - 1}"], everybody[f"P{asked.people - 2}"]
    turn = count(1)

    def move(number: int) -> None:
        other = everybody[f"P{40 + next(turn) % 9}"]
        lines.move(everybody[f"P{number}"], to=other, at=AT, by=None)

    acts: dict[str, Callable[[], object]] = {
        "a move": lambda: move(asked.people - 1),
        "a move of many": lambda: move(60),
        "every pair": lambda: reorganisations.suspend_forbidden(at=AT),
        "one pair": lambda: rules.obstacle_between(one, other),
        "floor": lambda: bare_write(everybody["P1"].pk, everybody["P2"].pk),
    }
    figures: Figures = {
        "on": connection.vendor,
        "people": asked.people,
        "open pairs": Pairing.objects.active().count(),
    }
    for name, act in acts.items():
        figures |= timed(name, act, asked.rounds)
    return figures


def bare_write(one: UUID, other: UUID) -> None:
    """Write a line that counts for nothing, and take it back."""
    line = ReportingLine(superior_id=one, person_id=other, from_on=TODAY)
    line.in_force = False
    line.save(force_insert=True)
    line.delete()


def timed(name: str, act: Callable[[], object], rounds: int) -> Figures:
    spent = []
    for _round in range(rounds):
        start = time.perf_counter()
        act()
        spent.append(1000 * (time.perf_counter() - start))
    return {
        name: round(min(spent), 1),
        f"{name}, middle": round(statistics.median(spent), 1),
    }


if __name__ == "__main__":
    main()
