"""Settled by one, and confirmed by the other on the same screen."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache

from matching.models import Pairing
from people.models import Person
from privacy.models import AuditEntry
from sessions_log.models import Grant
from tests.factories import (
    NOW,
    SECRET,
)
from tests.pairs import Pair
from tests.sessions_log.conftest import ComeIn
from tests.sessions_log.settling import (
    PIN,
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


def test_before_there_is_something_nobody_confirms(pair: Pair, come_in: ComeIn) -> None:
    client = come_in(pair.mentor)

    page = client.post(url("settle_confirm", pair), {"secret": PIN})

    assert "Not everything is there yet." in page.text
    assert Pairing.objects.get().mentee_agreed_at is None
