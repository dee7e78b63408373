"""Where sealed text is kept, and who holds a key to it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from matching.models import Pairing
from people.models import Person
from privacy.classification import PERSONAL, PLAIN, SEALED, DataClass
from privacy.keyring import Binding


class Vault(models.Model):
    """A set of notes under one data key; the key is stored once per reader only."""

    class Kind(models.TextChoices):
        """Whose vault it is."""

        SHARED = "shared"
        PRIVATE = "private"
        CASE = "case"

    class State(models.TextChoices):
        """Read-only takes one farewell per person; shredded has no grants left."""

        OPEN = "open"
        READ_ONLY = "read_only"
        SHREDDED = "shredded"

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "kind": PLAIN,
        "pairing": PERSONAL,
        "owner": PERSONAL,
        "state": PLAIN,
        "shred_on": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=7, choices=Kind)
    pairing = models.ForeignKey(Pairing, models.CASCADE, null=True, related_name="+")
    owner = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    shred_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="shared")
                | (Q(pairing__isnull=False) & Q(owner__isnull=True)),
                name="a_shared_vault_belongs_to_a_pair",
            ),
            models.CheckConstraint(
                condition=~Q(kind="private") | Q(owner__isnull=False),
                name="a_private_vault_has_an_owner",
            ),
            models.UniqueConstraint(
                fields=["pairing"],
                condition=Q(kind="shared"),
                name="one_shared_vault_per_pair",
            ),
            models.UniqueConstraint(
                fields=["pairing", "owner"],
                condition=Q(kind="private", pairing__isnull=False),
                name="one_private_vault_per_pair_and_person",
            ),
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(kind="private", pairing__isnull=True),
                name="one_private_vault_before_a_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Grant(models.Model):
    """One reader's copy of a vault's key, sealed for this reader by the key ring."""

    privacy_classes: ClassVar[dict[str, DataClass]] = {
        "id": PLAIN,
        "vault": PLAIN,
        "reader": PERSONAL,
        "kek_id": PLAIN,
        "sealed_key": SEALED,
        "expires_at": PLAIN,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vault = models.ForeignKey(Vault, models.CASCADE, related_name="+")
    reader = models.ForeignKey(Person, models.CASCADE, related_name="+")
    kek_id = models.CharField(max_length=16)
    sealed_key = models.BinaryField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vault", "reader"], name="one_grant_per_reader"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    def bindings(self, field: str) -> list[Binding]:  # noqa: ARG002 - there is one
        """Bind the key to its vault, its reader and the reader's credential.

        The former credential comes second: what it opens is sealed anew once the
        person has proved who they are (`privacy.md` 1.5).
        """
        reader = self.reader
        known = [reader.credential_id, reader.former_credential_id]
        return [
            (
                "grant",
                self.vault_id,
                self.vault.kind,
                self.vault.pairing_id,
                self.reader_id,
                credential,
            )
            for credential in known
            if credential is not None
        ]
