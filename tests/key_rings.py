"""Another key ring, for the time of a `with`: as when a key was lost, or not copied."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from privacy import keyring


@contextmanager
def other_ring() -> Iterator[None]:
    keyring.load(keyring.new_ring_text("other"))
    try:
        yield
    finally:
        keyring.load(settings.NOTES_KEYS)
