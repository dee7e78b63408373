"""Another key ring, for the time of a `with`: as when a key was lost, or not copied."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from privacy import keyring
from tests.privacy.conftest import ring_text


@contextmanager
def other_ring() -> Iterator[None]:
    keyring.load(keyring.new_ring_text("other"))
    try:
        yield
    finally:
        keyring.load(settings.NOTES_KEYS)


@contextmanager
def ring_of(*names: str) -> Iterator[None]:
    """Load a ring whose keys are made of their names: the same name, the same key."""
    keyring.load(ring_text(*names))
    try:
        yield
    finally:
        keyring.load(settings.NOTES_KEYS)
