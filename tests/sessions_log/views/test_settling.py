"""Settled together on one screen, confirmed later, or on paper."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache

from matching.models import Pairing
from sessions_log import queries
from sessions_log.models import Goal, Meeting, Note
from sessions_log.operations import agreements, goals, settling
from tests.factories import (
    NOW,
    give_secret,
    make_person,
)
from tests.pairs import Pair
from tests.sessions_log.conftest import ComeIn
from tests.sessions_log.settling import (
    LOCK,
    PIN,
    as_shown,
    make_newcomer_pair,
    settle,
    url,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_on_the_first_day")]


@pytest.fixture
def _on_the_first_day() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        yield


@pytest.fixture
def pair() -> Pair:
    return make_newcomer_pair()


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
