"""Who reports to whom, over which kind of line, and the one row that keeps it still."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from people.models.person import Person
from privacy.classification import PERSONAL, PLAIN, DataClass


class ReportingLineQuerySet(models.QuerySet["ReportingLine"]):
    """The questions that are asked of lines; they chain."""

    def in_force(self) -> Self:
        return self.filter(in_force=True)

    def due(self, on: date) -> Self:
        """Keep the lines that hold on this day; the last day is one of them."""
        return self.filter(from_on__lte=on).filter(
            Q(until_on__isnull=True) | Q(until_on__gte=on)
        )

    def standing(self, on: date) -> Self:
        """Keep the lines that hold now, or were announced."""
        return self.filter(Q(in_force=True) | Q(from_on__gt=on))

    def upward(self) -> Self:
        """Keep the kinds that make somebody a superior."""
        return self.filter(kind__in=ReportingLine.UPWARD)


class ReportingLine(models.Model):
    """One direct line; who is above at any depth is asked of `people.org_chart`."""

    class Kind(models.TextChoices):
        """How somebody stands to the person who reports."""

        LINE = "line", _("line manager")
        FUNCTIONAL = "functional", _("functional manager")
        ACTING = "acting", _("acting manager")
        HR_PARTNER = "hr_partner", _("HR partner")

    #: An HR partner is no superior.
    UPWARD = (Kind.LINE, Kind.FUNCTIONAL, Kind.ACTING)

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "superior": PERSONAL,
        "person": PERSONAL,
        "kind": PERSONAL,
        "from_on": PERSONAL,
        "until_on": PERSONAL,
        "in_force": PERSONAL,
        "source": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    superior = models.ForeignKey(Person, models.CASCADE, related_name="lines_down")
    person = models.ForeignKey(Person, models.CASCADE, related_name="lines_up")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.LINE)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    in_force = models.BooleanField(default=True)
    source = models.CharField(max_length=60, blank=True)

    objects = ReportingLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force=False) | ~Q(superior=F("person")),
                name="nobody_is_their_own_superior",
                violation_error_message=_("Nobody reports to themselves."),
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="a_line_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["superior", "person", "kind", "from_on"],
                name="one_line_of_a_kind_per_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "superior"],
                condition=Q(in_force=True),
                name="lines_upward",
            ),
            models.Index(
                fields=["superior", "person"],
                condition=Q(in_force=True),
                name="lines_downward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.superior}"

    def clean(self) -> None:
        """Refuse a line to oneself also while it waits for its first day."""
        if self.superior_id == self.person_id:
            raise ValidationError(_("Nobody reports to themselves."))

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


class ChartQuerySet(models.QuerySet["Chart"]):
    """How the one row is taken; always before programme, mentor and mentee."""

    def hold_still(self) -> "Chart":
        """Take the row FOR SHARE: who opens a pairing waits for a reorganisation."""
        table = connection.ops.quote_name(self.model._meta.db_table)
        share = " FOR SHARE" if connection.vendor == "postgresql" else ""
        return self.raw(f"SELECT * FROM {table}{share}")[0]  # noqa: S608 - our own name

    def change(self) -> "Chart":
        """Take the row FOR UPDATE: whoever changes lines goes alone."""
        return self.select_for_update().get()


class Chart(models.Model):
    """The organisation chart as a whole: its version, and the lock on all lines."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "version": PLAIN,
        "dated_on": PLAIN,
        "source": PLAIN,
    }

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    version = models.PositiveIntegerField(default=0)
    dated_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    objects = ChartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="there_is_one_chart"),
        ]

    def __str__(self) -> str:
        return f"{self.version}"
