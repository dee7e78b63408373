"""Intervision: mentors of a programme meet among themselves."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Person
from privacy.classification import PERSONAL, PLAIN, DataClass
from programmes.models.programme import Programme


class Intervision(models.Model):
    """A date on which three to eight mentors talk; nothing is reported of it."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "programme": PLAIN,
        "on": PLAIN,
        "time": PLAIN,
        "place": PLAIN,
        "called_off_at": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    on = models.DateField(_("day"))
    time = models.TimeField(_("time"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.on}"


class Attendance(models.Model):
    """A mentor is invited, comes or not, and was there: said by the mentor."""

    class Said(models.TextChoices):
        """What the mentor says of it."""

        INVITED = "invited", _("invited")
        COMES = "comes", _("coming")
        CANNOT = "cannot", _("not coming")
        WAS_THERE = "was_there", _("was there")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "intervision": PLAIN,
        "mentor": PERSONAL,
        "said": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    intervision = models.ForeignKey(
        Intervision, models.CASCADE, related_name="attendances"
    )
    mentor = models.ForeignKey(Person, models.CASCADE, related_name="+")
    said = models.CharField(max_length=9, choices=Said, default=Said.INVITED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["intervision", "mentor"], name="a_mentor_is_invited_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_said_display())
