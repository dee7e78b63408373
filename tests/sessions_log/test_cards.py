"""Twenty-four questions of our own, in three languages, for every phase and quality."""

from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from sessions_log import cards
from tests.factories import give_secret, make_person, sign_in


def test_the_deck_has_twenty_four_cards_for_every_phase_and_quality() -> None:
    deck = cards.deck()

    assert [one.number for one in deck] == list(range(1, 25))
    assert Counter(one.phase for one in deck) == dict.fromkeys(cards.PHASES, 6)
    for phase in cards.PHASES:
        qualities = {one.quality for one in deck if one.phase == phase}
        assert qualities == set(cards.QUALITIES)


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_each_card_is_one_short_question_in_each_language(language: str) -> None:
    with translation.override(language):
        said = [one.question for one in cards.deck()]

    assert {one.language for one in said} == {language}
    assert len({str(one) for one in said}) == 24
    for one in said:
        assert "?" in str(one)
        assert len(str(one).split()) <= 20


def test_after_the_last_card_comes_the_first() -> None:
    first, last = cards.deck()[0], cards.deck()[-1]

    assert cards.after(last) == first
    assert cards.after(first).number == 2
    assert cards.card(24) == last
    assert cards.card(0) is cards.card(25) is None


def test_a_phase_draws_its_own_cards_in_turn() -> None:
    drawn = [cards.card_for("teach", turn) for turn in range(7)]

    assert {one.phase for one in drawn} == {"teach"}
    assert drawn[6] == drawn[0] != drawn[1]
    assert cards.card_for("", 0) == cards.deck()[0]


@pytest.fixture
def client() -> Client:
    browser = Client()
    sign_in(browser, give_secret(make_person()))
    return browser


@pytest.mark.django_db
def test_the_deck_is_a_page_to_print(client: Client) -> None:
    page = client.get(reverse("sessions_log:card_deck")).text

    assert page.count('class="talk-card"') == 24


@pytest.mark.django_db
def test_one_leads_to_the_next_without_a_script(client: Client) -> None:
    url = reverse("sessions_log:card_show", args=[24])

    page = client.get(url).text

    assert reverse("sessions_log:card_show", args=[1]) in page
    assert client.get(reverse("sessions_log:card_show", args=[25])).status_code == 404
    assert client.get(reverse("sessions_log:card_show", args=[0])).status_code == 404


@pytest.mark.django_db
def test_whoever_is_not_signed_in_is_asked_to() -> None:
    assert Client().get(reverse("sessions_log:card_deck")).status_code == 302
