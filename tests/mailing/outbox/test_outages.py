"""What becomes of all post while the mail server is away."""

from datetime import timedelta

import pytest

from mailing import outbox
from mailing.models import Address, Breaker, Delivery
from tests.factories import make_person
from tests.mailing.post_office import PostOffice
from tests.mailing.stationery import MINUTE, MONDAY, promise_news, state_of

pytestmark = pytest.mark.django_db
State = Delivery.State


def test_a_closed_port_lets_all_post_rest_and_loses_nothing(
    post_office: PostOffice,
) -> None:
    rows = [promise_news(make_person()) for _ in range(3)]
    post_office.close()

    assert outbox.deliver_due(at=MONDAY) == 0

    assert [state_of(row) for row in rows] == [State.PENDING] * 3
    assert {(row.attempts, row.last_error) for row in rows} == {(0, "")}
    breaker = Breaker.objects.get()
    assert breaker.failures == 1
    assert breaker.open_until is not None
    assert breaker.open_until > MONDAY


def test_after_the_pause_one_letter_probes_and_the_rest_follow(
    post_office: PostOffice,
) -> None:
    for _ in range(3):
        promise_news(make_person())
    post_office.answers["EHLO"] = "421 4.3.2 closing"
    outbox.deliver_due(at=MONDAY)
    assert post_office.taken == []

    outbox.deliver_due(at=MONDAY + timedelta(seconds=20))
    assert post_office.connections == 1  # nobody knocks while all post rests

    outbox.deliver_due(at=MONDAY + timedelta(seconds=40))  # one probe, refused
    assert post_office.connections == 2
    assert Breaker.objects.get().failures == 2
    post_office.answers.clear()

    assert outbox.deliver_due(at=MONDAY + 3 * MINUTE) == 3
    breaker = Breaker.objects.get()
    assert (breaker.failures, breaker.open_until) == (0, None)


@pytest.mark.parametrize(
    "answers",
    [
        {"MAIL": "421 4.3.2 closing"},
        {"RCPT": "421 4.3.2 closing"},
        {"DATA": "421 4.3.2 closing"},
        {"DATA": "hang up"},
        {"MAIL": "550 5.7.1 this sender may not send"},
        {"EHLO": "500 5.5.1 not here"},
    ],
    ids=lambda answers: " ".join(*answers.items()),
)
def test_what_is_about_us_and_no_single_letter_stops_the_whole_batch(
    post_office: PostOffice, answers: dict[str, str]
) -> None:
    first = promise_news(make_person(), not_before=MONDAY - MINUTE)
    second = promise_news(make_person())
    post_office.answers.update(answers)

    assert outbox.deliver_due(at=MONDAY) == 0

    assert (state_of(first), state_of(second)) == (State.PENDING, State.PENDING)
    assert (first.attempts, second.attempts) == (1, 0)
    assert first.expires_at is None  # no patience was used up
    assert Breaker.objects.get().failures == 1
    assert not Address.objects.exists()


def test_a_letter_that_breaks_connections_does_not_stand_before_the_others(
    post_office: PostOffice,
) -> None:
    promise_news(make_person(), not_before=MONDAY - MINUTE)
    second = promise_news(make_person())
    post_office.answers["DATA"] = "hang up"
    outbox.deliver_due(at=MONDAY)
    post_office.answers.clear()
    post_office.taken.clear()

    outbox.deliver_due(at=MONDAY + MINUTE - timedelta(seconds=5))

    assert post_office.taken[0]["Message-ID"] == second.message_id


def test_a_lost_answer_makes_a_second_letter_with_the_same_id(
    post_office: PostOffice,
) -> None:
    row = promise_news(make_person())
    post_office.answers["DATA"] = "hang up"  # kept, but the 250 never reaches us
    outbox.deliver_due(at=MONDAY)
    post_office.answers.clear()

    assert outbox.deliver_due(at=MONDAY + 2 * MINUTE) == 1

    assert [each["Message-ID"] for each in post_office.taken] == [row.message_id] * 2


def test_only_the_first_answer_of_a_probe_ends_the_rest(
    post_office: PostOffice,
) -> None:
    Breaker.objects.create(failures=4, open_until=MONDAY)
    promise_news(make_person(family_name="Gone"))

    outbox.deliver_due(at=MONDAY)

    assert Breaker.objects.get().failures == 4  # the server was not spoken to
