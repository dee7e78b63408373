"""A key ring that a test may change: the suite's own comes back afterwards."""

import base64
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings

from privacy import keyring

Load = Callable[..., keyring.KeyRing]


def ring_text(*names: str) -> str:
    """Write a ring whose keys are made of their names, so that two tests agree."""
    return ",".join(
        f"{name}:{base64.b64encode(name.encode().ljust(32, b'.')).decode()}"
        for name in names
    )


@pytest.fixture
def load_ring() -> Iterator[Load]:
    """Load a ring of keys with these names; the suite's own comes back afterwards."""

    def load(*names: str) -> keyring.KeyRing:
        keyring.load(ring_text(*names))
        return keyring.current()

    yield load
    keyring.load(settings.NOTES_KEYS)
