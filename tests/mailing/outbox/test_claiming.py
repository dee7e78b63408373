"""Claiming: who takes what, and what is sorted out on the way."""

from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from mailing.models import Address, Delivery, Preference
from mailing.outbox import cancel, choose
from mailing.outbox.claiming import LEASE, Claim, claim
from people.models import Person
from tests.factories import make_person
from tests.mailing.stationery import DAY, HOUR, MINUTE, MONDAY, promise_news, state_of

State = Delivery.State
NIGHT = datetime(2026, 11, 23, 20, tzinfo=UTC)  # nine in the evening in Brussels
TUESDAY_AT_SEVEN = datetime(2026, 11, 24, 6, tzinfo=UTC)


def pks_of(found: Claim) -> list[object]:
    return [each.row.pk for each in found.letters]


@pytest.mark.django_db
def test_what_is_due_is_taken_oldest_first_and_held() -> None:
    later = promise_news(make_person(), not_before=MONDAY - MINUTE)
    first = promise_news(make_person(), not_before=MONDAY - HOUR)
    promise_news(make_person(), not_before=MONDAY + MINUTE)

    found = claim(at=MONDAY, limit=20)

    assert (found.seen, pks_of(found)) == (2, [first.pk, later.pk])
    first.refresh_from_db()
    assert (first.state, first.attempts) == (State.SENDING, 1)
    assert first.lease_until == MONDAY + LEASE
    assert first.worker == found.letters[0].row.worker
    assert found.letters[0].address == first.recipient.email


@pytest.mark.django_db
def test_no_more_is_taken_than_asked_for() -> None:
    for _ in range(3):
        promise_news(make_person())

    assert len(claim(at=MONDAY, limit=2).letters) == 2
    assert claim(at=MONDAY, limit=0).seen == 0


@pytest.mark.django_db
def test_a_held_letter_is_nobody_elses_until_the_lease_ends() -> None:
    row = promise_news(make_person())
    first = claim(at=MONDAY, limit=20)

    assert claim(at=MONDAY + LEASE - MINUTE, limit=20).seen == 0
    second = claim(at=MONDAY + LEASE, limit=20)

    assert pks_of(second) == [row.pk]
    assert second.letters[0].row.worker != first.letters[0].row.worker
    assert second.letters[0].row.attempts == 2


@pytest.mark.django_db
def test_a_kind_that_only_a_newer_version_knows_is_left_to_it() -> None:
    row = promise_news(make_person())
    Delivery.objects.update(kind="from_tomorrow")

    assert claim(at=MONDAY + DAY, limit=20).seen == 0
    assert state_of(row) == State.PENDING


@pytest.mark.django_db
def test_somebody_who_left_is_not_written_to() -> None:
    row = promise_news(make_person(may_sign_in=False), kind="alarm")

    found = claim(at=MONDAY, limit=20)

    assert (found.seen, found.letters) == (1, [])
    assert state_of(row) == State.CANCELLED


@pytest.mark.django_db
def test_who_unsubscribed_gets_nothing_from_then_on_but_what_is_mandatory() -> None:
    anna, bram = make_person(), make_person()
    news, alarm = promise_news(anna), promise_news(anna, kind="alarm")
    for_bram = promise_news(bram)
    for kind in ("news", "alarm"):
        choose(Preference.Choice.OFF, kind=kind, person_id=anna.pk)

    claim(at=MONDAY, limit=20)

    assert state_of(news) == State.CANCELLED
    assert state_of(alarm) == State.SENDING
    assert state_of(for_bram) == State.SENDING


@pytest.mark.django_db
def test_who_wants_a_kind_again_gets_it_again() -> None:
    anna = make_person()
    choose(Preference.Choice.OFF, kind="news", person_id=anna.pk)
    choose(Preference.Choice.MAIL, kind="news", person_id=anna.pk)
    row = promise_news(anna)

    claim(at=MONDAY, limit=20)

    assert state_of(row) == State.SENDING


@pytest.mark.django_db
def test_a_letter_that_comes_too_late_is_shown_as_expired() -> None:
    row = promise_news(make_person(), expires_at=MONDAY + HOUR)

    assert claim(at=MONDAY + HOUR, limit=20).letters == []
    assert state_of(row) == State.EXPIRED


@pytest.mark.django_db
def test_after_a_late_start_what_still_helps_is_sent() -> None:
    row = promise_news(make_person(), expires_at=MONDAY + 7 * HOUR)

    claim(at=MONDAY + 6 * HOUR, limit=20)

    assert state_of(row) == State.SENDING


@pytest.mark.django_db
def test_a_letter_at_night_waits_for_the_next_working_hour() -> None:
    row = promise_news(make_person())

    assert claim(at=NIGHT, limit=20).letters == []

    assert state_of(row) == State.PENDING
    assert row.not_before == TUESDAY_AT_SEVEN
    assert claim(at=TUESDAY_AT_SEVEN, limit=20).seen == 1


