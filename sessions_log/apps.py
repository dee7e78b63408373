"""The app's place in Django."""

from django.apps import AppConfig


class SessionsLogConfig(AppConfig):
    """What a pair plans, does and writes down, in confidence."""

    name = "sessions_log"
