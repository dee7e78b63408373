"""The app's place in Django."""

from django.apps import AppConfig

from privacy import guards


class MatchingConfig(AppConfig):
    """Who is paired with whom, and who may not be."""

    name = "matching"

    def ready(self) -> None:
        """Watch over independence in the database itself."""
        guards.watch(self)
