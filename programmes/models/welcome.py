"""The welcome of a newcomer: what the law asks, apart from the peterschap on top."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from people.models import Person
from privacy.classification import PERSONAL, PLAIN, DataClass
from programmes import rules
from programmes.models.programme import Programme


class Welcome(models.Model):
    """What a newcomer has been shown, and the line manager's signature under it."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "programme": PLAIN,
        "person": PERSONAL,
        "steps_done": PERSONAL,
        "asked_of": PERSONAL,
        "signed_by": PERSONAL,
        "signed_on": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="welcomes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="welcomes")
    steps_done = models.JSONField(default=list, blank=True)
    asked_of = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    signed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    signed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"], name="one_welcome_per_newcomer"
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | Q(signed_on__isnull=False),
                name="a_signed_welcome_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}"

    @property
    def is_signed(self) -> bool:
        return self.signed_on is not None

    @property
    def is_whole(self) -> bool:
        """Say whether everything of the list has been shown."""
        return not rules.steps_missing_from(self.steps_done)
