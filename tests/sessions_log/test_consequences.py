"""What this app does when matching tells of a pairing."""

import pytest

from matching import events
from matching.events import PairingChange
from matching.models import Pairing
from sessions_log.models import Meeting, Vault
from tests.factories import NOW
from tests.pairs import Pair

pytestmark = pytest.mark.django_db


def test_a_pair_that_both_wanted_gets_its_vault(preparing: Pair) -> None:
    assert Vault.objects.get().pairing_id == preparing.pk


def test_a_stop_closes_and_a_return_opens(running: Pair) -> None:
    running.state = Pairing.State.SUSPENDED
    change = PairingChange(running, at=NOW)

    events.pairing_stopped.send(sender=Pairing, change=change)
    assert Vault.objects.get().state == "read_only"
    assert not Meeting.objects.planned().exists()

    events.pairing_resumed.send(sender=Pairing, change=change)
    assert Vault.objects.get().state == "open"
