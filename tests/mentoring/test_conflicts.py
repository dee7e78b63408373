"""An act that meets another in the database: tried again, then 409, never a 500."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace
from typing import cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import IntegrityError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch, reverse
from psycopg import errors as postgresql
from pytest_django import Settings

from matching.models import Proposal
from mentoring.conflicts import TRIES, ConflictMiddleware
from people.models import Chart
from programmes.models import Enrolment
from sessions_log.models import Note
from tests.factories import (
    make_coordinator,
    make_mentee,
    make_mentor,
    make_programme,
    sign_in,
)
from tests.pairs import make_running_pairing, make_two

LOST = [
    postgresql.SerializationFailure,
    postgresql.DeadlockDetected,
    postgresql.LockNotAvailable,
]
TYPED = "Typed for an hour"


def said_by(database: Exception, as_what: type[Exception]) -> Exception:
    """Make what Django raises, with what the database said as its cause."""
    raised = as_what(str(database))
    raised.__cause__ = database
    return raised


class View:
    """A view that loses some times, and then answers with what it was sent."""

    def __init__(self, *losses: Exception) -> None:
        self.losses = list(losses)
        self.calls = 0

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.calls += 1
        read = cast("UploadedFile[bytes]", request.FILES["file"]).read()
        if self.losses:
            raise self.losses.pop(0)
        return HttpResponse(read)


def answer(view: View) -> HttpResponse | None:
    """Call a view as Django does: whatever it raises is shown to the middleware."""
    file = SimpleUploadedFile("people.csv", b"the whole file")
    request = RequestFactory().post("/", {"file": file})
    request.resolver_match = cast(
        "ResolverMatch", SimpleNamespace(func=view, args=(), kwargs={})
    )
    middleware = ConflictMiddleware(view)
    try:
        return middleware(request)
    except Exception as raised:  # noqa: BLE001 - as Django does
        return middleware.process_exception(request, raised)


@pytest.mark.parametrize("lost", LOST)
def test_a_lost_act_is_tried_again_with_its_file_from_the_beginning(
    lost: type[Exception],
) -> None:
    view = View(said_by(lost("x"), OperationalError))

    response = answer(view)

    assert response
    assert (response.content, view.calls) == (b"the whole file", 2)


@pytest.mark.parametrize("lost", LOST)
def test_an_act_that_always_loses_is_told_after_three_tries(
    lost: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    view = View(*(said_by(lost(TYPED), OperationalError) for _ in range(9)))

    response = answer(view)

    assert response
    assert (response.status_code, view.calls) == (409, TRIES)
    assert "Somebody else was just ahead of you" in response.text
    assert TYPED not in caplog.text


def test_another_fault_is_still_a_fault() -> None:
    for fault in (
        ValueError("x"),
        said_by(postgresql.NotNullViolation("x"), IntegrityError),
        OperationalError("the server went away"),
    ):
        view = View(fault)

        assert answer(view) is None
        assert view.calls == 1


def test_a_fault_on_the_second_try_is_a_fault() -> None:
    lost = said_by(postgresql.DeadlockDetected("x"), OperationalError)

    assert answer(View(lost, OperationalError("the server went away"))) is None
    with pytest.raises(PermissionError):
        answer(View(lost, PermissionError()))


def test_sqlite_has_waited_already_and_is_asked_once(tmp_path: Path) -> None:
    first, second = (
        sqlite3.connect(tmp_path / "db", timeout=0, isolation_level=None)
        for _connection in range(2)
    )
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked") as busy:
        second.execute("BEGIN IMMEDIATE")
    view = View(said_by(busy.value, OperationalError))

    response = answer(view)

    assert response
    assert (response.status_code, view.calls) == (409, 1)
    for one in (first, second):
        one.close()


# --- on PostgreSQL, with a real lock ----------------------------------------------

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)


@contextmanager
def chart_held() -> Iterator[None]:
    """Let a reorganisation hold the chart; our own connection waits for 50 ms only."""
    held, done = Event(), Event()

    def reorganise() -> None:
        with transaction.atomic():
            Chart.objects.change()
            held.set()
            done.wait(10)
        connection.close()

    other = Thread(target=reorganise)
    other.start()
    held.wait(10)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '50ms'")
    try:
        yield
    finally:
        done.set()
        other.join()


def propose(client: Client, mentor: Enrolment, mentee: Enrolment) -> HttpResponse:
    url = reverse("matching:propose", args=[mentee.programme.slug])
    sent = {"mentor": str(mentor.pk), "mentee": str(mentee.pk)}
    return cast("HttpResponse", client.post(url, sent))


@pytest.fixture
def two(client: Client) -> tuple[Enrolment, Enrolment]:
    programme = make_programme()
    client.force_login(make_coordinator(programme))
    return make_mentor(programme), make_mentee(programme)


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_who_waits_too_long_for_a_reorganisation_is_told(
    client: Client, two: tuple[Enrolment, Enrolment]
) -> None:
    with chart_held():
        assert propose(client, *two).status_code == 409

    assert propose(client, *two).status_code == 302
    assert Proposal.objects.count() == 1


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_without_the_middleware_it_would_be_a_fault(
    client: Client, two: tuple[Enrolment, Enrolment], settings: Settings
) -> None:
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "conflicts" not in one]
    fresh = Client(raise_request_exception=False)
    fresh.cookies = client.cookies

    with chart_held():
        assert propose(fresh, *two).status_code == 500


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_what_was_typed_comes_back_with_the_409(client: Client) -> None:
    programme = make_programme()
    pairing = make_running_pairing(programme, *make_two(programme))
    sign_in(client, pairing.mentee)
    url = reverse("sessions_log:agreement", args=[pairing.pk])

    with chart_held():
        page = client.post(url, {"text": TYPED})

    assert page.status_code == 409
    assert TYPED in page.text
    assert "saving at the same moment" in page.text
    assert not Note.objects.filter(kind=Note.Kind.AGREEMENT).exists()
