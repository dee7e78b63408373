"""Two gauges of the dispatcher, one row each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from privacy.classification import PLAIN, DataClass


class Breaker(models.Model):
    """Opens when the mail server is away: until then nothing is tried.

    With `failures` each pause is longer than the one before; 0 is business as usual.
    """

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "open_until": PLAIN,
        "failures": PLAIN,
    }

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    open_until = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="there_is_one_breaker"),
        ]

    def __str__(self) -> str:
        return f"{self.failures}"


class Tick(models.Model):
    """When the dispatcher last began a turn; an old tick means that nobody works."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {"id": PLAIN, "at": PLAIN}

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="there_is_one_tick"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
