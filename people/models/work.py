"""What somebody does here, from when until when."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.person import Person
from privacy.classification import PERSONAL, PLAIN, DataClass


class EmploymentQuerySet(models.QuerySet["Employment"]):
    """The questions that are asked of posts; they chain."""

    def current(self, on: date) -> Self:
        """Keep the spells that run on this day; the last day is one of them."""
        return self.filter(from_on__lte=on).filter(
            Q(until_on__isnull=True) | Q(until_on__gte=on)
        )

    def open(self) -> Self:
        return self.filter(until_on__isnull=True)


class Employment(models.Model):
    """A spell in a post; a new job closes one spell and opens the next."""

    class WorkingTime(models.TextChoices):
        """How the hours of the post lie."""

        FULL = "full", _("full time")
        PART = "part", _("part time")
        SHIFT = "shift", _("in shifts")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "person": PERSONAL,
        "job_title": PERSONAL,
        "department": PERSONAL,
        "division": PERSONAL,
        "function_family": PERSONAL,
        "site": PERSONAL,
        "country": PERSONAL,
        "grade": PERSONAL,
        "working_time": PERSONAL,
        "from_on": PERSONAL,
        "until_on": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="employments")
    job_title = models.CharField(_("job title"), max_length=200, blank=True)
    department = models.CharField(_("department"), max_length=200, blank=True)
    division = models.CharField(_("division"), max_length=200, blank=True)
    function_family = models.CharField(_("function family"), max_length=200, blank=True)
    site = models.CharField(_("site"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=60, blank=True)
    grade = models.PositiveSmallIntegerField(_("grade"), null=True, blank=True)
    working_time = models.CharField(
        _("working time"), max_length=5, choices=WorkingTime, default=WorkingTime.FULL
    )
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = EmploymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="a_spell_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["person", "job_title", "department", "site"],
                condition=Q(until_on__isnull=True),
                name="one_open_spell_per_post",
            ),
        ]

    def __str__(self) -> str:
        return self.job_title or self.department
