"""How sessions_log answers to news of matching: each receiver is one call."""

from typing import Any

from django.dispatch import receiver

from matching.events import (
    PairingChange,
    pairing_prepared,
    pairing_resumed,
    pairing_stopped,
)
from people.events import Consequence
from sessions_log.operations import vaults


@receiver(pairing_prepared)
def on_pairing_prepared(change: PairingChange, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - what Django's signals pass
    return vaults.open_for(change.pairing)


@receiver(pairing_stopped)
def on_pairing_stopped(change: PairingChange, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - idem
    return vaults.close_for(change.pairing)


@receiver(pairing_resumed)
def on_pairing_resumed(change: PairingChange, **_said: Any) -> list[Consequence]:  # noqa: ANN401 - idem
    return vaults.reopen_for(change.pairing)
