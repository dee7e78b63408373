"""How fast the coordinator's page is, beside a bare page of fifty rows.

    DATABASE_URL=... python -m benchmarks.cockpit [PAIRS] [--rounds 40]

Makes a database of its own with so many running pairs that met some times, and asks for
both pages in turn, each answer whole. Prints a line of JSON: the middle one of the
milliseconds of each, how many queries, and the ratio of their throughputs, which should
not be below 0.35.
"""

import argparse
import json
import random
import statistics
import time
from datetime import timedelta

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from benchmarks.database import own_database
from matching.models import Pairing
from people.models import Person
from programmes.models import Programme
from sessions_log.models import Meeting
from sessions_log.operations import calls
from tests.factories import make_coordinator, make_programme

OK = 200
MEETINGS = 8
WARMING_UP = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=int, nargs="?", default=500)
    parser.add_argument("--rounds", type=int, default=40)
    asked = parser.parse_args()
    with own_database(), override_settings(ROOT_URLCONF="benchmarks.bare_page"):
        programme = fill(asked.pairs, random.Random(1))
        print(json.dumps(measured(programme, asked.rounds)), flush=True)


def fill(pairs: int, dice: random.Random) -> Programme:
    """Save pairs that met every two weeks, most of them up to now."""
    now = timezone.now()
    today = timezone.localdate(now)
    start = today - timedelta(weeks=18)
    programme = make_programme(starts_on=start, state=Programme.State.RUNNING)
    people = Person.objects.bulk_create(
        [
            Person(
                given_name=f"P{number}",
                family_name=dice.choice("ABCDEFGH"),
                chart_state=Person.ChartState.KNOWN,
            )
            for number in range(2 * pairs)
        ]
    )
    made = Pairing.objects.bulk_create(
        [
            Pairing(
                programme=programme,
                mentor=mentor,
                mentee=mentee,
                state=Pairing.State.RUNNING,
                made_on=start,
                started_on=start,
                mentor_agreed_at=now,
                mentee_agreed_at=now,
                goals_agreed_at=now,
                planned_at=now,
            )
            for mentor, mentee in zip(people[::2], people[1::2], strict=True)
        ]
    )
    Meeting.objects.bulk_create(
        [
            Meeting(
                pairing=pairing,
                number=number,
                planned_on=day,
                held_on=day,
                state=Meeting.State.HELD,
            )
            for pairing in made
            for number in range(1, dice.randint(2, MEETINGS) + 1)
            for day in [start + timedelta(weeks=2 * number)]
        ]
    )
    calls.open_rounds(at=now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return programme


def measured(programme: Programme, rounds: int) -> dict[str, object]:
    client = Client()
    client.force_login(make_coordinator(programme))
    page = reverse("sessions_log:follow_up", args=[programme.slug])
    for _round in range(WARMING_UP):
        spent(client, page), spent(client, "/bare/")
    times = [(spent(client, page), spent(client, "/bare/")) for _ in range(rounds)]
    cockpit, bare = (statistics.median(some) for some in zip(*times, strict=True))
    with CaptureQueriesContext(connection) as queries:
        spent(client, page)
    return {
        "on": connection.vendor,
        "pairs": Pairing.objects.count(),
        "cockpit": round(cockpit, 1),
        "bare": round(bare, 1),
        "queries": len(queries),
        "ratio": round(bare / cockpit, 2),
    }


def spent(client: Client, address: str) -> float:
    start = time.perf_counter()
    response = client.get(address)
    took = 1000 * (time.perf_counter() - start)
    if response.status_code != OK:
        raise SystemExit(f"{address} answered {response.status_code}.")
    return took


if __name__ == "__main__":
    main()
