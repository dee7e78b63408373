"""What becomes of one letter that a mail server refuses."""

from datetime import timedelta

import pytest

from mailing import outbox
from mailing.models import Address, Breaker, Delivery
from tests.factories import make_person
from tests.mailing.post_office import PostOffice
from tests.mailing.stationery import DAY, HOUR, MINUTE, MONDAY, promise_news, state_of

pytestmark = pytest.mark.django_db
State = Delivery.State


def test_a_mailbox_that_does_not_exist_kills_the_letter_at_once(
    post_office: PostOffice,
) -> None:
    post_office.answers["anna@fabriek.example"] = "550 5.1.1 no such user"
    lost = promise_news(make_person(email="anna@fabriek.example"))
    kept = promise_news(make_person(), not_before=MONDAY)

    assert outbox.deliver_due(at=MONDAY) == 1

    assert (state_of(lost), state_of(kept)) == (State.DEAD, State.SENT)
    assert lost.last_error == "550 5.1.1 no such user"
    address = Address.objects.get()
    assert (address.value, address.hard_bounces) == ("anna@fabriek.example", 1)
    assert not address.is_stopped


def test_the_second_hard_bounce_stops_the_address(post_office: PostOffice) -> None:
    post_office.answers["RCPT"] = "550 5.1.1 no such user"
    anna = make_person(email="anna@fabriek.example")
    for hours in range(3):
        promise_news(anna, occurrence=MONDAY + hours * HOUR)
        outbox.deliver_due(at=MONDAY + hours * HOUR)

    assert Address.objects.get().is_stopped
    assert post_office.asked_for == ["anna@fabriek.example"] * 2
    assert Delivery.objects.open().on_paper().count() == 1


def test_a_refusal_of_policy_says_nothing_about_the_mailbox(
    post_office: PostOffice,
) -> None:
    post_office.answers["RCPT"] = "554 5.7.1 relay access denied"
    row = promise_news(make_person())

    outbox.deliver_due(at=MONDAY)

    assert state_of(row) == State.DEAD
    assert not Address.objects.exists()


def test_a_letter_that_is_refused_for_what_it_holds_is_dead(
    post_office: PostOffice,
) -> None:
    post_office.answers["DATA"] = "554 5.6.0 refused"
    row = promise_news(make_person())

    outbox.deliver_due(at=MONDAY)

    assert state_of(row) == State.DEAD
    assert not Address.objects.exists()
    assert not Breaker.objects.filter(failures__gt=0).exists()


def test_a_letter_that_is_too_large_is_dead_and_nothing_else(
    post_office: PostOffice,
) -> None:
    post_office.answers["MAIL"] = "552 5.3.4 too large"
    row = promise_news(make_person())

    outbox.deliver_due(at=MONDAY)

    assert state_of(row) == State.DEAD
    assert not Breaker.objects.filter(failures__gt=0).exists()


def test_try_later_means_later_and_longer_each_time(post_office: PostOffice) -> None:
    post_office.answers["RCPT"] = "451 4.7.1 try again later"
    row = promise_news(make_person())
    at, waits = MONDAY, []

    for _ in range(3):
        assert outbox.deliver_due(at=at) == 0
        assert state_of(row) == State.PENDING
        assert row.lease_until is not None
        assert row.last_error == "451 4.7.1 try again later"
        waits.append((row.lease_until - at) / MINUTE)
        assert outbox.deliver_due(at=row.lease_until - timedelta(seconds=2)) == 0
        at = row.lease_until

    assert post_office.asked_for == [row.recipient.email] * 3
    for wait, minutes in zip(waits, (1, 2, 4), strict=True):
        assert 0.8 * minutes <= wait <= 1.2 * minutes + 0.1
    assert row.not_before == MONDAY  # when it was due is not forgotten

    post_office.answers.clear()
    assert outbox.deliver_due(at=at) == 1
    assert state_of(row) == State.SENT
    assert row.last_error == ""


def test_after_three_days_of_try_later_a_letter_is_given_up(
    post_office: PostOffice,
) -> None:
    post_office.answers["RCPT"] = "451 4.7.1 try again later"
    row = promise_news(make_person(), kind="alarm")
    outbox.deliver_due(at=MONDAY)

    outbox.deliver_due(at=MONDAY + 3 * DAY - HOUR)
    assert state_of(row) == State.PENDING
    outbox.deliver_due(at=MONDAY + 3 * DAY + MINUTE)

    assert state_of(row) == State.EXPIRED
    assert row.last_error == "451 4.7.1 try again later"


def test_patience_never_outlives_the_letter(post_office: PostOffice) -> None:
    post_office.answers["RCPT"] = "451 4.7.1 try again later"
    row = promise_news(make_person(), expires_at=MONDAY + HOUR)

    outbox.deliver_due(at=MONDAY)

    row.refresh_from_db()
    assert row.expires_at == MONDAY + HOUR


def test_a_letter_that_cannot_be_written_waits_and_holds_up_nobody(
    post_office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    broken = promise_news(make_person(given_name="Canary"), kind="broken")
    usual = promise_news(make_person())

    assert outbox.deliver_due(at=MONDAY) == 1

    assert (state_of(broken), state_of(usual)) == (State.PENDING, State.SENT)
    assert broken.last_error == "ValueError"
    assert "Canary" not in caplog.text


def test_an_address_that_no_mail_can_bear_holds_up_nobody(
    post_office: PostOffice,
) -> None:
    strange = promise_news(make_person(email="anna@@x"))
    usual = promise_news(make_person())

    assert outbox.deliver_due(at=MONDAY) == 1

    assert (state_of(strange), state_of(usual)) == (State.PENDING, State.SENT)
    assert "anna" not in strange.last_error
