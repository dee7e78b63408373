"""The app's place in Django."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """The frame: duration, mission, goals, cadence, enrolment, mentor training."""

    name = "programmes"
