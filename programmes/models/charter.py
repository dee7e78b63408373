"""The agreement text that a programme gives its pairs to start from."""

import uuid
from typing import ClassVar

from django.db import models

from privacy.classification import PLAIN, DataClass
from programmes import vocabulary
from programmes.models.programme import Programme
from programmes.vocabulary import Told


class Charter(models.Model):
    """One version of the agreement sentences, with the purpose lock among them."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "programme": PLAIN,
        "version": PLAIN,
        "text": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="charters")
    version = models.PositiveSmallIntegerField(default=1)
    text = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "version"], name="one_charter_per_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.version}"

    @property
    def told(self) -> Told:
        """Give the agreement in the reader's language, a sentence a line."""
        return vocabulary.told(self.text)
