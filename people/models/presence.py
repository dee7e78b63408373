"""When somebody is away or works in shifts, and what somebody agreed to."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.person import Person
from privacy.classification import PERSONAL, PLAIN, DataClass


class Absence(models.Model):
    """Days on which nothing is planned for a person; never a reason."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "person": PERSONAL,
        "from_on": PERSONAL,
        "until_on": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="absences")
    from_on = models.DateField()
    until_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="an_absence_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_on} - {self.until_on}"


class Shift(models.Model):
    """The shift pattern of a person, by week, from a start week on."""

    class Kind(models.TextChoices):
        """When a week is worked; a pattern is a list of these, over and over."""

        DAY = "day", _("by day")
        EARLY = "early", _("early")
        LATE = "late", _("late")
        NIGHT = "night", _("at night")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "person": PERSONAL,
        "pattern": PERSONAL,
        "starts_on": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, models.CASCADE, related_name="shift")
    pattern = models.JSONField(default=list)
    starts_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.person}"


class Consent(models.Model):
    """What somebody agreed to: which text, when, and when it was taken back."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "person": PERSONAL,
        "kind": PERSONAL,
        "text_hash": PLAIN,
        "language": PERSONAL,
        "given_at": PERSONAL,
        "withdrawn_at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=40)
    text_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"
