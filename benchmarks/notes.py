"""How long it takes to open a page with many notes, beside fetching them sealed.

    DATABASE_URL=... python -m benchmarks.notes [NOTES]

Makes a database of its own, as the tests do, and prints one line of JSON: milliseconds
of our processor, in the middle of fifty runs, for opening all notes of a pair, half of
them shared; for fetching the same rows and opening none; their difference, which is
the cipher, two keys and the plain objects; and the ratio. Wanted: 5 ms for 100 notes.
"""

import argparse
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median

from benchmarks.database import own_database
from matching.models import Pairing
from people.models import Person
from privacy import keyring
from programmes.models import Programme
from sessions_log import notes
from sessions_log.models import Grant, Note, Vault

NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
TEXT = "What went well, and what I want to try next. " * 20
RUNS = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notes", type=int, nargs="?", default=100)
    asked = parser.parse_args()
    with own_database():
        print(json.dumps(measured(asked.notes)), flush=True)


def measured(count: int) -> dict[str, object]:
    keyring.load(keyring.new_ring_text("bench"))
    vaults, reader = fill(count)
    opened = notes.read_all(vaults, reader=reader)
    opening, fetching = middles(
        lambda: notes.read_all(vaults, reader=reader), lambda: fetch(vaults, reader)
    )
    return {
        "notes": len(opened),
        "characters": len(TEXT),
        "opening ms": round(opening, 2),
        "fetching ms": round(fetching, 2),
        "crypto ms": round(opening - fetching, 2),
        "ratio": round(opening / fetching, 2),
    }


def fill(count: int) -> tuple[list[Vault], Person]:
    """Let one of a pair write so many notes: half for both, half for themselves."""
    mentor, mentee = (
        Person.objects.create(given_name=name, chart_state="known") for name in "AB"
    )
    pairing = Pairing.objects.create(
        programme=Programme.objects.create(slug="bench", name="Bench"),
        mentor=mentor,
        mentee=mentee,
        made_on=NOW.date(),
    )
    vaults = [
        notes.open_shared_vault(pairing),
        notes.private_vault_of(mentee, pairing),
    ]
    for number in range(count):
        vault = vaults[number % 2]
        notes.write(vault, TEXT, author=mentee, kind=vault.kind, at=NOW)
    return vaults, mentee


def fetch(vaults: list[Vault], reader: Person) -> None:
    """Fetch what the page fetches, and open nothing."""
    list(Grant.objects.filter(vault__in=vaults, reader=reader))
    found = Note.objects.filter(vault__in=vaults, kind__in=Note.Kind.values)
    list(found.select_related("author", "vault").order_by("written_at", "pk"))


def middles(*acts: Callable[[], object]) -> list[float]:
    """Give the milliseconds of our processor for each act, in the middle of many.

    The acts take turns, so that a busy machine is busy for all of them.
    """
    taken: list[list[float]] = [[] for _act in acts]
    for _run in range(RUNS):
        for act, seen in zip(acts, taken, strict=True):
            begun = time.process_time()
            act()
            seen.append(time.process_time() - begun)
    return [median(seen) * 1000 for seen in taken]


if __name__ == "__main__":
    main()
