"""Settled together on one screen, confirmed beside each other, later, or on paper."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from mailing.models import Delivery
from matching.models import Pairing
from people.models import Person
from privacy.models import AuditEntry
from programmes.models import Programme
from sessions_log import queries
from sessions_log.models import Goal, Grant, Meeting, Note
from sessions_log.operations import agreements, goals, meetings, settling
from sessions_log.operations.meetings import Moment
from tests.factories import (
    NOW,
    SECRET,
    give_secret,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.pairs import FIRST_MEETING, Pair, make_pairing
from tests.sessions_log.conftest import ComeIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_on_the_first_day")]
PIN = "739154"
LOCK = "Nothing from this programme counts in an appraisal"


@pytest.fixture
def _on_the_first_day() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        yield


@pytest.fixture
def pair() -> Pair:
    """Let a newcomer with a PIN and no mailbox get acquainted with a mentor."""
    programme = make_programme(kind=Programme.Kind.ONBOARDING)
    mentee = make_person(email=None, employee_number="1007")
    give_secret(mentee, PIN, Person.SecretKind.PIN)
    mentor = give_secret(make_person())
    return make_pairing(
        programme,
        make_mentor(programme, person=mentor),
        make_mentee(programme, person=mentee),
    )


def url(name: str, pairing: Pairing) -> str:
    return reverse(f"sessions_log:{name}", args=[pairing.pk])


def as_shown(client: Client, pairing: Pairing) -> dict[str, str]:
    """Give the form as a browser would send it, without a change."""
    form = client.get(url("settle", pairing)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in values.items() if value} | {
        "ready": values.get("ready", []),
        "on": str(values.get("on", "")),
    }


def settle(client: Client, pairing: Pairing, **changed: object) -> str:
    sent = as_shown(client, pairing) | changed
    page = client.post(url("settle", pairing), sent, follow=True)
    assert page.status_code == 200
    return page.text


def test_one_press_with_the_defaults_settles_it_for_one(
    pair: Pair, come_in: ComeIn
) -> None:
    client = come_in(pair.mentor)

    page = settle(client, pair)

    assert "I know the people I work with" in page
    assert LOCK in page
    now = Pairing.objects.for_display().get()
    found = queries.to_settle(now, reader=pair.mentor)
    assert (found.is_ready, found.mine, found.theirs) == (True, True, False)
    assert Meeting.objects.filter(pairing=pair, state="planned").count() == 3
    assert Pairing.objects.get().state == "preparing"
    assert not Note.objects.filter(kind="agreement").exists()  # nothing was changed


def test_the_other_says_yes_on_the_same_screen_and_is_signed_in_nowhere(
    pair: Pair, come_in: ComeIn
) -> None:
    client = come_in(pair.mentor)
    settle(client, pair)
    session = dict(client.session.items())

    page = client.post(url("settle_confirm", pair), {"secret": PIN}, follow=True)

    assert "You both agree: your journey runs." in page.text
    assert Pairing.objects.get().state == "running"
    assert client.get(url("pairing", pair)).context["user"] == pair.mentor
    kept = {key: value for key, value in client.session.items() if key in session}
    assert {key: kept[key] for key in session if key != "_messages"} == {
        key: value for key, value in session.items() if key != "_messages"
    }
    said = AuditEntry.objects.filter(verb="agreed beside the other")
    assert [one.audience for one in said] == ["self"]


def test_a_wrong_secret_agrees_with_nothing_and_five_lock_the_pin(
    pair: Pair, come_in: ComeIn
) -> None:
    client = come_in(pair.mentor)
    settle(client, pair)

    for _try in range(5):
        page = client.post(url("settle_confirm", pair), {"secret": "000000"})
        assert page.status_code == 422
    cache.clear()  # what is left is the lock of the PIN itself
    page = client.post(url("settle_confirm", pair), {"secret": PIN})

    assert page.status_code == 422
    assert Pairing.objects.get().state == "preparing"
    assert Person.objects.get(pk=pair.mentee.pk).locked_at is not None


def test_tries_count_with_those_of_the_sign_in_page(
    pair: Pair, come_in: ComeIn
) -> None:
    """A password is not locked: it is the door that makes one wait."""
    client = come_in(pair.mentee)
    settle(client, pair)
    for _try in range(5):
        client.post(url("settle_confirm", pair), {"secret": "wrong"})

    page = client.post(url("settle_confirm", pair), {"secret": SECRET})

    assert page.status_code == 422
    assert "Too many" in page.text
    assert Pairing.objects.get().state == "preparing"


def test_a_secret_of_a_third_person_or_ones_own_does_not_do(
    pair: Pair, come_in: ComeIn
) -> None:
    client = come_in(pair.mentor)
    settle(client, pair)

    page = client.post(url("settle_confirm", pair), {"secret": SECRET})

    assert page.status_code == 422
    assert Pairing.objects.get().mentee_agreed_at is None


def test_a_secret_that_somebody_planted_does_not_do(
    pair: Pair, come_in: ComeIn
) -> None:
    client = come_in(pair.mentor)
    settle(client, pair)
    Person.objects.filter(pk=pair.mentee.pk).update(password=pair.mentor.password)

    page = client.get(url("settle_confirm", pair))

    assert "on this screen" not in page.text
    client.post(url("settle_confirm", pair), {"secret": PIN})
    assert Pairing.objects.get().state == "preparing"


def test_no_vault_of_the_other_is_touched(pair: Pair, come_in: ComeIn) -> None:
    client = come_in(pair.mentor)
    settle(client, pair)
    before = set(Grant.objects.values_list("pk", "vault", "reader"))

    client.post(url("settle_confirm", pair), {"secret": PIN})

    assert set(Grant.objects.values_list("pk", "vault", "reader")) == before


def test_later_the_other_says_yes_with_one_press(pair: Pair, come_in: ComeIn) -> None:
    settle(come_in(pair.mentor), pair)
    mentee = come_in(pair.mentee)

    assert "I agree" in mentee.get(url("pairing", pair)).text
    settle(mentee, pair)

    assert Pairing.objects.get().state == "running"


def test_words_that_were_changed_are_a_new_version_and_keep_the_lock(
    pair: Pair, come_in: ComeIn
) -> None:
    client = come_in(pair.mentor)

    settle(client, pair, text="We meet over soup.", goal="To cook")

    page = client.get(url("pairing", pair)).text
    assert "We meet over soup." in page
    assert LOCK in page
    shown = client.get(url("agreement", pair))
    assert shown.context["form"]["text"].value() == "We meet over soup."
    assert LOCK in shown.text
    assert Goal.objects.count() == 2


def test_whoever_types_the_lock_has_it_once(pair: Pair, come_in: ComeIn) -> None:
    client = come_in(pair.mentor)
    lock = str(queries.lock_of_agreement())

    settle(client, pair, text=f"We meet.\n{lock}")

    assert client.get(url("pairing", pair)).text.count(LOCK) == 1


def test_without_a_goal_it_is_asked_for_and_nothing_is_lost(
    pair: Pair, come_in: ComeIn
) -> None:
    client = come_in(pair.mentor)
    sent = as_shown(client, pair) | {"ready": [], "text": "Our own words"}

    page = client.post(url("settle", pair), sent)

    assert page.status_code == 422
    assert "Choose or write one goal" in page.text
    assert "Our own words" in page.text
    assert not Goal.objects.exists()
    assert Pairing.objects.get().planned_at is None


def test_sent_twice_it_counts_once(pair: Pair, come_in: ComeIn) -> None:
    client = come_in(pair.mentor)
    sent = as_shown(client, pair) | {"goal": "To cook"}

    for _press in range(2):
        client.post(url("settle", pair), sent)

    assert Goal.objects.count() == 2
    assert Meeting.objects.count() == 3


def test_on_paper_one_says_so_and_the_other_reads_it(
    pair: Pair, come_in: ComeIn
) -> None:
    client = come_in(pair.mentor)
    settle(client, pair)

    client.post(url("settle_on_paper", pair), {"on": "2026-09-02"})

    found = Pairing.objects.get()
    assert (found.state, str(found.on_paper_on)) == ("running", "2026-09-02")
    told = come_in(pair.mentee).get(url("pairing", pair)).text
    assert "you both signed on paper on 2 September" in told


@pytest.mark.parametrize("day", ["2026-09-03", "2026-08-31", "", "soon"])
def test_on_paper_of_an_odd_day_is_refused(
    pair: Pair, come_in: ComeIn, day: str
) -> None:
    client = come_in(pair.mentor)
    settle(client, pair)

    assert client.post(url("settle_on_paper", pair), {"on": day}).status_code == 422
    assert Pairing.objects.get().on_paper_on is None


def test_other_words_make_what_was_signed_on_paper_undone(
    pair: Pair, come_in: ComeIn
) -> None:
    goals.add(pair, "To cook", due_on=None, at=NOW, by=pair.mentee)
    settling.sign_on_paper(pair, on=NOW.date(), at=NOW, by=pair.mentor)
    assert Pairing.objects.get().mentee_agreed_at is not None

    agreements.word(pair, "Not so", at=NOW, by=pair.mentee)

    found = Pairing.objects.get()
    assert (found.on_paper_on, found.mentor_agreed_at) == (None, None)


def test_before_there_is_something_nobody_confirms(pair: Pair, come_in: ComeIn) -> None:
    client = come_in(pair.mentor)

    page = client.post(url("settle_confirm", pair), {"secret": PIN})

    assert "Not everything is there yet." in page.text
    assert Pairing.objects.get().mentee_agreed_at is None


def test_once_it_runs_there_is_nothing_to_settle(
    running: Pair, come_in: ComeIn
) -> None:
    client = come_in(running.mentor)

    assert client.get(url("settle", running)).status_code == 403
    assert client.get(url("settle_on_paper", running)).status_code == 403
    assert client.get(url("settle_confirm", running)).status_code == 302


@pytest.mark.parametrize("name", ["settle", "settle_confirm", "settle_on_paper"])
def test_for_a_stranger_none_of_it_exists(
    pair: Pair, come_in: ComeIn, name: str
) -> None:
    stranger = come_in(give_secret(make_person()))

    assert stranger.get(url(name, pair)).status_code == 404
    assert stranger.post(url(name, pair), {"secret": PIN}).status_code == 404


def hold(pairing: Pair, *, times: int) -> None:
    goals.add(pairing, "To cook", due_on=None, at=NOW, by=pairing.mentee)
    moment = Moment(FIRST_MEETING, None, 60, Meeting.Way.FACE)
    for meeting in meetings.plan_series(pairing, moment, at=NOW, by=pairing.mentee)[
        :times
    ]:
        on = meeting.planned_on
        at = NOW + (on - NOW.date())
        held = Moment(on, None, 60, Meeting.Way.FACE)
        meetings.log(meeting, held, at=at, by=pairing.mentee)


def test_after_two_meetings_a_coordinator_sees_who_has_still_to_look(
    pair: Pair,
) -> None:
    hold(pair, times=2)
    agreements.agree(pair, at=NOW, by=pair.mentee)
    met = FIRST_MEETING + timedelta(weeks=2)

    assert queries.unsettled(pair.programme, on=met + timedelta(days=6)) == []
    [found] = queries.unsettled(pair.programme, on=met + timedelta(days=7))

    assert found.pairing == pair
    assert found.people == (pair.mentor,)


def test_after_two_meetings_both_are_reminded_once(pair: Pair) -> None:
    hold(pair, times=3)

    letters = Delivery.objects.filter(kind="to_settle")
    assert {one.recipient_id for one in letters} == {pair.mentor.pk, pair.mentee.pk}
    assert letters.count() == 2


def test_whoever_has_settled_is_not_reminded(pair: Pair) -> None:
    goals.add(pair, "To cook", due_on=None, at=NOW, by=pair.mentee)
    settled = Pairing.objects.for_display().get()
    settling.sign_on_paper(settled, on=NOW.date(), at=NOW, by=pair.mentor)
    hold(pair, times=2)

    assert not Delivery.objects.filter(kind="to_settle").exists()


def test_after_one_meeting_nobody_is_told(pair: Pair) -> None:
    hold(pair, times=1)

    assert queries.unsettled(pair.programme, on=NOW.date() + timedelta(99)) == []


@pytest.mark.parametrize("count", [1, 4])
def test_unsettled_pairs_cost_the_same(
    count: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    programme = make_programme()
    for _pair in range(count):
        two = make_mentor(programme), make_mentee(programme)
        hold(make_pairing(programme, *two), times=2)

    with django_assert_num_queries(3):  # type: ignore[operator]
        found = queries.unsettled(programme, on=NOW.date() + timedelta(99))
    assert len(found) == count
