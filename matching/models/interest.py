"""Who follows a pair when its coordinator stands too near to it."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from people.models import Person
from privacy.classification import PERSONAL, PLAIN, DataClass
from programmes.models import Programme


class InterestQuerySet(models.QuerySet["InterestDeclared"]):
    """The questions that are asked of declarations; they chain."""

    def standing(self) -> Self:
        """Keep what was not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class InterestDeclared(models.Model):
    """A coordinator says that somebody is close: another follows that person."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "programme": PLAIN,
        "coordinator": PERSONAL,
        "person": PERSONAL,
        "declared_at": PERSONAL,
        "withdrawn_at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    coordinator = models.ForeignKey(Person, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    declared_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "coordinator", "person"],
                condition=Q(withdrawn_at__isnull=True),
                name="an_interest_is_declared_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class OutsideCoordinator(models.Model):
    """Somebody who follows one named pair, because nobody of the programme can."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "pairing": PERSONAL,
        "person": PERSONAL,
        "from_at": PERSONAL,
        "until_at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pairing = models.ForeignKey(
        "matching.Pairing", models.CASCADE, related_name="outside_coordinators"
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pairing", "person"],
                condition=Q(until_at__isnull=True),
                name="a_pair_has_an_outside_coordinator_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
