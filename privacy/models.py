"""What the house remembers of acts, and the keys that outlive a rotation."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from privacy.classification import PERSONAL, PLAIN, SEALED, DataClass
from privacy.keyring import Binding


class Audience(models.TextChoices):
    """Who may read that an act took place."""

    PROGRAMME = "programme", _("The coordinators of the programme")
    HOUSE = "house", _("The administrators")
    SELF = "self", _("Only the person who acted, and whom it is about")


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """The questions that are asked of the audit trail; they chain."""

    def unsealed(self) -> Self:
        """Keep the entries that are not yet in the chain."""
        seals = AuditSeal.objects.filter(entry_id=models.OuterRef("pk"))
        return self.filter(~models.Exists(seals))

    def for_house(self) -> Self:
        return self.filter(audience=Audience.HOUSE)

    def for_programme(self, scope: uuid.UUID) -> Self:
        return self.filter(audience=Audience.PROGRAMME, scope=scope)


class AuditEntry(models.Model):
    """One act that was done: who, what, to what; never what was read or written.

    People appear as pseudonyms only, so that an erasure changes no entry.
    """

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "at": PLAIN,
        "verb": PLAIN,
        "about_kind": PLAIN,
        "about_id": PLAIN,
        "scope": PLAIN,
        "audience": PLAIN,
        "actor": PERSONAL,
        "subject": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=64, blank=True)  # blank: the house itself
    verb = models.CharField(max_length=50)
    about_kind = models.CharField(max_length=60)
    about_id = models.CharField(max_length=64)
    scope = models.UUIDField(null=True, blank=True)  # a programme, if it has one
    subject = models.CharField(max_length=64, blank=True)
    audience = models.CharField(max_length=10, choices=Audience)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values),
                name="an_audit_entry_has_an_audience",
            ),
        ]
        indexes = [
            models.Index(fields=["actor"], name="audit_by_actor"),
            models.Index(fields=["subject"], name="audit_by_subject"),
            models.Index(fields=["scope", "at"], name="audit_by_scope"),
        ]


class AuditSeal(models.Model):
    """The place of one entry in the chain; its hash covers all that went before."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "position": PLAIN,
        "entry_id": PLAIN,
        "hash": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    position = models.PositiveBigIntegerField(unique=True)
    # No foreign key: the seal at the checkpoint outlives its entry.
    entry_id = models.UUIDField(unique=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(position__gte=1), name="the_audit_chain_starts_at_one"
            ),
        ]


class AuditHead(models.Model):
    """Where the chain starts and ends: one row, taken by whoever makes it longer.

    The MAC is what a cut off end betrays itself by.
    """

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "checkpoint": PLAIN,
        "position": PLAIN,
        "mac": SEALED,
    }

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    checkpoint = models.PositiveBigIntegerField(default=0)
    position = models.PositiveBigIntegerField(default=0)
    mac = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="the_audit_has_one_head"),
            models.CheckConstraint(
                condition=Q(checkpoint__lte=models.F("position")),
                name="the_audit_chain_ends_after_its_checkpoint",
            ),
        ]


class Pseudonym(models.Model):
    """The name under which a person stands in the audit; erasure deletes the row."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "person": PERSONAL,
        "value": PERSONAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"
    )
    value = models.CharField(max_length=64, unique=True)


class SealedKey(models.Model):
    """A random key that must outlive every rotation of the ring that seals it."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "name": PLAIN,
        "kek_id": PLAIN,
        "sealed": SEALED,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=50, unique=True)
    kek_id = models.CharField(max_length=16)
    sealed = models.BinaryField()

    def bindings(self, field: str) -> list[Binding]:
        """Say what the key is bound to, so that it cannot stand in for another one."""
        return [("sealed key", field, self.name)]
