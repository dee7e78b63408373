"""How fast somebody is found in the directory, beside a page that looks nobody up.

    python -m benchmarks.directory [PEOPLE ...] [--seed 1] [--rounds 5]

Takes the database of DATABASE_URL (SQLite without), makes a test database of its own
in it and takes that away afterwards. Prints a line of JSON for each size: the
milliseconds of the whole answer to a key that is pressed, by what was typed so far, and
the 95th percentile of all of them. `floor` is the median of our lightest page.
"""

import argparse
import json
import random
import statistics
import time
from datetime import date

from django.db import connection
from django.test import Client

from benchmarks.database import own_database
from people.models import Employment, Person
from people.operations import finding
from tests.factories import make_hr

OK = 200
GIVEN = ("Anaïs", "Bram", "Chloé", "Dirk", "Els", "Farid", "Greet", "Hugo", "Inès")
NAMES = ("Peeters", "Dubois", "Janssens", "Lambert", "Maes", "Haddad", "Wouters")
ENDS = ("", "-Claes", " van den Berghe", "-Özdemir", " De Smet", "-Łukasz", "sen")
DEPARTMENTS = ("Logistics", "Assembly", "Quality", "Finance", "Works", "Research")
SITES = ("Gent", "Liège", "Antwerpen", "Namur", "Brugge")
TYPED = (
    "",
    "a",
    "an",
    "anais",
    "anais pee",
    "özdemir gent",
    "el qual nam",
    "01234",
    "zz",
    "works",
    "dubois chloe assembly",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=int, nargs="*", default=[50_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    for people in asked.people:
        with own_database():
            print(json.dumps(measured(people, asked)), flush=True)


def measured(people: int, asked: argparse.Namespace) -> dict[str, object]:
    fill(people, random.Random(asked.seed))
    client = signed_in()
    times = {
        text: [spent(client, "/people/", q=text) for _ in range(asked.rounds)]
        for text in TYPED
    }
    every = [one for some in times.values() for one in some]
    floor = statistics.median(spent(client, "/me/sessions/") for _ in range(20))
    return {
        "on": connection.vendor,
        "people": people,
        "p95": round(statistics.quantiles(every, n=20)[-1], 1),
        "floor": round(floor, 1),
        **{
            f"q={text}": round(statistics.median(some), 1)
            for text, some in times.items()
        },
    }


def fill(people: int, dice: random.Random) -> None:
    """Save invented people with a post each, and let the database look at them."""
    made = [Person(**somebody(number, dice)) for number in range(people)]
    posts = [Employment(person=one, **some_post(dice)) for one in made]
    for person, post in zip(made, posts, strict=True):
        person.at_work = finding.at_work([post])
    Person.objects.bulk_create(made, batch_size=1000)
    Employment.objects.bulk_create(posts, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def somebody(number: int, dice: random.Random) -> dict[str, object]:
    return {
        "given_name": dice.choice(GIVEN),
        "family_name": dice.choice(NAMES) + dice.choice(ENDS),
        "employee_number": f"{number:05}",
    }


def some_post(dice: random.Random) -> dict[str, object]:
    return {
        "job_title": "Operator",
        "department": dice.choice(DEPARTMENTS),
        "site": dice.choice(SITES),
        "from_on": date(2020, 1, 1),
    }


def signed_in() -> Client:
    client = Client()
    client.force_login(make_hr(family_name="Benchmark"))
    return client


def spent(client: Client, address: str, **typed: str) -> float:
    start = time.perf_counter()
    response = client.get(address, typed, headers={"HX-Request": "true"})
    took = 1000 * (time.perf_counter() - start)
    if response.status_code != OK:
        raise SystemExit(f"{address} answered {response.status_code}.")
    return took


if __name__ == "__main__":
    main()
