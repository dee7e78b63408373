"""How fast a company is taken in, beside a bare bulk insert of the same rows.

    DATABASE_URL=... python -m benchmarks.imports [PEOPLE ...] [--seed 1]

Makes a database of its own, as the tests do, and prints a line of JSON for each size:
seconds by the clock on the wall, and of this process alone (for a machine that others
use too). `floor` writes the same people, lines and posts with `bulk_create` and nothing
else; `ratio` is preview and act together over that. `again` takes the same file in a
second time and must change nobody. The peak is of the whole process so far: ask for one
size at a time to compare it.
"""

import argparse
import json
import random
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TypeVar

from django.db import connection, transaction

from benchmarks.database import own_database
from people.models import Employment, Person, ReportingLine
from people.operations import imports

Answer = TypeVar("Answer")

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
SPAN = 7  # how many people report to one manager
GIVEN = ("Anna", "Bram", "Chloé", "Dirk", "Els", "Farid", "Greet", "Hugo", "Inès")
FAMILY = ("Peeters", "Dubois", "Janssens", "Lambert", "Maes", "Haddad", "Wouters")
JOBS = ("Operator", "Planner", "Nurse", "Engineer", "Buyer", "Clerk", "Driver")
TITLES = (
    "Personeelsnummer;Voornaam;Achternaam;E-mail;Taal;Datum in dienst;Functie;"
    "Afdeling;Vestiging;Leidinggevende;Rijksregisternummer;Loon"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=int, nargs="*", default=[50_000])
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for people in asked.people:
        with own_database():
            print(json.dumps(measured(people, asked.seed)), flush=True)


class Stopwatch:
    """The seconds that each step took: on the wall, and of this process."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def time(self, name: str, work: Callable[[], Answer]) -> Answer:
        wall, own = time.perf_counter(), time.process_time()
        answer = work()
        self.spent[name] = round(time.perf_counter() - wall, 2)
        self.spent[f"{name} cpu"] = round(time.process_time() - own, 2)
        return answer


def measured(people: int, seed: int) -> dict[str, object]:
    content, watch, before = company(people, seed), Stopwatch(), peak()
    watch.time("floor", lambda: bare_insert(people))
    floor_peak = peak()
    batch = watch.time(
        "read",
        lambda: imports.read_in(content, file_name="company.csv", at=AT, by=None),
    )
    seen = watch.time("look", lambda: imports.look(batch, at=AT, by=None))
    watch.time("apply", lambda: imports.apply(batch, at=AT, by=None, plan=seen.plan))
    top = peak()
    again = watch.time(
        "again",
        lambda: imports.take(content, file_name="company.csv", at=AT, by=None),
    )
    total = sum(watch.spent[step] for step in ("read", "look", "apply"))
    return {
        "people": seen.people,
        "pairs": seen.superior_pairs,
        "on": connection.vendor,
        "changed by the second run": again.to_do,
        "preview and apply": round(total, 2),
        "ratio": round(total / watch.spent["floor"], 1),
        **watch.spent,
        "MB before": before,
        "MB after the floor": floor_peak,
        "MB peak": top,
        "MB peak with the second run": peak(),
    }


def company(people: int, seed: int) -> bytes:
    """Write an invented company out as a file, in an order of its own."""
    chance = random.Random(seed)
    rows = [row_of(number, chance) for number in range(people)]
    chance.shuffle(rows)
    return "\r\n".join((TITLES, *rows)).encode("cp1252")


def row_of(number: int, chance: random.Random) -> str:
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    manager = f"{(number - 1) // SPAN:06}" if number else ""
    hired = f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/2019"
    return ";".join(
        (
            f"{number:06}",
            given,
            f"{family} {number}",
            f"p{number}@fabriek.example",
            chance.choice(("NL", "FR")),
            hired,
            chance.choice(JOBS),
            f"Department {number % 90}",
            f"Site {number % 7}",
            manager,
            "85.07.30-033.28",
            "3100",
        )
    )


def bare_insert(people: int) -> None:
    """Write as many people, lines and posts as the import does, and take it back."""
    everybody = [
        Person(
            employee_number=f"{number:06}",
            given_name="Anna",
            family_name=f"Peeters {number}",
            email=f"p{number}@fabriek.example",
        )
        for number in range(people)
    ]
    with transaction.atomic():
        Person.objects.bulk_create(everybody, batch_size=1000)
        ReportingLine.objects.bulk_create(
            (
                ReportingLine(
                    superior=everybody[(number - 1) // SPAN],
                    person=everybody[number],
                    from_on=TODAY,
                )
                for number in range(1, people)
            ),
            batch_size=1000,
        )
        Employment.objects.bulk_create(
            (
                Employment(person=one, job_title="Clerk", from_on=TODAY)
                for one in everybody
            ),
            batch_size=1000,
        )
        transaction.set_rollback(True)


def peak() -> int:
    """Give the most memory that this process ever held, in MB."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held // (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
