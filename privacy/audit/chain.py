"""The hash chain over the audit trail: making it longer, and trimming it.

Each seal is an HMAC over the seal before it, its position and its entry, under a key
that only the key ring opens: who can write to the database, and no more, can neither
change an entry nor make the chain anew. The one row of `AuditHead` says where the chain
starts and ends. Who puts the whole database back to an older copy is found by the
anchor: the head that was printed on another day.
"""

import hmac
from datetime import UTC, datetime
from typing import NamedTuple, Self

from django.db import transaction
from django.db.models import Exists, OuterRef

from privacy import sealed_keys, sealing
from privacy.models import AuditEntry, AuditHead, AuditSeal, SealedKey

CHAIN = "audit chain"
AT_ONCE = 1000


class ChainBrokenError(Exception):
    """The head of the chain is not what this house wrote; `verify_audit` says more."""


class Anchor(NamedTuple):
    """A place in the chain and its hash; written down elsewhere, it holds the chain."""

    position: int
    hash: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "12:ab34..."; raises ValueError when it is no anchor."""
        position, _colon, digest = text.strip().partition(":")
        return cls(int(position), digest)

    def __str__(self) -> str:
        return f"{self.position}:{self.hash}"


START = Anchor(0, "")


@transaction.atomic
def seal_committed(*, since: datetime | None = None, limit: int = AT_ONCE) -> int:
    """Put entries that were committed into the chain, and say how many.

    `since` spares the minute tick a look at all the years before; without it nothing
    that was ever left out is missed. Raises ChainBrokenError instead of building on a
    chain that somebody has changed.
    """
    key, head = _take_head()
    entries = AuditEntry.objects.unsealed()
    if since:
        entries = entries.filter(at__gte=since)
    seals = []
    last = anchor_at(head.position)
    for entry in entries.order_by("at", "pk")[:limit]:
        last = Anchor(last.position + 1, hash_of(key, last, entry))
        seals.append(
            AuditSeal(position=last.position, entry_id=entry.pk, hash=last.hash)
        )
    AuditSeal.objects.bulk_create(seals)
    _put_head(key, head.checkpoint, last)
    return len(seals)


@transaction.atomic
def trim(*, before: datetime) -> int:
    """Remove the entries that the chain starts with and that are older; say how many.

    The last of their seals stays as the checkpoint that the rest hangs on. A seal whose
    entry somebody has removed ends it: that trace is not wiped away. Raises
    ChainBrokenError as `seal_committed` does.
    """
    key, head = _take_head()
    seals = AuditSeal.objects.filter(position__gt=head.checkpoint)
    older = AuditEntry.objects.filter(pk=OuterRef("entry_id"), at__lt=before)
    first_to_stay = seals.filter(~Exists(older)).order_by("position").first()
    checkpoint = first_to_stay.position - 1 if first_to_stay else head.position
    gone = seals.filter(position__lte=checkpoint).values("entry_id")
    removed, _per_model = AuditEntry.objects.filter(pk__in=gone).delete()
    AuditSeal.objects.filter(position__lt=checkpoint).delete()
    _put_head(key, checkpoint, anchor_at(head.position))
    return removed


def head() -> Anchor:
    """Give the end of the chain as it is now: the anchor of this day."""
    row = AuditHead.objects.first() or AuditHead()
    return anchor_at(row.position)


def _take_head() -> tuple[bytes, AuditHead]:
    """Give the key of the chain, and its head locked; make both for the first entry."""
    if not SealedKey.objects.filter(name=CHAIN).exists():
        key = sealed_keys.key_named(CHAIN)
        AuditHead.objects.bulk_create(
            [AuditHead(mac=_head_mac(key, 0, START))], ignore_conflicts=True
        )
    key = sealed_keys.key_named(CHAIN)
    head = AuditHead.objects.select_for_update().first()
    if head is None or not is_ours(key, head):
        raise ChainBrokenError("The head of the audit chain is not ours.")
    return key, head


def _put_head(key: bytes, checkpoint: int, last: Anchor) -> None:
    AuditHead.objects.update(
        checkpoint=checkpoint,
        position=last.position,
        mac=_head_mac(key, checkpoint, last),
    )


def is_ours(key: bytes, head: AuditHead) -> bool:
    expected = _head_mac(key, head.checkpoint, anchor_at(head.position))
    return hmac.compare_digest(head.mac.encode(), expected.encode())


def _head_mac(key: bytes, checkpoint: int, last: Anchor) -> str:
    return sealing.mac(key, "audit head", checkpoint, *last).hex()


def anchor_at(position: int) -> Anchor:
    seal = AuditSeal.objects.filter(position=position).first()
    return Anchor(position, seal.hash if seal else "")


def hash_of(key: bytes, previous: Anchor, entry: AuditEntry) -> str:
    return sealing.mac(
        key,
        "audit seal",
        *previous,
        entry.pk,
        entry.at.astimezone(UTC).isoformat(),
        entry.actor,
        entry.verb,
        entry.about_kind,
        entry.about_id,
        entry.scope,
        entry.subject,
        entry.audience,
    ).hex()
