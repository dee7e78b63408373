"""How each of the two closes the journey, and what they did of its steps."""

import uuid
from typing import ClassVar

from django.db import models

from matching.models import Pairing
from people.models import Person
from privacy.classification import PERSONAL, PLAIN, DataClass
from programmes.models import Step


class Closing(models.Model):
    """What one of a pair chose at the end; the thanks are a sealed note."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "pairing": PERSONAL,
        "person": PERSONAL,
        "shown_goals": PERSONAL,
        "keeps_in_touch": PERSONAL,
        "closed_at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    # Ids of goals that the mentee chose to show as reached.
    shown_goals = models.JSONField(default=list, blank=True)
    # Null until said; only a yes of both is told to both.
    keeps_in_touch = models.BooleanField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pairing", "person"], name="one_closing_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class StepDone(models.Model):
    """A step of the journey that one pair has taken, or a milestone reached."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "pairing": PERSONAL,
        "step": PLAIN,
        "done_on": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="+")
    step = models.ForeignKey(Step, models.CASCADE, related_name="+")
    done_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pairing", "step"], name="a_step_is_taken_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.done_on}"
