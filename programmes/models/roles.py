"""What somebody does in one programme beside being mentor or mentee."""

import uuid
from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Person
from privacy.classification import PERSONAL, PLAIN, DataClass
from programmes.models.held import in_force
from programmes.models.programme import Programme


class RoleQuerySet(models.QuerySet["Role"]):
    """The questions that are asked of roles; they chain."""

    def open(self) -> Self:
        """Keep the roles that are held now: begun, and not ended."""
        return self.filter(in_force())

    def unended(self) -> Self:
        """Keep those, and the ones that are planned."""
        return self.filter(Q(until_at=None) | Q(until_at__gt=timezone.now()))

    def overlapping(self, role: "Role") -> Self:
        """Keep the same role of the same person at some moment of this one."""
        same = self.filter(
            programme=role.programme, person=role.person, kind=role.kind
        ).exclude(pk=role.pk)
        late = same.filter(Q(until_at=None) | Q(until_at__gt=role.from_at))
        return late.filter(from_at__lt=role.until_at) if role.until_at else late

    def held_by(self, person: Person) -> Self:
        return self.open().filter(person=person)


class Role(models.Model):
    """Somebody coordinates, may see the impact, or supports: a row, not a flag."""

    class Kind(models.TextChoices):
        """The three roles of a programme."""

        COORDINATOR = "coordinator", _("coordinator")
        IMPACT_VIEWER = "impact_viewer", _("manager who may see the impact")
        SUPPORTER = "supporter", _("support person")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "programme": PLAIN,
        "person": PERSONAL,
        "kind": PERSONAL,
        "from_at": PERSONAL,
        "until_at": PERSONAL,
        "works_council": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="roles")
    person = models.ForeignKey(Person, models.CASCADE, related_name="programme_roles")
    kind = models.CharField(max_length=13, choices=Kind)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    # A reader of the works council sees what managers see; the list says so.
    works_council = models.BooleanField(default=False)

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person", "kind"],
                condition=Q(until_at__isnull=True),
                name="a_role_is_held_once",
                violation_error_message=_("This person already has this role."),
            ),
            models.CheckConstraint(
                condition=Q(works_council=False) | Q(kind="impact_viewer"),
                name="the_council_sees_the_impact",
                violation_error_message=_(
                    "Somebody of the works council sees the impact: choose that role."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"

    @property
    def is_planned(self) -> bool:
        return self.from_at > timezone.now()

    @property
    def last_on(self) -> date | None:
        """Give the last day, where one was planned: it ends at the midnight after."""
        return self.until_at and timezone.localdate(
            self.until_at - timedelta(seconds=1)
        )
