"""A pair that gets acquainted, a pair that runs, and a browser for each of them."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from people.models import Person
from tests.factories import make_programme, sign_in
from tests.pairs import (
    Pair,
    after_meeting,
    make_pairing,
    make_running_pairing,
    make_two,
)

ComeIn = Callable[[Person], Client]


@pytest.fixture
def preparing() -> Pair:
    programme = make_programme()
    return make_pairing(programme, *make_two(programme))


@pytest.fixture
def running() -> Pair:
    programme = make_programme()
    return make_running_pairing(programme, *make_two(programme))


@pytest.fixture
def come_in() -> ComeIn:
    """Open a browser in which somebody signed in with a password."""

    def opened(person: Person) -> Client:
        client = Client()
        sign_in(client, person)
        return client

    return opened


@pytest.fixture
def _after_the_first_meeting() -> Iterator[None]:
    with time_machine.travel(after_meeting(), tick=False):
        yield
