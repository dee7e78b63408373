"""The app's place in Django."""

from django.apps import AppConfig


class ImpactConfig(AppConfig):
    """What managers may see: anonymised effects of a programme."""

    name = "impact"
