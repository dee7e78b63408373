"""The health pages: for whoever watches, without names."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from mailing.models import Tick
from mailing.queries import PostHealth
from mentoring import vital_signs
from mentoring.vital_signs import VitalSigns
from people.models import CompanyRole
from privacy import guards
from tests.factories import make_person

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


def test_a_process_that_lives_says_so_without_asking_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get(reverse("health_alive"))

    assert response.json() == {"alive": True}
    assert "no-store" in response.headers["Cache-Control"]


def test_a_whole_database_is_ready(client: Client) -> None:
    response = client.get(reverse("health_ready"))

    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "database_answers": True,
        "guards_missing": [],
        "migrations_waiting": [],
    }


def test_a_migration_that_waits_is_not_ready(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("mailing", "0001_initial")

    response = client.get(reverse("health_ready"))

    assert response.status_code == 503
    assert response.json()["migrations_waiting"] == ["mailing.0001_initial"]


def test_without_its_guards_or_its_tables_it_is_not_ready(client: Client) -> None:
    for guarded in guards.watched():
        guarded.remove(connection)
    unguarded = client.get(reverse("health_ready"))
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE mailing_tick RENAME TO mailing_tock")
    empty = client.get(reverse("health_ready"))

    assert unguarded.status_code == empty.status_code == 503
    assert unguarded.json()["guards_missing"]
    assert empty.json()["database_answers"] is False


def test_how_the_post_is_doing_is_told_to_administrators(client: Client) -> None:
    somebody, keeper = make_person(), make_person()
    CompanyRole.objects.create(person=keeper, kind="administrator", from_at=NOW)
    answers = {}
    for person in (somebody, keeper):
        client.force_login(person)
        answers[person.pk] = client.get(reverse("health_post"))

    assert answers[somebody.pk].status_code == 403
    assert answers[keeper.pk].json() == {
        "works": False,
        "last_tick": None,
        "open": 0,
        "overdue_seconds": 0,
        "dead": 0,
        "expired": 0,
        "on_paper": 0,
        "resting_until": None,
    }


@pytest.mark.parametrize(
    ("token", "said", "status"),
    [
        ("secret-of-the-watch", "Bearer secret-of-the-watch", 200),
        ("secret-of-the-watch", "Bearer something-else", 403),
        ("secret-of-the-watch", "", 403),
        ("", "Bearer ", 403),
        ("", "", 403),
    ],
)
def test_a_watcher_shows_the_token_of_the_settings(
    client: Client, settings: Settings, token: str, said: str, status: int
) -> None:
    settings.HEALTH_TOKEN = token

    answer = client.get(reverse("health_post"), headers={"authorization": said})

    assert answer.status_code == status
