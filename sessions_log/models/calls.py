"""The call round: a coordinator speaks with every participant, a few times."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Person
from privacy.classification import PERSONAL, PLAIN, DataClass
from programmes.models import Programme


class CallRound(models.Model):
    """One date of the frame on which everybody is called."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "programme": PLAIN,
        "on": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    on = models.DateField(_("from"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "on"], name="one_call_round_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}"


class Call(models.Model):
    """One talk of five minutes: an outcome in fixed words, never a text."""

    class Outcome(models.TextChoices):
        """What came of it; who rather is not called says the first, too."""

        NOTHING = "nothing", _("nothing needed")
        TIME = "time", _("arrange time")
        TALK = "talk", _("talk it out together")
        OTHER = "other", _("other mentor")
        REFERRED = "referred", _("referred")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "round": PLAIN,
        "person": PERSONAL,
        "outcome": PERSONAL,
        "again_on": PERSONAL,
        "called_by": PERSONAL,
        "called_at": PERSONAL,
        "corrected_at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(CallRound, models.CASCADE, related_name="calls")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome)
    again_on = models.DateField(_("speak again on"), null=True, blank=True)
    called_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    called_at = models.DateTimeField()
    # When the participant said that it was otherwise.
    corrected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"], name="one_call_per_person_and_round"
            ),
            models.CheckConstraint(
                condition=~Q(outcome=""), name="a_call_has_an_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}"
