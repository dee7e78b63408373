"""The app's place in Django."""

from contextlib import suppress

from django.apps import AppConfig
from django.conf import settings

from privacy import checks, guards, keyring


class PrivacyConfig(AppConfig):
    """Anonymity threshold, encrypted text, audit trail, retention, erasure."""

    name = "privacy"

    def ready(self) -> None:
        """Load the key ring of this process, and guard the audit trail."""
        # A system check names what is wrong with the keys; `make_note_keys` must run.
        with suppress(ValueError):
            keyring.load(settings.NOTES_KEYS)
        checks.join()
        guards.watch(self)
