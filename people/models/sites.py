"""The places where people work, as far as their holidays matter."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from privacy.classification import PLAIN, DataClass


class Site(models.Model):
    """A place of work by the name that posts give it; without a row it is Belgian."""

    class Country(models.TextChoices):
        """Whose public holidays are kept."""

        BE = "BE", _("Belgium")
        NL = "NL", _("the Netherlands")
        LU = "LU", _("Luxembourg")
        FR = "FR", _("France")
        DE = "DE", _("Germany")
        GB = "GB", _("the United Kingdom")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "name": PLAIN,
        "country": PLAIN,
        "keeps_holidays": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("site"), max_length=200, unique=True)
    country = models.CharField(
        _("country"), max_length=2, choices=Country, default=Country.BE
    )
    keeps_holidays = models.BooleanField(_("public holidays are free"), default=True)

    def __str__(self) -> str:
        return self.name
