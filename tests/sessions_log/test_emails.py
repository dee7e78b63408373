"""The letters of a pair: silent once their reason has gone."""

import pytest

from sessions_log import emails
from sessions_log.models import Vault
from tests.pairs import Pair

pytestmark = pytest.mark.django_db


def test_two_are_reminded_of_what_they_settle_until_they_have(
    preparing: Pair, running: Pair
) -> None:
    assert emails.to_settle(preparing, preparing.mentee)
    assert emails.to_settle(running, running.mentee) is None


def test_both_who_want_to_stay_in_touch_are_told(running: Pair) -> None:
    mail = emails.stay_in_touch(running, running.mentor)

    assert mail.url.endswith(f"/pairs/{running.pk}/closing/")


def test_the_end_of_notes_is_announced_as_long_as_there_are_any(running: Pair) -> None:
    vault = Vault.objects.get(pairing=running)
    assert emails.notes_go_soon(vault, running.mentor)
    vault.state = Vault.State.SHREDDED

    assert emails.notes_go_soon(vault, running.mentor) is None
