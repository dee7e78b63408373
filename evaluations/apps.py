"""The app's place in Django."""

from django.apps import AppConfig

from privacy import guards


class EvaluationsConfig(AppConfig):
    """What people thought of it: check-ins and closing questionnaires."""

    name = "evaluations"

    def ready(self) -> None:
        """Keep what was released as it was released."""
        guards.watch(self)
