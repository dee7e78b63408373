"""The project's place in Django: what must be there before anything else happens."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from mentoring.celery import app


class MentoringConfig(AppConfig):
    """Last of the apps: when it is ready, every letter and consequence is known."""

    name = "mentoring"

    def ready(self) -> None:
        """Let letters and receivers register; every task goes to our own Celery."""
        app.set_default()
        autodiscover_modules("emails", "consequences")
