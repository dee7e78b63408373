"""The app's place in Django."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from people import checks
from privacy import guards


class PeopleConfig(AppConfig):
    """Who works here, who reports to whom, in which language."""

    name = "people"

    def ready(self) -> None:
        """Check the sessions, and keep the one row of the chart in its table."""
        register(checks.sessions_end, Tags.security)
        guards.watch(self)
