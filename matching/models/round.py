"""One run of the matching for a whole programme."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Person
from privacy.classification import PERSONAL, PLAIN, DataClass
from programmes.models import Programme


class Round(models.Model):
    """What was asked of the solver, what it answered, and the proof of it."""

    class Mode(models.TextChoices):
        """What comes after participation: everybody's total, or the worst match."""

        FAIR = "fair", _("fair")
        TOTAL = "total", _("total")

    class State(models.TextChoices):
        """From a stored wish to a published proposal."""

        QUEUED = "queued", _("waiting")
        COMPUTING = "computing", _("being computed")
        DRAFT = "draft", _("draft")
        FAILED = "failed", _("failed")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("replaced by a newer one")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "programme": PLAIN,
        "mode": PLAIN,
        "weights": PLAIN,
        "state": PLAIN,
        "input_hash": PLAIN,
        "floor": PLAIN,
        "certificate": PERSONAL,
        "made_by": PERSONAL,
        "made_at": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="rounds")
    mode = models.CharField(max_length=5, choices=Mode, default=Mode.FAIR)
    weights = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    input_hash = models.CharField(max_length=64, blank=True)
    floor = models.PositiveIntegerField(null=True, blank=True)
    certificate = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.programme} {self.made_at:%Y-%m-%d}"
