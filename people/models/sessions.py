"""Where a person is signed in; nothing in this table signs anybody in."""

import uuid
from typing import ClassVar

from django.db import models

from people.models.person import Person
from privacy.classification import PERSONAL, PLAIN, SEALED, DataClass
from privacy.keyring import Binding


class BrowserSession(models.Model):
    """One browser that is signed in: a hash of its key and data sealed by the ring."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "key_hash": PLAIN,
        "person": PERSONAL,
        "sealed": SEALED,
        "expires_at": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, related_name="browser_sessions"
    )
    sealed = models.BinaryField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.pk}"

    def bindings(self, field: str) -> list[Binding]:  # noqa: ARG002 - there is one
        return [("browser_session", self.key_hash, self.person_id)]
