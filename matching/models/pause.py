"""The pauses of a pair: they stop its clock."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from matching.models.pairing import Pairing
from privacy.classification import PERSONAL, PLAIN, DataClass


class Pause(models.Model):
    """Days on which nothing is expected of a pair; open while it lasts."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "pairing": PERSONAL,
        "from_on": PERSONAL,
        "until_on": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="pauses")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pairing"],
                condition=Q(until_on__isnull=True),
                name="one_pause_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="a_pause_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_on} - {self.until_on or ''}"
