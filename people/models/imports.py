"""What an import did, kept for as long as it can be undone."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models

from people.models.person import Person
from privacy.classification import PERSONAL, PLAIN, SEALED, DataClass
from privacy.keyring import Binding

#: How long an applied file can be undone, and a file that was only looked at is kept.
KEPT = timedelta(hours=24)


class ImportBatch(models.Model):
    """One file that was read: its mapping and counts, and its rows under seal."""

    class State(models.TextChoices):
        """Where a file stands: looked at, applied, or taken back."""

        PREVIEW = "preview"
        APPLIED = "applied"
        UNDONE = "undone"

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "by": PERSONAL,
        "at": PLAIN,
        "state": PLAIN,
        "file_name": PLAIN,
        "mapping": PLAIN,
        "counts": PLAIN,
        "undo_until": PLAIN,
        "sealed_rows": SEALED,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.PREVIEW)
    file_name = models.CharField(max_length=200, blank=True)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    undo_until = models.DateTimeField(null=True, blank=True)
    sealed_rows = models.BinaryField(default=bytes)

    def __str__(self) -> str:
        return f"{self.file_name}"

    @property
    def applied_at(self) -> datetime | None:
        """Say when the file was applied: what followed from it carries this moment."""
        is_waiting = self.state == self.State.PREVIEW
        return None if is_waiting or not self.undo_until else self.undo_until - KEPT

    def can_be_undone(self, at: datetime) -> bool:
        return bool(
            self.state == self.State.APPLIED
            and self.undo_until
            and at < self.undo_until
            and self.sealed_rows
        )

    def bindings(self, field: str) -> list[Binding]:  # noqa: ARG002 - there is one
        return [("import_batch", self.pk)]


class ImportChange(models.Model):
    """What one person looked like before a batch, under seal."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "batch": PLAIN,
        "person": PERSONAL,
        "before": SEALED,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="changes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    before = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "person"], name="one_change_per_person_and_batch"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}"

    def bindings(self, field: str) -> list[Binding]:  # noqa: ARG002 - there is one
        return [("import_change", self.batch_id, self.person_id)]
