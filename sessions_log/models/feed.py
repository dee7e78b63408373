"""The secret address under which somebody's own calendar reads their meetings."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from people.models import Person
from privacy.classification import PERSONAL, PLAIN, SEALED, DataClass


class CalendarFeed(models.Model):
    """One address per person; only its hash is kept, and it can be revoked."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "person": PERSONAL,
        "token_hash": SEALED,
        "made_at": PERSONAL,
        "revoked_at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(revoked_at__isnull=True),
                name="one_calendar_address_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
