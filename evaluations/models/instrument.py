"""What is asked: versioned questions in our languages."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from privacy.classification import PLAIN, DataClass


class Kind(models.TextChoices):
    """When a set of questions is asked."""

    CHECK_IN = "check_in", _("check-in")
    FIRST_30 = "first_30", _("after 30 days")
    FIRST_90 = "first_90", _("after 90 days")
    MIDDLE = "middle", _("halfway")
    END = "end", _("final evaluation")
    EARLY = "early", _("early end")
    FOLLOW_UP = "follow_up", _("three months later")


class Instrument(models.Model):
    """One version of one questionnaire for one role."""

    class ForRole(models.TextChoices):
        """Who answers it."""

        MENTOR = "mentor", _("mentor")
        MENTEE = "mentee", _("mentee")
        BOTH = "both", _("both")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "key": PLAIN,
        "version": PLAIN,
        "kind": PLAIN,
        "for_role": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=9, choices=Kind)
    for_role = models.CharField(max_length=6, choices=ForRole, default=ForRole.BOTH)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "version", "for_role"],
                name="one_instrument_per_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class Item(models.Model):
    """One question, in every language, with its scale."""

    class Scale(models.TextChoices):
        """How it is answered."""

        THREE = "three", _("good, all right, difficult")
        FIVE = "five", _("one to five")
        THEN_NOW = "then_now", _("when we started and now")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "instrument": PLAIN,
        "position": PLAIN,
        "key": PLAIN,
        "text": PLAIN,
        "scale": PLAIN,
        "level": PLAIN,
        "purpose": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    text = models.JSONField(default=dict)
    scale = models.CharField(max_length=8, choices=Scale)
    # Kirkpatrick's level, 1 to 4: under it the answer is published.
    level = models.PositiveSmallIntegerField(default=1)
    purpose = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "position"], name="one_item_per_position"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.position}"
