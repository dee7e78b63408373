"""Help from a third party: what is asked of whom, and what is shown to them."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from matching.models import Pairing
from people.models import Person
from privacy.classification import PERSONAL, PLAIN, DataClass
from sessions_log.models.vault import Vault


class HelpRequest(models.Model):
    """One of a pair asks somebody to get in touch; the words are a sealed note."""

    class ToRole(models.TextChoices):
        """Whom it is addressed to."""

        SUPPORTER = "supporter", _("support person")
        COORDINATOR = "coordinator", _("coordinator")

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("waiting")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "pairing": PERSONAL,
        "by": PERSONAL,
        "to_role": PERSONAL,
        "to": PERSONAL,
        "substitute": PERSONAL,
        "vault": PLAIN,
        "state": PERSONAL,
        "asked_at": PERSONAL,
        "opened_at": PERSONAL,
        "passed_on_at": PERSONAL,
        "closed_at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pairing = models.ForeignKey(Pairing, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    to_role = models.CharField(max_length=11, choices=ToRole)
    to = models.ForeignKey(Person, models.CASCADE, related_name="+")
    # Chosen beforehand: who takes over when it is not opened in two working days.
    substitute = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    vault = models.ForeignKey(Vault, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    asked_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    passed_on_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False),
                name="a_closed_request_was_closed_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}"


class Share(models.Model):
    """A copy of chosen text, sealed anew for one reader, for a time."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "request": PLAIN,
        "by": PERSONAL,
        "reader": PERSONAL,
        "vault": PLAIN,
        "made_at": PERSONAL,
        "expires_at": PERSONAL,
        "revoked_at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(HelpRequest, models.CASCADE, related_name="shares")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reader = models.ForeignKey(Person, models.CASCADE, related_name="+")
    vault = models.ForeignKey(Vault, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.pk}"
