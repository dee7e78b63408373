"""What somebody does in one programme beside being mentor or mentee."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import Person
from privacy.classification import PERSONAL, PLAIN, DataClass
from programmes.models.programme import Programme


class RoleQuerySet(models.QuerySet["Role"]):
    """The questions that are asked of roles; they chain."""

    def open(self) -> Self:
        return self.filter(until_at__isnull=True)

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
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="roles")
    person = models.ForeignKey(Person, models.CASCADE, related_name="programme_roles")
    kind = models.CharField(max_length=13, choices=Kind)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person", "kind"],
                condition=Q(until_at__isnull=True),
                name="a_role_is_held_once",
                violation_error_message=_("This person already has this role."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
