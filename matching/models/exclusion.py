"""Pairs that are not to be: facts in clear, wishes under seal."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Person
from privacy.classification import PERSONAL, PLAIN, SEALED, DataClass
from privacy.keyring import Binding
from programmes.models import Programme


class Exclusion(models.Model):
    """A fact that keeps two people apart, in one programme or everywhere."""

    class Reason(models.TextChoices):
        """The facts; a wish is never one of them."""

        PREVIOUS = "previous", _("they have been a pair before")
        HR_PARTNER = "hr_partner", _("one is the HR partner of the other")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "programme": PLAIN,
        "one": PERSONAL,
        "other": PERSONAL,
        "reason": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(
        Programme, models.CASCADE, null=True, blank=True, related_name="exclusions"
    )
    one = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "one", "other", "reason"],
                name="excluded_once_per_programme",
            ),
            models.UniqueConstraint(
                fields=["one", "other", "reason"],
                condition=Q(programme__isnull=True),
                name="excluded_once_everywhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} / {self.other}"


class Apart(models.Model):
    """Whom somebody would rather not work with; only the matching opens it."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "programme": PLAIN,
        "by": PERSONAL,
        "sealed": SEALED,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "by"], name="one_list_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    def bindings(self, field: str) -> list[Binding]:  # noqa: ARG002 - there is one
        return [("apart", self.pk, self.programme_id, self.by_id)]
