"""One mail a day and two a week, the heaviest first; what is gathered is one mail."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from mailing import outbox
from mailing.models import Delivery, Preference
from mailing.outbox import dispatch
from mailing.outbox.claiming import LEASE, claim
from people.models import Person
from tests.factories import make_person
from tests.mailing.post_office import PostOffice
from tests.mailing.stationery import DAY, HOUR, MONDAY, promise_news, state_of

pytestmark = pytest.mark.django_db
State = Delivery.State
TUESDAY_AT_SEVEN = datetime(2026, 11, 24, 6, tzinfo=UTC)
NEXT_MONDAY_AT_SEVEN = datetime(2026, 11, 30, 6, tzinfo=UTC)


def told(person: Person, *days_before: int) -> None:
    """Remember that news came so many days before Monday."""
    for days in days_before:
        at = MONDAY - days * DAY
        row = promise_news(person, occurrence=at)
        Delivery.objects.filter(pk=row.pk).update(state=State.SENT, sent_at=at)


def notices(to: Person, *, about: list[Person]) -> list[Delivery]:
    return [promise_news(to, kind="notice", about=one) for one in about]


def test_the_heaviest_goes_and_the_rest_waits_for_tomorrow() -> None:
    anna, bram = make_person(), make_person()
    news, question = promise_news(anna), promise_news(anna, kind="question")
    his = promise_news(bram)

    claim(at=MONDAY, limit=20)

    assert (state_of(question), state_of(news)) == (State.SENDING, State.PENDING)
    assert news.not_before == TUESDAY_AT_SEVEN
    assert state_of(his) == State.SENDING


def test_of_two_as_heavy_goes_what_soonest_says_nothing_any_more() -> None:
    anna = make_person()
    promise_news(anna, occurrence=MONDAY - HOUR)
    hasty = promise_news(anna, expires_at=MONDAY + DAY)

    found = claim(at=MONDAY, limit=20)

    assert [each.row for each in found.letters] == [hasty]


def test_what_does_not_fit_on_the_page_competes_too() -> None:
    anna = make_person()
    promise_news(anna, occurrence=MONDAY - HOUR)
    question = promise_news(anna, kind="question")

    found = claim(at=MONDAY, limit=1)

    assert [each.row for each in found.letters] == [question]


def test_reminders_mandatory_and_urgent_letters_have_no_ration() -> None:
    anna = make_person()
    told(anna, 0)
    free = [promise_news(anna, kind=kind) for kind in ("reminder", "alarm")]
    news = promise_news(anna, occurrence=MONDAY - HOUR)

    claim(at=MONDAY, limit=20)

    assert [state_of(row) for row in free] == [State.SENDING] * 2
    assert state_of(news) == State.PENDING


@pytest.mark.parametrize(
    ("days_before", "goes"), [([7, 4], True), ([6, 3], False), ([0], False), ([], True)]
)
def test_two_in_any_seven_days_are_enough(
    days_before: list[int], *, goes: bool
) -> None:
    anna = make_person()
    told(anna, *days_before)
    row = promise_news(anna, kind="question")

    found = claim(at=MONDAY, limit=20)

    assert bool(found.letters) is goes
    assert (state_of(row) == State.SENDING) is goes


def test_what_waits_past_its_time_is_shown_as_expired() -> None:
    anna = make_person()
    told(anna, 0)
    row = promise_news(anna, kind="question", expires_at=TUESDAY_AT_SEVEN)

    claim(at=MONDAY, limit=20)

    assert state_of(row) == State.EXPIRED
    assert row.last_error == "no room in the week"


def test_what_another_dispatcher_is_sending_counts() -> None:
    anna = make_person()
    promise_news(anna)
    claim(at=MONDAY, limit=20)
    later = promise_news(anna, kind="question")

    claim(at=MONDAY, limit=20)

    assert state_of(later) == State.PENDING


def test_what_may_have_left_already_goes_again_before_all_else() -> None:
    anna = make_person()
    news = promise_news(anna)
    claim(at=MONDAY, limit=20)  # and the dispatcher dies
    promise_news(anna, kind="question")

    found = claim(at=MONDAY + LEASE, limit=20)

    assert [each.row for each in found.letters] == [news]


def test_what_is_gathered_is_one_mail(post_office: PostOffice) -> None:
    anna = make_person(email="anna@fabriek.example")
    rows = notices(anna, about=[anna, make_person(), make_person()])
    hers = promise_news(make_person())

    assert outbox.deliver_due(at=MONDAY) == 2

    (mail,) = [one for one in post_office.taken if one["To"] == anna.email]
    assert [state_of(row) for row in rows] == [State.SENT] * 3
    assert len({row.batch_id for row in rows}) == 1
    assert (
        mail["Message-ID"] == f"<{rows[0].batch_id}@{mail['Message-ID'].split('@')[1]}"
    )
    assert mail["Message-ID"] == rows[1].message_id
    assert mail["Subject"] == "3 messages for you"
    assert mail["List-Unsubscribe-Post"]
    text = mail.get_body(("plain",))
    assert text is not None
    assert text.get_content().count("L'heure: Monday") == 3
    assert state_of(hers) == State.SENT
    assert hers.batch_id is None


def test_one_letter_alone_is_no_digest(post_office: PostOffice) -> None:
    row = promise_news(make_person(), kind="notice")

    outbox.deliver_due(at=MONDAY)

    assert post_office.taken[0]["Message-ID"] == row.message_id
    assert state_of(row) == State.SENT
    assert row.batch_id is None


def test_a_reader_may_want_a_kind_gathered() -> None:
    anna = make_person()
    outbox.choose(Preference.Choice.DIGEST, kind="news", person_id=anna.pk)
    promise_news(anna)
    promise_news(anna, kind="notice")

    found = claim(at=MONDAY, limit=20)

    assert [len(each.rows) for each in found.letters] == [2]


def test_after_a_crash_the_same_mail_goes_again_and_nothing_joins_it() -> None:
    anna = make_person()
    rows = notices(anna, about=[anna, make_person()])
    (first,) = claim(at=MONDAY, limit=20).letters
    late = promise_news(anna, kind="notice", about=make_person())

    (again,) = claim(at=MONDAY + LEASE, limit=1).letters

    assert {row.pk for row in again.rows} == {row.pk for row in rows}
    assert again.row.batch_id == first.row.batch_id
    assert again.row.message_id == first.row.message_id
    assert state_of(late) == State.PENDING


def test_a_line_whose_reason_has_gone_is_left_out(post_office: PostOffice) -> None:
    anna = make_person()
    gone, kept, other = notices(
        anna, about=[make_person(family_name="Gone"), anna, make_person()]
    )

    assert outbox.deliver_due(at=MONDAY) == 1

    assert state_of(gone) == State.CANCELLED
    assert state_of(kept) == state_of(other) == State.SENT
    assert post_office.taken[0]["Subject"] == "2 messages for you"


def test_when_every_reason_has_gone_no_mail_goes(post_office: PostOffice) -> None:
    away = [make_person(family_name="Gone") for _ in range(2)]
    rows = notices(make_person(), about=away)

    assert outbox.deliver_due(at=MONDAY) == 0

    assert post_office.taken == []
    assert [state_of(row) for row in rows] == [State.CANCELLED] * 2


def test_a_line_that_cannot_be_written_goes_on_by_itself(
    post_office: PostOffice,
) -> None:
    anna = make_person()
    broken, kept, other = notices(
        anna, about=[make_person(family_name="Broken"), anna, make_person()]
    )

    assert outbox.deliver_due(at=MONDAY) == 1

    assert state_of(broken) == State.PENDING
    assert broken.batch_id is None
    assert broken.message_id.startswith(f"<{broken.pk}@")
    assert broken.last_error == "ValueError"
    assert state_of(kept) == state_of(other) == State.SENT


def test_a_mail_of_several_waits_whole_while_the_server_is_away(
    post_office: PostOffice,
) -> None:
    anna = make_person()
    rows = notices(anna, about=[anna, make_person()])
    post_office.answers["MAIL"] = "421 closing"

    outbox.deliver_due(at=MONDAY)
    bound = {row.pk: (state_of(row), row.message_id) for row in rows}
    post_office.answers.clear()
    outbox.deliver_due(at=MONDAY + HOUR)

    assert {state for state, _name in bound.values()} == {State.PENDING}
    (mail,) = post_office.taken
    assert {mail["Message-ID"]} == {name for _state, name in bound.values()}
    assert [state_of(row) for row in rows] == [State.SENT] * 2


def test_a_server_that_is_gone_gives_all_of_a_mail_back(
    post_office: PostOffice,
) -> None:
    post_office.close()
    anna = make_person()
    rows = notices(anna, about=[anna, make_person()])

    assert dispatch.deliver_due(at=MONDAY) == 0

    assert [(state_of(row), row.attempts) for row in rows] == [(State.PENDING, 0)] * 2


def test_the_way_out_of_a_mail_of_several_ends_every_kind_in_it() -> None:
    anna, stranger = make_person(), make_person()
    outbox.choose(Preference.Choice.DIGEST, kind="news", person_id=anna.pk)
    notice, news = promise_news(anna, kind="notice"), promise_news(anna)
    alone = promise_news(stranger)
    claim(at=MONDAY, limit=20)
    notice.refresh_from_db()

    assert outbox.kinds_in_mail_of(notice) == {"notice", "news"}
    assert outbox.kinds_in_mail_of(alone) == {"news"}
    assert state_of(news) == State.SENDING


@pytest.mark.parametrize("number", [1, 4])
def test_sharing_out_costs_the_same_for_one_reader_and_for_four(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        anna = make_person()
        notices(anna, about=[anna, make_person()])

    with django_assert_num_queries(12):  # a savepoint, eight looks and two writes
        found = claim(at=MONDAY, limit=20)

    assert [len(each.rows) for each in found.letters] == [2] * number


def test_what_waited_goes_on_its_day() -> None:
    anna = make_person()
    told(anna, 0)
    rows = [promise_news(anna, kind="question"), promise_news(anna, kind="notice")]

    claim(at=MONDAY, limit=20)
    (first,) = claim(at=TUESDAY_AT_SEVEN, limit=20).letters
    sent_at = TUESDAY_AT_SEVEN + timedelta(minutes=1)
    Delivery.objects.filter(pk=first.row.pk).update(state=State.SENT, sent_at=sent_at)

    assert first.row == rows[0]
    assert state_of(rows[1]) == State.PENDING
    assert rows[1].not_before == NEXT_MONDAY_AT_SEVEN
