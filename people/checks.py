"""What must be true of the settings before anybody signs in."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error

SHORTEST, LONGEST = 30 * 60, 8 * 60 * 60


def sessions_end(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001 - Django passes it by name
    **_options: object,
) -> list[Error]:
    """Refuse sessions that end too soon to work in, or stay open all day unused."""
    if SHORTEST <= settings.SESSION_IDLE_AGE <= LONGEST:
        return []
    return [
        Error(
            "SESSION_IDLE_MINUTES must lie between 30 and 480.",
            hint="It says after how many minutes without a click somebody is out.",
            id="people.E001",
        )
    ]
