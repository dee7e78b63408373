"""What lets somebody without a mailbox in for the first time: a printed card."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from people.models.person import Person
from privacy.classification import PERSONAL, PLAIN, SEALED, DataClass

CARD_LASTS = timedelta(days=14)
CODE_TRIES = 5


class CardQuerySet(models.QuerySet["Card"]):
    """The questions that are asked of cards; they chain."""

    def unused(self) -> Self:
        return self.filter(used_at__isnull=True)

    def open(self, at: datetime) -> Self:
        """Keep the cards that still let somebody in."""
        return self.unused().filter(expires_at__gt=at, wrong_tries__lt=CODE_TRIES)


class Card(models.Model):
    """An activation card; its code stands on paper only, the row has a MAC of it."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "person": PERSONAL,
        "code_hash": SEALED,
        "issued_at": PLAIN,
        "issued_by": PERSONAL,
        "expires_at": PLAIN,
        "used_at": PERSONAL,
        "wrong_tries": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="cards")
    code_hash = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at__isnull=True),
                name="one_unused_card_per_person",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at")),
                name="a_card_ends_after_it_was_issued",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}"
