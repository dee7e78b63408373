"""The keys of the vaults: made with a vault, once for each of its readers."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NoReturn
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from matching.models import Pairing
from people.models import Person
from privacy import audit, keyring, sealing
from sessions_log.models import Grant, Vault


def readers_of(
    kind: str, pairing: Pairing | None, owner: Person | None
) -> tuple[Person, ...]:
    """Name who gets a key to a vault of this kind; nobody else ever has one.

    The marks beside the text fields say the same people, from here.
    """
    shared = kind == Vault.Kind.SHARED and pairing is not None
    two = (pairing.mentor, pairing.mentee) if shared and pairing else (owner,)
    return tuple(person for person in two if person is not None)


def open_shared_vault(pairing: Pairing) -> Vault:
    """Make the vault of a pair, with a grant for each of the two."""
    return _opened_vault(Vault(kind=Vault.Kind.SHARED, pairing=pairing))


def shared_vault_of(pairing: Pairing) -> Vault:
    return Vault.objects.get(kind=Vault.Kind.SHARED, pairing=pairing)


def private_vault_of(person: Person, pairing: Pairing | None) -> Vault:
    """Give somebody's own vault beside a pairing; the first note makes it."""
    own = Vault.objects.filter(
        kind=Vault.Kind.PRIVATE, owner=person, pairing=pairing
    ).first()
    return own or _opened_vault(
        Vault(kind=Vault.Kind.PRIVATE, owner=person, pairing=pairing)
    )


def open_case_vault(owner: Person, readers: Mapping[Person, datetime | None]) -> Vault:
    """Make a vault in which one of a pair shows copies to readers outside it.

    Each reader has a key until the moment given; whose moment is over already has a
    key that opens nothing until somebody gives it time: a substitute's.
    """
    vault = Vault(kind=Vault.Kind.CASE, owner=owner)
    return _opened_vault(vault, {owner: None, **readers})


def close(vaults: Iterable[Vault]) -> None:
    """Let nothing more be written in these vaults; their readers still read."""
    for vault in vaults:
        vault.state = Vault.State.READ_ONLY
        vault.save(update_fields=["state"])


def reopen(vaults: Iterable[Vault]) -> None:
    for vault in vaults:
        vault.state = Vault.State.OPEN
        vault.save(update_fields=["state"])


def _opened_vault(
    vault: Vault, readers: Mapping[Person, datetime | None] | None = None
) -> Vault:
    """Save a new vault, its key sealed once for each of its readers."""
    vault.save(force_insert=True)
    key = sealing.new_key()
    own = readers_of(vault.kind, vault.pairing, vault.owner)
    for reader, until in (readers or dict.fromkeys(own)).items():
        grant = Grant(vault=vault, reader=reader, expires_at=until)
        grant.kek_id, grant.sealed_key = keyring.current().wrap(
            key, grant.bindings("sealed_key")[0]
        )
        grant.save()
    return vault


def key_of(vault: Vault, reader: Person) -> bytes:
    """Open one grant; raises as `keys_of` does."""
    return keys_of([vault], reader)[vault.pk]


def keys_of(vaults: Collection[Vault], reader: Person) -> dict[UUID, bytes]:
    """Open the reader's own grants, with the credential that is theirs today.

    Raises PermissionDenied without one of them, or when its time is over; SealError
    when one does not open.
    """
    lasting = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    found = Grant.objects.filter(lasting, vault__in=vaults, reader=reader)
    grants = {grant.vault_id: grant for grant in found}
    keys = {}
    for vault in vaults:
        grant = grants.get(vault.pk)
        if grant is None:
            deny(vault, reader)
        grant.vault, grant.reader = vault, reader
        keys[vault.pk] = keyring.current().unwrap(
            grant.kek_id, bytes(grant.sealed_key), grant.bindings("sealed_key")[0]
        )
    return keys


def deny(vault: Vault, person: Person) -> NoReturn:
    """Refuse, and leave a trace that only this person reads."""
    audit.record(person, "was refused", vault, audience="self")
    raise PermissionDenied
