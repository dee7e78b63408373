"""Every address of the house, tried by those who may do most."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from mentoring.second_factor import OPEN
from people.models import Person
from tests.doorways import person_of
from tests.factories import SECRET
from tests.world import World, make_world, routes

pytestmark = pytest.mark.django_db
SEE_MUCH = ("AD", "HR", "CO")
SET_UP = "/account/2fa/"
STOLEN = "a horse of somebody else"


@pytest.fixture
def world() -> World:
    return make_world()


def addresses(world: World) -> list[tuple[str, str]]:
    """Give each route with an address that leads somewhere."""
    return [
        (route, reverse(route, kwargs=world.arguments(route, wanted)))
        for route, wanted in routes()
    ]


@contextmanager
def nothing_stays(client: Client) -> Iterator[None]:
    """Take back whatever a request did, in the database and in the browser."""
    cookies = copy(client.cookies)
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def sent_to(client: Client, method: str, url: str) -> str:
    with nothing_stays(client):
        return client.generic(method, url).headers.get("Location", "")


def test_every_page_of_theirs_leads_to_a_second_factor_first(
    world: World, settings: Settings
) -> None:
    settings.REQUIRE_MFA = True

    open_yet = {
        route.rpartition(":")[2]
        for route, url in addresses(world)
        for role in SEE_MUCH
        for method in ("GET", "POST")
        if sent_to(world.clients[role], method, url) != SET_UP
    }

    assert {one for one in open_yet if not one.startswith("mfa_")} <= OPEN


def test_nobody_sets_the_secret_of_another_or_comes_in_as_another(
    world: World,
) -> None:
    """Whatever is posted to whatever address, with every word that might mean it."""
    victim = world.people["EM"]
    said = {
        **dict.fromkeys(("person", "user", "pk", "id", "as"), str(victim.pk)),
        **dict.fromkeys(("email", "login", "employee_number"), str(victim.email)),
        **dict.fromkeys(("secret", "again", "password", "password1"), STOLEN),
        "kind": Person.SecretKind.PASSWORD,
        "old": SECRET,
    }
    wrong = []
    for route, url in addresses(world):
        for role in SEE_MUCH:
            with nothing_stays(client := world.clients[role]):
                client.post(url, said)
                now = Person.objects.get(pk=victim.pk)
                if now.password != victim.password or person_of(client) == str(now.pk):
                    wrong.append((role, route))
    assert wrong == []


def test_the_same_words_do_change_ones_own_secret(world: World) -> None:
    """Else the search above would find nothing anywhere."""
    hr = world.people["HR"]
    said = {"secret": STOLEN, "again": STOLEN, "old": SECRET, "kind": "password"}

    world.clients["HR"].post(reverse("people:secret_change"), said)

    assert Person.objects.get(pk=hr.pk).check_password(STOLEN)
