"""A pairing and a reorganisation that do not see each other: one of them loses.

PostgreSQL only: SQLite lets one writer in at a time.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import IntegrityError, connection, transaction

from matching import guards
from matching.models import Pairing
from people.models import Person, ReportingLine
from programmes.models import Programme
from tests.factories import START, make_person, make_programme

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has one writer at a time"
    ),
]
Act = Callable[[], object]
PATIENCE = 1.0  # seconds in which an act that can commit alone has done so


@pytest.fixture
def chief() -> Person:
    return make_person()


@pytest.fixture
def newcomer() -> Person:
    return make_person()


@pytest.fixture
def unguarded() -> Iterator[None]:
    guards.remove(connection)
    yield
    guards.install(connection)


def pair(programme: Programme, chief: Person, newcomer: Person) -> Act:
    row = Pairing(programme=programme, mentor=chief, mentee=newcomer, made_on=START)
    return lambda: Pairing.objects.bulk_create([row])


def reorganise(chief: Person, newcomer: Person) -> Act:
    line = ReportingLine(superior=chief, person=newcomer, from_on=START)
    return lambda: ReportingLine.objects.bulk_create([line])


def race(first: Act, second: Act) -> bool:
    """Let the second begin while the first has not committed; was it refused?"""
    has_begun = Event()

    def follow() -> bool:
        try:
            has_begun.wait()
            with transaction.atomic():
                second()
        except IntegrityError:
            return True
        finally:
            connection.close()
        return False

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            following = pool.submit(follow)
            has_begun.set()
            with pytest.raises(TimeoutError):
                following.result(timeout=PATIENCE)  # it waits for the chart's row
        return following.result(timeout=10)


def test_a_pairing_that_meets_a_reorganisation_is_refused(
    chief: Person, newcomer: Person
) -> None:
    refused = race(reorganise(chief, newcomer), pair(make_programme(), chief, newcomer))

    assert refused
    assert not Pairing.objects.exists()


def test_a_reorganisation_that_meets_a_pairing_suspends_it(
    chief: Person, newcomer: Person
) -> None:
    race(pair(make_programme(), chief, newcomer), reorganise(chief, newcomer))

    assert Pairing.objects.get().state == Pairing.State.SUSPENDED


@pytest.mark.usefixtures("unguarded")
def test_without_the_guards_both_would_be_committed(
    chief: Person, newcomer: Person
) -> None:
    programme = make_programme()
    with transaction.atomic():
        reorganise(chief, newcomer)()
        with ThreadPoolExecutor(1) as pool:

            def follow() -> None:
                pair(programme, chief, newcomer)()
                connection.close()

            pool.submit(follow).result(timeout=10)

    assert Pairing.objects.get().state == Pairing.State.PREPARING
    assert ReportingLine.objects.exists()
