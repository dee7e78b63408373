"""A turn of the dispatcher, to a real mail server at a real port."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.core.mail.backends.smtp import EmailBackend
from pytest_django import Settings

from mailing import outbox
from mailing.models import Delivery, Tick
from mailing.outbox import dispatch
from mailing.outbox.breaker import BATCH
from mailing.outbox.claiming import LEASE, claim
from mailing.outbox.dispatch import Watch, settle
from mailing.outbox.sending import Outcome
from people.models import Person
from tests.factories import make_person
from tests.mailing.post_office import PostOffice
from tests.mailing.stationery import HOUR, MINUTE, MONDAY, promise_news, state_of

pytestmark = pytest.mark.django_db
State = Delivery.State
SENT = Outcome({"state": State.SENT, "sent_at": MONDAY})


class Killed(BaseException):
    """The dispatcher dies here, as by kill -9: nothing catches it."""


class DiesAfterAcceptance(EmailBackend):
    """Loses its process between the server's 250 and our commit."""

    def send_messages(self, email_messages: object) -> int:
        super().send_messages(email_messages)  # type: ignore[arg-type]  # untyped here
        raise Killed


class DiesAtTheSecond(EmailBackend):
    """Loses its process when the second letter of a connection is handed over."""

    handed_over = 0

    def send_messages(self, email_messages: object) -> int:
        self.handed_over += 1
        if self.handed_over == 2:
            raise Killed
        return super().send_messages(email_messages)  # type: ignore[arg-type]  # idem


def test_a_promised_letter_arrives_once(post_office: PostOffice) -> None:
    anna = make_person(given_name="Anna", email="anna@fabriek.example")
    row = promise_news(anna)

    assert outbox.deliver_due(at=MONDAY) == 1
    assert outbox.deliver_due(at=MONDAY + LEASE) == 0

    (message,) = post_office.taken
    assert message["To"] == "anna@fabriek.example"
    assert message["Message-ID"] == row.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert MONDAY <= parsedate_to_datetime(message["Date"]) < MONDAY + MINUTE
    assert state_of(row) == State.SENT
    assert row.lease_until is None
    assert row.sent_at is not None
    assert MONDAY <= row.sent_at < MONDAY + MINUTE


def test_a_letter_waits_for_its_time(post_office: PostOffice) -> None:
    row = promise_news(make_person(), not_before=MONDAY + HOUR)

    assert outbox.deliver_due(at=MONDAY) == 0
    assert outbox.deliver_due(at=MONDAY + HOUR) == 1

    assert [each["Message-ID"] for each in post_office.taken] == [row.message_id]


def test_a_letter_whose_reason_has_gone_is_cancelled(post_office: PostOffice) -> None:
    row = promise_news(make_person(family_name="Gone"))

    assert outbox.deliver_due(at=MONDAY) == 0

    assert post_office.taken == []
    assert state_of(row) == State.CANCELLED


def test_a_letter_about_what_was_deleted_is_cancelled(post_office: PostOffice) -> None:
    erased = make_person()
    row = promise_news(make_person(), about=erased)
    Person.objects.filter(pk=erased.pk).delete()

    outbox.deliver_due(at=MONDAY)

    assert post_office.taken == []
    assert state_of(row) == State.CANCELLED


def test_who_unsubscribed_gets_nothing(post_office: PostOffice) -> None:
    anna = make_person()
    promise_news(anna)
    outbox.choose("off", kind="news", person_id=anna.pk)

    assert outbox.deliver_due(at=MONDAY) == 0
    assert post_office.taken == []


def test_a_batch_goes_over_one_connection(post_office: PostOffice) -> None:
    for _ in range(BATCH + 1):
        promise_news(make_person())

    assert outbox.deliver_due(at=MONDAY) == BATCH + 1

    assert len({each["Message-ID"] for each in post_office.taken}) == BATCH + 1
    assert post_office.connections == 2


def test_batches_of_which_nothing_is_sent_do_not_end_the_turn(
    post_office: PostOffice,
) -> None:
    for _ in range(BATCH):
        promise_news(make_person(may_sign_in=False))
    promise_news(make_person(), not_before=MONDAY + MINUTE)

    assert outbox.deliver_due(at=MONDAY + MINUTE) == 1


def test_a_turn_ends_after_a_minute(
    post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    promise_news(make_person())
    monkeypatch.setattr(dispatch, "TURN", timedelta())

    assert outbox.deliver_due(at=MONDAY) == 0
    assert Tick.objects.get().at == MONDAY


def test_a_killed_dispatchers_letter_comes_again_with_the_same_id(
    post_office: PostOffice, settings: Settings
) -> None:
    row = promise_news(make_person())
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.{DiesAfterAcceptance.__name__}"

    with pytest.raises(Killed):
        outbox.deliver_due(at=MONDAY)
    assert state_of(row) == State.SENDING
    settings.EMAIL_BACKEND = usual
    assert outbox.deliver_due(at=MONDAY + LEASE - MINUTE) == 0
    assert outbox.deliver_due(at=MONDAY + LEASE + MINUTE) == 1

    assert [each["Message-ID"] for each in post_office.taken] == [row.message_id] * 2
    assert state_of(row) == State.SENT


def test_each_letter_is_settled_before_the_next(
    post_office: PostOffice, settings: Settings
) -> None:
    first = promise_news(make_person(), not_before=MONDAY - MINUTE)
    second = promise_news(make_person())
    settings.EMAIL_BACKEND = f"{__name__}.{DiesAtTheSecond.__name__}"

    with pytest.raises(Killed):
        outbox.deliver_due(at=MONDAY)

    assert (state_of(first), state_of(second)) == (State.SENT, State.SENDING)


def test_who_lost_the_lease_cannot_settle() -> None:
    row = promise_news(make_person())
    (slow,) = claim(at=MONDAY, limit=1).letters
    (quick,) = claim(at=MONDAY + LEASE, limit=1).letters

    assert not settle(slow.row, SENT)
    assert state_of(row) == State.SENDING
    assert settle(quick.row, SENT)
    assert state_of(row) == State.SENT


def test_without_the_lease_in_the_condition_the_slow_one_would_overwrite() -> None:
    row = promise_news(make_person())
    claim(at=MONDAY, limit=1)
    claim(at=MONDAY + LEASE, limit=1)

    Delivery.objects.filter(pk=row.pk).update(**SENT.changes)

    assert state_of(row) == State.SENT  # although another dispatcher held it


def test_what_no_time_is_left_for_is_given_back(
    post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [promise_news(make_person()) for _ in range(2)]
    batch = claim(at=MONDAY, limit=2).letters
    late = Watch(MONDAY + LEASE / 2 + timedelta(seconds=1))

    assert dispatch._deliver(batch, late) == 0  # noqa: SLF001 - a slow server in no time

    assert post_office.taken == []
    assert [state_of(row) for row in rows] == [State.PENDING] * 2
    assert [(row.attempts, row.lease_until) for row in rows] == [(0, None)] * 2


def test_a_goodbye_that_fails_does_no_harm(
    post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = promise_news(make_person())

    close = EmailBackend.close

    def cut_off(connection: EmailBackend) -> None:
        close(connection)
        raise TimeoutError

    monkeypatch.setattr(EmailBackend, "close", cut_off)

    assert outbox.deliver_due(at=MONDAY) == 1

    assert state_of(row) == State.SENT
