"""Whether the time of an answer tells who is known here: the ratio of two medians.

    python -m benchmarks.sign_in [--rounds 100]

Makes a database of its own, as the tests do, hashes secrets as in production, and asks
each door in turn for somebody who is known and for nobody. Prints a line of JSON for
each door: the medians in milliseconds, and the larger over the smaller. The limit is
1.2 (reliability X7).
"""

import argparse
import json
import statistics
import time

from django.test import Client
from django.test.utils import override_settings

from benchmarks.database import own_database
from people.operations import cards
from tests.factories import NOW, give_secret, make_hr, make_person

DOORS = {
    "number": ("/enter/", "employee_number", "secret"),
    "address": ("/account/login/", "login", "password"),
    "card": ("/card/", "employee_number", "code"),
    "reset": ("/account/password/reset/", "email", ""),
    "code": ("/account/login/code/", "email", ""),
}
AS_IN_PRODUCTION = {
    "MAILBOX_ANSWER_SECONDS": 0.4,
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}},
}
KNOWN = {"address": "anna@fabriek.example", "number": "0042", "card": "0043"}
UNKNOWN = {"address": "nobody@fabriek.example", "number": "9998", "card": "9999"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    asked = parser.parse_args()
    with own_database(), override_settings(**AS_IN_PRODUCTION):
        take_in_people()
        for door in DOORS:
            print(json.dumps(measured(door, asked.rounds)), flush=True)


def take_in_people() -> None:
    """Let there be one person for each door."""
    give_secret(make_person(email=KNOWN["address"]))
    worker = make_person(email=None, employee_number=KNOWN["number"])
    give_secret(worker, "271828", "pin")
    newcomer = make_person(email=None, employee_number=KNOWN["card"])
    cards.issue(person=newcomer, by=make_hr(), at=NOW)


def measured(door: str, rounds: int) -> dict[str, object]:
    """Ask a door for both, turn by turn, so that a busy moment hits both alike."""
    path, name, secret = DOORS[door]
    kind = door if door in KNOWN else "address"
    spent: dict[str, list[float]] = {"known": [], "unknown": []}
    for _round in range(rounds):
        for who, names in (("known", KNOWN), ("unknown", UNKNOWN)):
            said = {name: names[kind], **({secret: "314159"} if secret else {})}
            spent[who].append(seconds(path, said))
    medians = {who: statistics.median(times) for who, times in spent.items()}
    low, high = sorted(medians.values())
    told = {who: round(median * 1000, 1) for who, median in medians.items()}
    return {"door": door, **told, "ratio": round(high / low, 2)}


def seconds(path: str, said: dict[str, str]) -> float:
    client = Client()
    client.get(path)
    begun = time.perf_counter()
    client.post(path, said)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
