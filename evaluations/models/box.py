"""A pool of programmes, its ballot boxes, the sealed ballots and what was released."""

import uuid
from datetime import UTC, datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from evaluations.models.instrument import Kind
from privacy.classification import PLAIN, SEALED, DataClass
from privacy.keyring import Binding
from programmes.models import Programme


class Pool(models.Model):
    """The programmes whose answers are counted together, declared before the first."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "name": PLAIN,
        "programmes": PLAIN,
        "closes_on": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    programmes = models.ManyToManyField(Programme, related_name="+")
    # Days of the year on which boxes close, as "MM-DD".
    closes_on = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class Box(models.Model):
    """One ballot box: its keys are sealed by the ring until the tally."""

    class State(models.TextChoices):
        """It is opened once, after its close, or never."""

        PLANNED = "planned", _("planned")
        OPEN = "open", _("open")
        TALLYING = "tallying", _("being counted")
        RELEASED = "released", _("released")
        SHREDDED = "shredded", _("shredded")

    class Breakdown(models.TextChoices):
        """The one way in which answers may be split."""

        NONE = "none", _("none")
        ROLE = "role", _("by role")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "pool": PLAIN,
        "kind": PLAIN,
        "instruments": PLAIN,
        "items_published": PLAIN,
        "breakdown": PLAIN,
        "opens_at": PLAIN,
        "closes_at": PLAIN,
        "sealed_record": SEALED,
        "state": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pool = models.ForeignKey(Pool, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind)
    instruments = models.JSONField(default=list)
    items_published = models.PositiveSmallIntegerField(default=1)
    breakdown = models.CharField(
        max_length=4, choices=Breakdown, default=Breakdown.NONE
    )
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    sealed_record = models.BinaryField(default=bytes)
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="a_box_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.closes_at:%Y-%m-%d}"

    def takes_answers(self, *, at: datetime) -> bool:
        """Say whether somebody may answer at this moment."""
        return self.state == self.State.OPEN and self.opens_at <= at < self.closes_at

    def bindings(self, field: str) -> list[Binding]:  # noqa: ARG002 - there is one
        """Bind the keys to the box and its dates: a close is never brought forward."""
        opens, closes = (
            moment.astimezone(UTC).isoformat()
            for moment in (self.opens_at, self.closes_at)
        )
        return [("box", self.pk, opens, closes)]


class Ballot(models.Model):
    """One sealed answer. No other column: no key, order or time leads to a person."""

    class Part(models.TextChoices):
        """A ballot has one size per part."""

        RATINGS = "ratings"
        COMMENT_1 = "comment_1"
        COMMENT_2 = "comment_2"

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "box": PLAIN,
        "tag": SEALED,
        "part": PLAIN,
        "sealed": SEALED,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    box = models.ForeignKey(Box, models.CASCADE, related_name="+")
    tag = models.BinaryField(max_length=32)
    part = models.CharField(max_length=9, choices=Part)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["box", "tag", "part"], name="one_ballot_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class Release(models.Model):
    """What became known of a box: written once, the same bytes for every reader."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "box": PLAIN,
        "body": PLAIN,
        "content_hash": PLAIN,
        "made_at": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    box = models.OneToOneField(Box, models.CASCADE, related_name="release")
    body = models.JSONField()
    content_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.box}"
