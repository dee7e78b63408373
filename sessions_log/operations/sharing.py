"""Copies for somebody outside the pair: sealed anew, for a time, taken back at once."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matching.models import Pairing
from people.models import Person
from privacy import audit
from sessions_log import notes
from sessions_log.models import Grant, HelpRequest, Note, Share, Vault
from sessions_log.queries.helping import own_goal_notes
from sessions_log.queries.own_notes import notes_by
from sessions_log.rules.helping import SHOWN

NOTHING, GOALS, NOTE = "nothing", "goals", "note"


def notes_to_show(
    pairing: Pairing, shows: str, note: UUID | None, *, by: Person
) -> list[Note]:
    """Give the originals of what somebody wants to show: only what they wrote.

    Raises ValidationError when there is nothing of theirs to show.
    """
    if shows == NOTHING:
        return []
    if shows == GOALS:
        found = own_goal_notes(pairing, author=by).select_related("vault")
    else:
        found = notes_by(by).filter(
            vault__pairing=pairing, pk__in=[note] if note else []
        )
    if not found:
        raise ValidationError(_("There is nothing of yours to show here."))
    return list(found)


def sealed_for(request: HelpRequest, *, until: datetime | None, at: datetime) -> Vault:
    """Make a vault for the three of a request; the substitute's key sleeps."""
    readers: dict[Person, datetime | None] = {request.to: until}
    if request.substitute:
        readers[request.substitute] = at
    return notes.open_case_vault(request.by, readers)


def share(request: HelpRequest, originals: Iterable[Note], *, at: datetime) -> Share:
    """Seal copies for the reader of a request; later edits do not reach them."""
    until = at + SHOWN
    vault, by = sealed_for(request, until=until, at=at), request.by
    Vault.objects.filter(pk=vault.pk).update(shred_on=timezone.localdate(until))
    for note in originals:
        words = notes.read(note, reader=by).plain
        notes.write(vault, words, author=by, kind=note.kind, at=at, about=note.about)
    made = Share.objects.create(
        request=request,
        by=by,
        reader=request.to,
        vault=vault,
        made_at=at,
        expires_at=until,
    )
    audit.record(by, "shared a copy", made, audience="self", subject=made.reader, at=at)
    return made


@transaction.atomic
def revoke(one: Share, *, at: datetime) -> Share:
    """Take a copy back, at once and for good; a second time changes nothing."""
    held = Share.objects.select_for_update(of=("self",)).select_related("vault", "by")
    taken = held.get(pk=one.pk)
    if taken.revoked_at is not None:
        return taken
    taken.revoked_at = at
    taken.save(update_fields=["revoked_at"])
    if taken.vault:
        shred(taken.vault)
    audit.record(taken.by, "took a copy back", taken, audience="self", at=at)
    return taken


def revoke_all(request: HelpRequest, *, at: datetime) -> None:
    """Take back everything that is shown with a request."""
    for one in request.shares.filter(revoked_at=None):
        revoke(one, at=at)


def hand_over(request: HelpRequest, to: Person) -> None:
    """Give the sleeping keys of a substitute their time; take the first reader's."""
    if request.vault:
        take_keys(request.vault, [request.to])
        wake(request.vault, to, until=None)
    for one in request.shares.filter(revoked_at=None).select_related("vault"):
        one.reader = to
        one.save(update_fields=["reader"])
        if one.vault:
            take_keys(one.vault, [request.to])
            wake(one.vault, to, until=one.expires_at)


def wake(vault: Vault, reader: Person, *, until: datetime | None) -> None:
    Grant.objects.filter(vault=vault, reader=reader).update(expires_at=until)


def take_keys(vault: Vault, readers: Collection[Person | None]) -> None:
    """Let these people open a vault no more: their keys are deleted."""
    gone = [one for one in readers if one is not None]
    Grant.objects.filter(vault=vault, reader__in=gone).delete()


def shred(vault: Vault) -> None:
    """Delete the keys and the text of a vault."""
    Grant.objects.filter(vault=vault).delete()
    Note.objects.filter(vault=vault).delete()
    vault.state = Vault.State.SHREDDED
    vault.save(update_fields=["state"])
