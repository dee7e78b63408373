"""`manage.py dispatch`: the post without Celery."""

import time
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError

from mailing import outbox
from mailing.models import Delivery, Tick
from tests.factories import make_person
from tests.mailing.post_office import PostOffice
from tests.mailing.stationery import MONDAY, promise_news


class Stopped(BaseException):
    """Somebody stops the loop."""


@pytest.mark.django_db
@time_machine.travel(MONDAY, tick=False)
def test_one_turn_says_what_it_delivered(post_office: PostOffice) -> None:
    promise_news(make_person())
    said = StringIO()

    call_command("dispatch", stdout=said)
    call_command("dispatch", stdout=said)

    assert said.getvalue() == "Letters delivered: 1.\n"
    assert len(post_office.taken) == 1
    assert Tick.objects.get().at == MONDAY


@pytest.mark.django_db(transaction=True)  # the loop closes connections that grew old
@time_machine.travel(MONDAY, tick=False)
def test_the_loop_goes_on_until_it_is_stopped(
    post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    naps: list[float] = []

    def nap(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 3:
            raise Stopped
        promise_news(make_person())

    monkeypatch.setattr(time, "sleep", nap)

    with pytest.raises(Stopped):
        call_command("dispatch", "--loop", "--every", "7", stdout=StringIO())

    assert naps == [7, 7, 7]
    assert Delivery.objects.filter(state="sent").count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_loop_outlives_a_database_that_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    turns: list[object] = []
    naps: list[float] = []

    def no_database(*, at: object) -> int:
        turns.append(at)
        if len(turns) > 1:
            raise OperationalError("the server closed the connection")
        return 0

    def nap(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 3:
            raise Stopped

    monkeypatch.setattr(time, "sleep", nap)
    monkeypatch.setattr(outbox, "deliver_due", no_database)
    complained = StringIO()

    with pytest.raises(Stopped):
        call_command("dispatch", "--loop", stderr=complained)

    assert complained.getvalue() == "OperationalError: trying again.\n" * 2
