"""Without a good key the app still starts, so that `make_note_keys` can make one."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings as house
from pytest_django import Settings

from privacy import keyring
from tests.privacy.conftest import ring_text


@pytest.fixture(autouse=True)
def _the_ring_of_the_suite_comes_back() -> Iterator[None]:
    yield
    keyring.load(house.NOTES_KEYS)


def test_the_ring_of_the_settings_is_loaded(settings: Settings) -> None:
    settings.NOTES_KEYS = ring_text("2026a", "2025b")

    apps.get_app_config("privacy").ready()

    assert keyring.current().kek_ids == ["2026a", "2025b"]


@pytest.mark.parametrize("keys", ["", "2026a:!"])
def test_the_app_starts_without_a_key_and_only_the_keys_are_away(
    settings: Settings, keys: str
) -> None:
    settings.NOTES_KEYS = keys

    apps.get_app_config("privacy").ready()

    with pytest.raises(keyring.KeyMissingError):
        keyring.current()
