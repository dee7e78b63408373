"""What can be learnt here: offered by mentors, wished for by mentees."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from privacy.classification import PERSONAL, PLAIN, DataClass
from programmes import vocabulary
from programmes.models.enrolment import Enrolment
from programmes.vocabulary import Told


class Competence(models.Model):
    """Something that can be taught, named in several languages."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "uri": PLAIN,
        "family": PLAIN,
        "labels": PLAIN,
        "company": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    uri = models.URLField(null=True, blank=True, unique=True)
    family = models.CharField(max_length=60)
    labels = models.JSONField(default=dict)
    company = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.label)

    @property
    def label(self) -> Told:
        return vocabulary.told(self.labels)


class Offer(models.Model):
    """A mentor can pass this on, at this level."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "enrolment": PERSONAL,
        "competence": PERSONAL,
        "level": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="offers")
    competence = models.ForeignKey(Competence, models.PROTECT, related_name="offers")
    level = models.PositiveSmallIntegerField(default=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "competence"],
                name="offered_once",
                violation_error_message=_("Choose each thing once."),
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1) & Q(level__lte=5),
                name="a_level_is_one_to_five",
                violation_error_message=_("A level lies between 1 and 5."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competence} ({self.level})"


class Wish(models.Model):
    """A mentee wants to grow in this; rank 1 comes first."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "enrolment": PERSONAL,
        "competence": PERSONAL,
        "rank": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="wishes")
    competence = models.ForeignKey(Competence, models.PROTECT, related_name="wishes")
    rank = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "rank"], name="one_wish_per_rank"
            ),
            models.UniqueConstraint(
                fields=["enrolment", "competence"],
                name="wished_for_once",
                violation_error_message=_("Choose each thing once."),
            ),
            models.CheckConstraint(
                condition=Q(rank__gte=1), name="the_first_wish_has_rank_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank}. {self.competence}"
