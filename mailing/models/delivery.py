"""The one table that is the truth about letters; it holds ids and never text."""

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import ClassVar, NamedTuple, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from privacy.classification import PERSONAL, PLAIN, DataClass


class Occasion(NamedTuple):
    """Why somebody is written to: what is told once, whichever way it goes."""

    kind: str
    about_id: uuid.UUID
    recipient_id: uuid.UUID
    occurrence: datetime


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """The questions that are asked of deliveries; they chain."""

    def open(self) -> Self:
        """Keep what still has to reach somebody."""
        return self.filter(state__in=Delivery.OPEN)

    def undelivered(self) -> Self:
        """Keep what did not reach anybody, and should be seen."""
        return self.filter(state__in=Delivery.UNDELIVERED)

    def by_mail(self) -> Self:
        return self.filter(channel=Delivery.Channel.MAIL)

    def on_paper(self) -> Self:
        """Keep what waits on the hand-out list of somebody without a mailbox."""
        return self.filter(channel=Delivery.Channel.HANDOUT)

    def due(self, at: datetime) -> Self:
        """Keep what may be taken up now: its time has come and nobody holds it."""
        free = Q(lease_until__isnull=True) | Q(lease_until__lte=at)
        return self.open().filter(free, not_before__lte=at)

    def of_kinds(self, kinds: Collection[str]) -> Self:
        return self.filter(kind__in=kinds)

    def revivable(self) -> Self:
        """Keep what was cancelled unsent, and did not reach anybody another way."""
        cancelled = self.filter(state=Delivery.State.CANCELLED, sent_at__isnull=True)
        return cancelled.exclude(last_error__in=Delivery.SETTLED)

    def for_display(self) -> Self:
        return self.select_related("recipient")


class Delivery(models.Model):
    """A letter that was promised to one person on one occasion."""

    class Channel(models.TextChoices):
        """The way a letter goes."""

        MAIL = "mail"
        NOTICE = "notice"
        TEXT = "text"
        HANDOUT = "handout"

    class State(models.TextChoices):
        """How far a letter has come; nothing is ever dropped without a state."""

        PENDING = "pending"
        SENDING = "sending"
        SENT = "sent"
        DEAD = "dead"
        CANCELLED = "cancelled"
        EXPIRED = "expired"

    OPEN = (State.PENDING, State.SENDING)
    UNDELIVERED = (State.DEAD, State.EXPIRED)
    #: `last_error` of the mail of somebody without a mailbox.
    MOVED_TO_PAPER = "moved to the hand-out list"
    #: And of what did not arrive, and was told by somebody.
    TOLD = "told another way"
    SETTLED = (MOVED_TO_PAPER, TOLD)

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "kind": PERSONAL,
        "about_id": PERSONAL,
        "recipient": PERSONAL,
        "occurrence": PERSONAL,
        "channel": PERSONAL,
        "scope": PERSONAL,
        "not_before": PERSONAL,
        "expires_at": PERSONAL,
        "state": PERSONAL,
        "attempts": PLAIN,
        "lease_until": PLAIN,
        "worker": PLAIN,
        "batch_id": PLAIN,
        "message_id": PLAIN,
        "sent_at": PERSONAL,
        "last_error": PERSONAL,
        "created_at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    about_id = models.UUIDField()
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    occurrence = models.DateTimeField()
    channel = models.CharField(max_length=7, choices=Channel, default=Channel.MAIL)
    scope = models.UUIDField(null=True, blank=True)
    not_before = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.PENDING)
    attempts = models.PositiveIntegerField(default=0)
    # Until then nobody else touches the row: somebody is sending it, or a server
    # asked us to wait. The due time stays what it was.
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=120, blank=True)
    batch_id = models.UUIDField(null=True, blank=True)
    message_id = models.CharField(max_length=320)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about_id", "recipient", "occurrence", "channel"],
                name="one_delivery_per_occasion",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "pending",
                        "sending",
                        "sent",
                        "dead",
                        "cancelled",
                        "expired",
                    ]
                ),
                name="a_delivery_has_a_known_state",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["mail", "notice", "text", "handout"]),
                name="a_delivery_goes_a_known_way",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False),
                name="what_was_sent_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending")
                | (Q(lease_until__isnull=False) & ~Q(worker="")),
                name="who_sends_holds_a_lease",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=Q(state__in=["pending", "sending"]),
                name="deliveries_open",
            ),
            models.Index(
                fields=["state"],
                condition=Q(state__in=["dead", "expired"]),
                name="deliveries_undelivered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"

    @property
    def occasion(self) -> Occasion:
        return Occasion(self.kind, self.about_id, self.recipient_id, self.occurrence)

    def is_too_late(self, at: datetime) -> bool:
        """Say whether the letter would tell nothing any more by then."""
        return self.expires_at is not None and self.expires_at <= at
