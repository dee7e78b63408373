"""Walking along the hash chain: what was changed, moved or removed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from privacy import sealed_keys
from privacy.audit.chain import CHAIN, Anchor, anchor_at, hash_of, is_ours
from privacy.models import AuditEntry, AuditHead, AuditSeal, SealedKey

AT_ONCE = 1000


@dataclass(frozen=True)
class Verdict:
    """What the walk along the chain has shown; without faults it is whole."""

    sealed: int
    unsealed: int
    head: Anchor
    faults: tuple[str, ...]


def verify(anchor: Anchor | None = None) -> Verdict:
    """Walk along the whole chain and name everything that does not fit.

    Raises SealError when the ring of this process cannot open the key of the chain.
    """
    row = AuditHead.objects.first()
    if row and SealedKey.objects.filter(name=CHAIN).exists():
        faults = tuple(_faults(sealed_keys.key_named(CHAIN), row, anchor))
    else:
        faults = tuple(_faults_of_no_chain(row, anchor))
    row = row or AuditHead()
    return Verdict(
        sealed=row.position - row.checkpoint,
        unsealed=AuditEntry.objects.unsealed().count(),
        head=anchor_at(row.position),
        faults=faults,
    )


def _walk(after: int, until: int) -> Iterator[tuple[AuditSeal, AuditEntry | None]]:
    """Give the seals between two positions in their order, each with its entry."""
    seals = AuditSeal.objects.filter(position__lte=until).order_by("position")
    while chunk := list(seals.filter(position__gt=after)[:AT_ONCE]):
        entries = AuditEntry.objects.in_bulk([seal.entry_id for seal in chunk])
        yield from ((seal, entries.get(seal.entry_id)) for seal in chunk)
        after = chunk[-1].position


def _faults(key: bytes, head: AuditHead, anchor: Anchor | None) -> Iterator[str]:
    previous = anchor_at(head.checkpoint)
    yield from _faults_of_anchor(anchor, head)
    for seal, entry in _walk(head.checkpoint, head.position):
        yield from _faults_of_seal(key, previous, seal, entry)
        previous = Anchor(seal.position, seal.hash)
    if previous.position != head.position:
        yield _(
            "The chain was cut off after position %(at)d: it went on to %(end)d."
        ) % {
            "at": previous.position,
            "end": head.position,
        }
    elif not is_ours(key, head):
        yield _("The head of the chain was changed, or seals behind it were removed.")
    yield from _faults_behind_head()


def _faults_of_seal(
    key: bytes, previous: Anchor, seal: AuditSeal, entry: AuditEntry | None
) -> Iterator[str]:
    at = {"at": seal.position, "after": previous.position}
    if seal.position != previous.position + 1:
        yield _("Seals are missing between positions %(after)d and %(at)d.") % at
    elif entry is None:
        yield _("The entry at position %(at)d was removed.") % at
    elif seal.hash != hash_of(key, previous, entry):
        yield _("The entry or the seal at position %(at)d was changed or moved.") % at


def _faults_of_anchor(anchor: Anchor | None, head: AuditHead) -> Iterator[str]:
    if anchor is None:
        return
    if anchor.position < head.checkpoint:
        yield _("The anchor is older than everything that is still kept.")
    elif anchor_at(anchor.position) != anchor:
        yield _("The chain does not hold this anchor: it was put back or made anew.")


def _faults_behind_head() -> Iterator[str]:
    last = AuditSeal.objects.order_by("position").last()
    # The head is read after the last seal: the tick may be at work meanwhile.
    head = AuditHead.objects.first()
    if last and (head is None or last.position > head.position):
        yield _("There are seals behind the end of the chain.")


def _faults_of_no_chain(head: AuditHead | None, anchor: Anchor | None) -> Iterator[str]:
    """Give the faults of a house that sealed nothing, or whose traces were wiped."""
    if head or anchor or SealedKey.objects.filter(name=CHAIN).exists():
        yield _("The start of the chain was removed.")
    yield from _faults_behind_head()
