"""What somebody wishes to receive, and where."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from privacy.classification import PERSONAL, PLAIN, DataClass


class Preference(models.Model):
    """How somebody wants one kind of letter; no row means by mail."""

    class Choice(models.TextChoices):
        """At once, gathered, or not at all."""

        MAIL = "mail"
        DIGEST = "digest"
        OFF = "off"

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "person": PERSONAL,
        "kind": PERSONAL,
        "choice": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=60)
    choice = models.CharField(max_length=6, choices=Choice, default=Choice.MAIL)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], name="one_wish_per_kind_of_letter"
            ),
            models.CheckConstraint(
                condition=Q(choice__in=["mail", "digest", "off"]),
                name="a_wish_is_one_of_three",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.choice}"


class Address(models.Model):
    """A place where somebody may be written to, beside the sign-in address.

    A row for the sign-in address itself is made when mail to it bounces.
    """

    class Channel(models.TextChoices):
        """What is sent there."""

        MAIL = "mail"
        TEXT = "text"

    class Kind(models.TextChoices):
        """Whose address it is: the company's, or somebody's own."""

        COMPANY = "company"
        PRIVATE = "private"

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "person": PERSONAL,
        "channel": PERSONAL,
        "value": PERSONAL,
        "kind": PERSONAL,
        "wished": PERSONAL,
        "confirmed_at": PERSONAL,
        "hard_bounces": PERSONAL,
        "stopped_at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    channel = models.CharField(max_length=4, choices=Channel, default=Channel.MAIL)
    value = models.CharField(max_length=254)
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.COMPANY)
    wished = models.BooleanField(default=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    hard_bounces = models.PositiveSmallIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "value"],
                condition=Q(kind="company"),
                name="one_owner_per_company_address",
            ),
        ]

    def __str__(self) -> str:
        return self.value

    @property
    def is_preferred(self) -> bool:
        """Say whether mail goes here instead of to the sign-in address."""
        return self.wished and self.confirmed_at is not None and not self.is_stopped

    @property
    def is_stopped(self) -> bool:
        return self.stopped_at is not None
