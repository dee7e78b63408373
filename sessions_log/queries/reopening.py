"""What is shut since somebody else changed a credential, and what opens it again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matching.models import Pairing
from people import proofs
from people.models import Person
from people.queries import opens_by_waiting_on
from privacy import keyring
from privacy.keyring import Binding, KeyMissingError, SealError
from sessions_log.models import Grant, Vault


@dataclass(frozen=True)
class WaysToReopen:
    """What is shut for somebody: what they share with partners, and their own notes."""

    pairings: tuple[Pairing, ...]
    has_own: bool
    has_codes: bool
    opens_on: date | None

    def is_due(self, on: date) -> bool:
        return self.opens_on is not None and self.opens_on <= on


def ways_to_reopen(person: Person) -> WaysToReopen:
    """Say what is shut for somebody and how it opens; raises SealError, a key away."""
    shut = [grant.vault for grant in shut_grants_of(person)]
    shared = [
        vault.pairing_id
        for vault in shut
        if vault.kind == Vault.Kind.SHARED and vault.pairing_id is not None
    ]
    has_own = any(vault.owner_id == person.pk for vault in shut)
    return WaysToReopen(
        pairings=tuple(
            Pairing.objects.filter(pk__in=shared).for_display().order_by("pk")
        ),
        has_own=has_own,
        has_codes=has_own and proofs.codes_of_former(person) is not None,
        opens_on=opens_by_waiting_on(person) if has_own else None,
    )


def shut_grants_of(person: Person, pairing: Pairing | None = None) -> list[Grant]:
    """Give the grants that open with the former credential only; no query without one.

    With a pairing: the grant of its shared vault.
    """
    if person.former_credential_id is None:
        return []
    grants = Grant.objects.filter(reader=person).select_related("vault", "reader")
    if pairing is not None:
        grants = grants.filter(vault__pairing=pairing, vault__kind=Vault.Kind.SHARED)
    return [grant for grant in grants.order_by("pk") if _is_shut(grant)]


def is_shut_for(person: Person, pairing: Pairing) -> bool:
    """Say whether what the two wrote stays shut until the other says yes."""
    return bool(shut_grants_of(person, pairing))


def waits_for_a_yes(pairing: Pairing, *, reader: Person) -> Person | None:
    """Name the partner for whom it is shut, if it is open for this reader."""
    other = pairing.other_than(reader)
    if other is None or not is_shut_for(other, pairing):
        return None
    mine = Grant.objects.filter(reader=reader, vault__pairing=pairing)
    shared = mine.filter(vault__kind=Vault.Kind.SHARED).select_related("vault")
    return other if any(_is_open(grant) for grant in shared) else None


def key_of(grant: Grant, bindings: Iterable[Binding]) -> bytes | None:
    """Open a grant with the first of these bindings that fits.

    Raises KeyMissingError when its key is away: then nobody can tell.
    """
    for binding in bindings:
        try:
            return keyring.current().unwrap(
                grant.kek_id, bytes(grant.sealed_key), binding
            )
        except KeyMissingError:
            raise
        except SealError:
            continue
    return None


def _is_open(grant: Grant) -> bool:
    return key_of(grant, grant.bindings("sealed_key")[:1]) is not None


def _is_shut(grant: Grant) -> bool:
    former = grant.bindings("sealed_key")[1:]
    return not _is_open(grant) and key_of(grant, former) is not None
