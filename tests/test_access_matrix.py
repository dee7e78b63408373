"""Every address, asked by every role: what `access_matrix.csv` says is what happens.

A in a cell: answered. L: asked to sign in first. 403, 404, 405: that. An address
without a row fails, and so does a row without an address.
"""

import csv
from copy import copy
from http import HTTPStatus
from pathlib import Path

import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import TestCase
from django.urls import reverse

from tests.factories import NOW
from tests.world import ROLES, World, make_world, routes

MATRIX = Path(__file__).parent / "access_matrix.csv"
METHODS = ("GET", "POST")
REFUSALS = {
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
}
Row = dict[str, str]


def rows() -> list[Row]:
    with MATRIX.open(newline="") as file:
        return list(csv.DictReader(file))


def outcome(world: World, role: str, method: str, route: str, wanted: set[str]) -> str:
    """Ask one address as one role; nothing of it stays."""
    url = reverse(route, kwargs=world.arguments(route, wanted))
    cache.clear()
    client = world.clients[role]
    cookies = copy(client.cookies)
    with transaction.atomic():
        response = client.generic(method, url)
        transaction.set_rollback(True)
    client.cookies = cookies  # also after signing out
    if response.status_code in REFUSALS:
        return str(response.status_code)
    assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, url
    to_login = response.headers.get("Location", "").startswith(reverse("account_login"))
    return "L" if to_login else "A"


def observed(world: World, route: str, wanted: set[str]) -> list[Row]:
    """Ask one address as everybody, in both ways: the rows as they are today."""
    return [
        {"route": route, "method": method}
        | {role: outcome(world, role, method, route, wanted) for role in ROLES}
        for method in METHODS
    ]


def test_every_address_has_its_rows_and_every_row_an_address() -> None:
    said = {(row["route"], row["method"]) for row in rows()}

    assert said == {(name, method) for name, _ in routes() for method in METHODS}


@time_machine.travel(NOW, tick=False)
class AccessMatrix(TestCase):
    """The whole matrix over one world, which no request changes."""

    world: World

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = make_world()

    def check(self, *apps: str, but_not: tuple[str, ...] = ()) -> None:
        said = {(row["route"], row["method"]): row for row in rows()}
        wrong = []
        for route, wanted in routes():
            chosen = route.startswith(apps) and not route.startswith(but_not or ("!",))
            if chosen:
                seen = observed(self.world, route, wanted)
                wrong += [
                    row for row in seen if said[row["route"], row["method"]] != row
                ]
        assert wrong == []

    def test_programmes(self) -> None:
        self.check("programmes:")

    def test_people(self) -> None:
        self.check("people:")

    def test_pairs_and_what_they_do(self) -> None:
        self.check("matching:", "sessions_log:")

    def test_evaluation_and_impact(self) -> None:
        self.check("evaluations:", "impact:", "mailing:")

    def test_accounts_and_the_house_itself(self) -> None:
        apps = ("programmes:", "people:", "matching:", "sessions_log:")
        self.check("", but_not=(*apps, "evaluations:", "impact:", "mailing:"))

    def test_a_wrong_row_would_be_seen(self) -> None:
        [seen, *_] = observed(self.world, "matching:board", {"slug"})

        assert seen["CO"] == "A"
        assert {seen[role] for role in ("EM", "CX", "LM", "MV", "HR", "AD")} == {"404"}
        assert seen["AN"] == "L"
