"""How long a change of key takes: grants sealed anew, beside a bare UPDATE of them.

    DATABASE_URL=... python -m benchmarks.rotation [GRANTS]

Makes a database of its own, as the tests do, and prints one line of JSON: seconds by
the clock on the wall for the rotation, for a second run that finds nothing to do, for
one UPDATE of as many rows, and the ratio of the first to the last; beside them the time
of our own processor. Wanted: 10,000 grants in 5 seconds.
"""

import argparse
import json
import time
from collections.abc import Callable

from benchmarks.database import own_database
from people.models import Person
from privacy import keyring
from privacy.operations.rotation import Resealing, reseal_all
from sessions_log.models import Grant, Vault

OLD, NEW = (keyring.new_ring_text(name) for name in ("old", "new"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("grants", type=int, nargs="?", default=10_000)
    asked = parser.parse_args()
    with own_database():
        print(json.dumps(measured(asked.grants)), flush=True)


def measured(grants: int) -> dict[str, object]:
    keyring.load(OLD)
    fill(grants)
    update = seconds(lambda: Grant.objects.update(sealed_key=b"k" * 60))
    Grant.objects.all().delete()
    fill(grants)
    keyring.load(f"{NEW},{OLD}")
    runs: list[Resealing] = []
    begun = time.process_time()
    rotation = seconds(lambda: runs.append(reseal_all()))
    cpu = time.process_time() - begun
    second = seconds(lambda: runs.append(reseal_all()))
    return {
        "grants": grants,
        "changed": [sum(run.changed.values()) for run in runs],
        "rotation": round(rotation, 2),
        "of our processor": round(cpu, 2),
        "second run": round(second, 2),
        "bare update": round(update, 3),
        "ratio": round(rotation / update, 1),
    }


def fill(size: int) -> None:
    """Give each of so many people a vault of their own, sealed by the ring."""
    people = Person.objects.bulk_create(
        [Person(given_name=f"P{number}") for number in range(size)]
    )
    vaults = Vault.objects.bulk_create(
        [Vault(kind=Vault.Kind.PRIVATE, owner=person) for person in people]
    )
    Grant.objects.bulk_create([_granted(vault) for vault in vaults])


def _granted(vault: Vault) -> Grant:
    grant = Grant(vault=vault, reader=vault.owner)
    binding = grant.bindings("sealed_key")[0]
    grant.kek_id, grant.sealed_key = keyring.current().wrap(b"k" * 32, binding)
    return grant


def seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
