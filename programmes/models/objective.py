"""What a programme wants to reach, and how that is seen."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from privacy.classification import PLAIN, DataClass
from programmes import vocabulary
from programmes.models.programme import Programme
from programmes.vocabulary import Told


class Objective(models.Model):
    """The programme's own goal with its indicator; a *goal* is only the mentee's."""

    class Indicator(models.TextChoices):
        """By what an objective is measured: a closed list."""

        RETENTION_6 = "retention_6", _("still here after six months")
        TIME_TO_INTEGRATION = "time_to_integration", _("days to working on one's own")
        INTERNAL_MOVES = "internal_moves", _("internal moves")
        SATISFACTION = "satisfaction", _("satisfaction")
        GOALS_REACHED = "goals_reached", _("goals reached")
        KNOWLEDGE_SECURED = "knowledge_secured", _("knowledge topics handed over")
        OWN = "own", _("something else")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "programme": PLAIN,
        "text": PLAIN,
        "indicator": PLAIN,
        "target": PLAIN,
        "unit": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="objectives")
    text = models.JSONField(_("objective"), default=dict)
    indicator = models.CharField(max_length=20, choices=Indicator)
    target = models.DecimalField(max_digits=8, decimal_places=2)
    unit = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return str(self.told)

    @property
    def told(self) -> Told:
        return vocabulary.told(self.text)
