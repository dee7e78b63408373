"""Links that work for one purpose, for a while, and once."""

import logging
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from mailing import links

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_a_link_leads_back_to_what_it_is_about() -> None:
    about = uuid4()

    link = links.read("invitation", links.make("invitation", about))

    assert link is not None
    assert link.about == about


def test_a_link_for_one_purpose_opens_nothing_else() -> None:
    assert links.read("ballot", links.make("invitation", uuid4())) is None


def test_a_link_that_was_changed_in_one_place_opens_nothing() -> None:
    token = links.make("invitation", uuid4())
    half = len(token) // 2
    other = "A" if token[half] != "A" else "B"

    assert links.read("invitation", token[:half] + other + token[half + 1 :]) is None


@given(st.text())
def test_whatever_somebody_types_opens_nothing(text: str) -> None:
    assert links.read("invitation", text) is None


def test_a_link_of_another_installation_opens_nothing(settings: Settings) -> None:
    token = links.make("invitation", uuid4())
    settings.SECRET_KEY = "the key of somebody else's house, somewhere"

    assert links.read("invitation", token) is None


def test_a_link_lives_fourteen_days() -> None:
    with time_machine.travel(NOW, tick=False):
        token = links.make("invitation", uuid4())
    with time_machine.travel(NOW + timedelta(days=14), tick=False):
        assert links.read("invitation", token) is not None
    with time_machine.travel(NOW + timedelta(days=14, seconds=1), tick=False):
        assert links.read("invitation", token) is None
        assert links.read("invitation", token, lifetime=None) is not None


def test_a_link_is_used_up_when_what_it_was_made_for_has_changed() -> None:
    link = links.read("invitation", links.make("invitation", uuid4(), once="no secret"))

    assert link is not None
    assert link.is_unused(once="no secret")
    assert not link.is_unused(once="a password")


def test_every_link_has_a_random_subject_of_which_only_a_hash_is_kept() -> None:
    about = uuid4()
    first, second = (links.make("invitation", about) for _ in range(2))
    found = [links.read("invitation", token) for token in (first, first, second)]
    digests = [link.digest for link in found if link]

    assert first != second
    assert digests[0] == digests[1] != digests[2]
    assert digests[0] not in first


def test_letters_give_whole_addresses(settings: Settings) -> None:
    settings.SITE_URL = "https://peterschap.fabriek.example"
    address = links.address_of("mailing:unsubscribe", "a:b:c")

    assert address == "https://peterschap.fabriek.example/post/unsubscribe/a:b:c/"


def test_a_log_line_shows_no_token(caplog: pytest.LogCaptureFixture) -> None:
    token = links.make("invitation", uuid4())
    caplog.handler.addFilter(links.Masked())

    logging.getLogger("post").warning("Not Found: %s by %s", f"/enter/{token}/", "you")
    logging.getLogger("post").warning("Not Found: %s", "/enter/")

    assert [record.getMessage() for record in caplog.records] == [
        "Not Found: /enter/[link]/ by you",
        "Not Found: /enter/",
    ]


def test_a_token_is_masked_in_quotes_and_when_it_was_escaped() -> None:
    token = links.make("invitation", uuid4(), once="x")

    assert (
        links.mask(f"554 spam: <https://h/e/{token}/>")
        == "554 spam: <https://h/e/[link]/>"
    )
    assert links.mask(f"GET /e/{token.replace(':', '%3A')}/") == "GET /e/[link]/"
    assert links.mask("2026-11-23 10:15:00 nothing") == "2026-11-23 10:15:00 nothing"


def test_every_log_of_the_house_goes_through_the_mask(settings: Settings) -> None:
    handlers = settings.LOGGING["handlers"].values()

    assert settings.LOGGING["filters"]["masked"]["()"] == "mailing.links.Masked"
    assert all("masked" in handler["filters"] for handler in handlers)


def test_a_page_that_is_not_found_leaves_no_token_in_the_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    token = links.make("invitation", uuid4())
    caplog.handler.addFilter(links.Masked())

    client.get(f"/nothing/{token}/")

    assert "/nothing/[link]/" in caplog.text
    assert token not in caplog.text
