"""All text that a pair types: sealed bytes, opened by `sessions_log.notes` only."""

import uuid
from typing import ClassVar

from django.db import models

from people.models import Person
from privacy.classification import PERSONAL, PLAIN, SEALED, DataClass
from sessions_log.models.vault import Vault


class Note(models.Model):
    """One text in a vault; what it says is never an attribute of it."""

    class Kind(models.TextChoices):
        """What the text is for: a kind is a line of data, not another table."""

        SHARED = "shared"
        PRIVATE = "private"
        LESSON = "lesson"
        AGENDA = "agenda"
        GOAL = "goal"
        ACTION = "action"
        CHALLENGE = "challenge"
        REFLECTION = "reflection"
        PREPARATION = "preparation"
        FEEDBACK = "feedback"
        AGREEMENT = "agreement"
        PLACE = "place"
        MIRROR = "mirror"
        HELP = "help"
        FAREWELL = "farewell"
        WHY = "why"
        NOTICE = "notice"
        MEANS = "means"
        WORDING = "wording"
        RESULT = "result"
        HANDOVER = "handover"
        THANKS = "thanks"

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "vault": PLAIN,
        "author": PERSONAL,
        "kind": PLAIN,
        "about": PLAIN,
        "revision": PLAIN,
        "sealed": SEALED,
        "written_at": PERSONAL,
        "edited_at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="+")
    # Null is a former participant: somebody who was erased.
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=11, choices=Kind)
    about = models.UUIDField(null=True)
    revision = models.PositiveIntegerField(default=1)
    sealed = models.BinaryField()
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vault", "author"],
                condition=models.Q(kind="farewell"),
                name="one_last_message_per_person",
            ),
        ]
        indexes = [
            models.Index(fields=["vault", "kind", "about"], name="notes_of_a_vault"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Draft(models.Model):
    """Text that somebody has typed and not yet saved; overwritten as they type."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "person": PERSONAL,
        "form": PLAIN,
        "vault": PLAIN,
        "sealed": SEALED,
        "at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    form = models.CharField(max_length=80)
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "form"], name="one_draft_per_person_and_form"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.pk}"
