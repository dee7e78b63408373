"""The app's place in Django."""

from django.apps import AppConfig


class MailingConfig(AppConfig):
    """The outbox: letters promised with the act, rendered and delivered after it."""

    name = "mailing"