@pytest.mark.django_db
def test_working_hours_are_those_of_the_readers_own_clock() -> None:
    row = promise_news(make_person(time_zone="Asia/Tokyo"))

    claim(at=MONDAY + HOUR, limit=20)  # seven in the evening in Tokyo

    assert state_of(row) == State.PENDING
    assert row.not_before == datetime(2026, 11, 23, 22, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", ""])
def test_a_time_zone_that_does_not_exist_holds_up_nobodys_post(zone: str) -> None:
    strange, usual = (
        promise_news(make_person(time_zone=zone)),
        promise_news(make_person()),
    )

    assert len(claim(at=MONDAY, limit=20).letters) == 2
    assert state_of(strange) == state_of(usual) == State.SENDING


@pytest.mark.django_db
def test_an_urgent_letter_goes_at_night() -> None:
    row = promise_news(make_person(), kind="alarm")

    claim(at=NIGHT, limit=20)

    assert state_of(row) == State.SENDING


@pytest.mark.django_db
def test_a_letter_that_no_working_hour_can_help_expires_at_once() -> None:
    row = promise_news(make_person(), expires_at=TUESDAY_AT_SEVEN)

    claim(at=NIGHT, limit=20)

    assert state_of(row) == State.EXPIRED


@pytest.mark.django_db
def test_the_letter_of_somebody_without_a_mailbox_goes_on_the_hand_out_list() -> None:
    dirk = make_person(email=None, employee_number="0042")
    row = promise_news(dirk, expires_at=MONDAY + DAY)

    found = claim(at=MONDAY, limit=20)

    assert (found.seen, found.letters) == (1, [])
    assert state_of(row) == State.CANCELLED
    assert row.last_error == Delivery.MOVED_TO_PAPER
    paper = Delivery.objects.open().on_paper().get()
    assert paper.occasion == row.occasion
    assert (paper.not_before, paper.expires_at) == (row.not_before, row.expires_at)


@pytest.mark.django_db
def test_an_occasion_on_the_hand_out_list_stays_there() -> None:
    dirk = make_person(email=None, employee_number="0042")
    row = promise_news(dirk)
    claim(at=MONDAY, limit=20)
    Person.objects.filter(pk=dirk.pk).update(email="dirk@fabriek.example")

    promise_news(dirk)

    assert claim(at=MONDAY, limit=20).seen == 0
    assert state_of(row) == State.CANCELLED
    assert Delivery.objects.open().on_paper().count() == 1


@pytest.mark.django_db
def test_a_hand_out_is_cancelled_and_comes_back_as_a_letter_does() -> None:
    dirk = make_person(email=None, employee_number="0042")
    promise_news(dirk)
    claim(at=MONDAY, limit=20)
    paper = Delivery.objects.on_paper().get()

    cancel("news", about=dirk)
    assert state_of(paper) == State.CANCELLED
    promise_news(dirk)

    assert state_of(paper) == State.PENDING


@pytest.mark.django_db
def test_a_hand_out_that_nobody_gave_in_time_is_shown_as_expired() -> None:
    dirk = make_person(email=None, employee_number="0042")
    paper = promise_news(dirk, channel="handout", expires_at=MONDAY + HOUR)

    assert claim(at=MONDAY, limit=20).seen == 0
    claim(at=MONDAY + HOUR, limit=20)

    assert state_of(paper) == State.EXPIRED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"wished": True, "confirmed_at": MONDAY}, "anna@home.example"),
        ({"wished": True}, "anna@fabriek.example"),
        ({"confirmed_at": MONDAY}, "anna@fabriek.example"),
        (
            {"wished": True, "confirmed_at": MONDAY, "stopped_at": MONDAY},
            "anna@fabriek.example",
        ),
        (
            {"wished": True, "confirmed_at": MONDAY, "channel": "text"},
            "anna@fabriek.example",
        ),
    ],
)
def test_mail_goes_where_the_reader_wished_and_confirmed_it(
    fields: dict[str, object], expected: str
) -> None:
    anna = make_person(email="anna@fabriek.example")
    Address.objects.create(
        person=anna, value="anna@home.example", kind="private", **fields
    )
    promise_news(anna)

    found = claim(at=MONDAY, limit=20)

    assert [each.address for each in found.letters] == [expected]


@pytest.mark.django_db
def test_a_stopped_address_gets_no_more_mail() -> None:
    anna = make_person(email="anna@fabriek.example")
    Address.objects.create(person=anna, value="anna@fabriek.example", stopped_at=MONDAY)
    promise_news(anna)

    assert claim(at=MONDAY, limit=20).letters == []
    assert Delivery.objects.open().on_paper().count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 4])
def test_a_claim_costs_the_same_for_one_letter_and_for_four(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        promise_news(make_person())

    with django_assert_num_queries(11):  # a savepoint around eight looks and one write
        found = claim(at=MONDAY, limit=20)

    assert len(found.letters) == number
