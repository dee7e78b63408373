"""What somebody may do for the whole company: rows, never flags."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models.person import Person
from privacy.classification import PERSONAL, PLAIN, DataClass


class CompanyRoleQuerySet(models.QuerySet["CompanyRole"]):
    """The questions that are asked of company roles; they chain."""

    def open(self) -> Self:
        return self.filter(until_at__isnull=True)

    def held_by(self, person: Person, *kinds: str) -> Self:
        return self.open().filter(person=person, kind__in=kinds)


class CompanyRole(models.Model):
    """Somebody is administrator or hr of this company, from then until then."""

    class Kind(models.TextChoices):
        """The two roles that stand above programmes."""

        ADMINISTRATOR = "administrator", _("administrator")
        HR = "hr", _("HR")

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "person": PERSONAL,
        "kind": PERSONAL,
        "from_at": PERSONAL,
        "until_at": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="company_roles")
    kind = models.CharField(max_length=13, choices=Kind)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    objects = CompanyRoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(until_at__isnull=True),
                name="a_company_role_is_held_once",
                violation_error_message=_("This person already has this role."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
