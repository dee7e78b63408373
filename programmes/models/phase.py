"""The phases of a journey, and what is to be done in each."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from privacy.classification import PLAIN, DataClass
from programmes.models.programme import Programme
from programmes.vocabulary import Told, told


class Phase(models.Model):
    """A stretch of the journey: welcome, guide, teach or coach."""

    class Kind(models.TextChoices):
        """What a mentor does above all in it."""

        WELCOME = "welcome", _("Welcome")
        GUIDE = "guide", _("Guide")
        TEACH = "teach", _("Teach")
        COACH = "coach", _("Coach")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "programme": PLAIN,
        "position": PLAIN,
        "kind": PLAIN,
        "weeks": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=7, choices=Kind)
    weeks = models.PositiveSmallIntegerField(_("weeks"))

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "position"], name="phases_follow_each_other"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Step(models.Model):
    """Something to do in a phase, or something that the mentee can do by then."""

    class Kind(models.TextChoices):
        """A step is taken; a milestone is reached."""

        STEP = "step", _("step")
        MILESTONE = "milestone", _("milestone")

    class ForRole(models.TextChoices):
        """Whose step it is."""

        MENTOR = "mentor", _("mentor")
        MENTEE = "mentee", _("mentee")
        BOTH = "both", _("both")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "phase": PLAIN,
        "position": PLAIN,
        "kind": PLAIN,
        "for_role": PLAIN,
        "text": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    phase = models.ForeignKey(Phase, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.STEP)
    for_role = models.CharField(max_length=6, choices=ForRole, default=ForRole.BOTH)
    text = models.JSONField(default=dict)

    class Meta:
        ordering = ("phase__position", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["phase", "position"], name="steps_follow_each_other"
            ),
        ]

    def __str__(self) -> str:
        return str(self.told)

    @property
    def told(self) -> Told:
        """Give the text in the reader's language, or in one there is."""
        return told(self.text)
