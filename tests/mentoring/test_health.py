"""`/health`: for whoever watches, without signing in, without names."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mailing.models import Tick
from mailing.queries import PostHealth
from mentoring import vital_signs
from mentoring.vital_signs import VitalSigns
from privacy import guards

NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def post(**figures: object) -> PostHealth:
    values: dict[str, object] = {
        "last_tick": NOW,
        "open": 3,
        "overdue": timedelta(),
        "dead": 1,
        "expired": 0,
        "on_paper": 0,
        "resting_until": None,
    }
    return PostHealth(**{**values, **figures})  # type: ignore[arg-type]  # as above


def test_anybody_may_ask_and_learns_figures_only(client: Client) -> None:
    response = client.get(reverse("health"))

    assert response.status_code == 200
    assert response.json() == {
        "well": True,
        "database": {"answers": True, "guards_missing": []},
        "post": {
            "works": False,
            "last_tick": None,
            "open": 0,
            "overdue_seconds": 0,
            "dead": 0,
            "expired": 0,
            "on_paper": 0,
            "resting_until": None,
        },
    }
    assert "no-store" in response.headers["Cache-Control"]


def test_a_beating_post_is_said(client: Client) -> None:
    Tick.objects.create(at=timezone.now())

    assert client.get(reverse("health")).json()["post"]["works"] is True


def test_nothing_is_changed_by_asking(client: Client) -> None:
    assert client.post(reverse("health")).status_code == 405


def test_a_database_without_its_guards_serves_no_pages(client: Client) -> None:
    for guarded in guards.watched():
        guarded.remove(connection)

    response = client.get(reverse("health"))

    assert response.status_code == 503
    assert "audit_entry_never_changes" in response.json()["database"]["guards_missing"]


def test_a_database_that_holds_nothing_is_a_finding_and_no_error(
    client: Client,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE mailing_tick RENAME TO mailing_tock")

    response = client.get(reverse("health"))

    assert response.status_code == 503
    assert response.json() == {
        "well": False,
        "database": {"answers": False, "guards_missing": []},
        "post": {"works": False},
    }


@pytest.mark.parametrize(
    ("figures", "works"),
    [
        ({}, True),
        ({"last_tick": NOW - vital_signs.SILENCE}, True),
        ({"last_tick": NOW - vital_signs.SILENCE - timedelta(seconds=1)}, False),
        ({"last_tick": None}, False),
        ({"overdue": vital_signs.DELAY}, True),
        ({"overdue": vital_signs.DELAY + timedelta(seconds=1)}, False),
    ],
)
def test_the_post_works_while_it_ticks_and_is_not_late(
    figures: dict[str, object], *, works: bool
) -> None:
    signs = VitalSigns(at=NOW, database_answers=True, post=post(**figures))

    assert signs.post_works is works
    assert signs.well
