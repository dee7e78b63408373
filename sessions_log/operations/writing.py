"""Loose notes: for the two, or for oneself."""

from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from matching.models import Pairing
from people.models import Person
from sessions_log import notes
from sessions_log.models import Note, Vault
from sessions_log.notes import Remark
from sessions_log.operations.holding import hold_to_part, hold_to_write


@transaction.atomic
def write_note(
    pairing: Pairing,
    remark: Remark,
    *,
    at: datetime,
    by: Person,
    about: UUID | None = None,
) -> Note:
    """Write a note that the two read, or only its author.

    Raises ValidationError as `notes.write` does, or when all is over.
    """
    pairing = hold_to_write(pairing, by=by)
    if written := notes.written_before(remark.once, by=by):
        return written
    if remark.is_shared:
        vault, kind = notes.shared_vault_of(pairing), Note.Kind.SHARED
    else:
        vault, kind = notes.private_vault_of(by, pairing), Note.Kind.PRIVATE
    return notes.write(
        vault,
        remark.text.plain,
        author=by,
        kind=remark.kind or kind,
        at=at,
        about=about,
        once=remark.once,
    )


@sensitive_variables("text")
@transaction.atomic
def say_farewell(
    pairing: Pairing, text: str, *, at: datetime, by: Person, once: UUID | None = None
) -> Note:
    """Send the other the one message that is left when the organisation parted them.

    Raises ValidationError as `notes.write` does, or when it was said or came too late.
    """
    if written := notes.written_before(once, by=by):
        return written
    pairing = hold_to_part(pairing, by=by, at=at)
    vault = notes.shared_vault_of(pairing)
    kind = Note.Kind.FAREWELL
    return notes.write(vault, text, author=by, kind=kind, at=at, once=once)


@sensitive_variables("text")
@transaction.atomic
def reword_note(note: Note, text: str, *, at: datetime, by: Person) -> Note:
    """Change one's own note; whoever reads it sees that it was changed.

    Raises ValidationError as `notes.write` does, or when all is over, and
    PermissionDenied for anybody else's.
    """
    hold_to_write(cast("Pairing", note.vault.pairing), by=by)
    locked = Note.objects.select_for_update(of=("self",)).select_related("vault")
    return notes.rewrite(locked.get(pk=note.pk), text, by=by, at=at)


@transaction.atomic
def share_copy(note: Note, *, at: datetime, by: Person) -> Note:
    """Put a copy of one's own private note where the other reads it; the note stays.

    The same note is shared once. Raises ValidationError as `notes.write` does, or when
    all is over, and PermissionDenied for anybody else's.
    """
    pairing = hold_to_write(cast("Pairing", note.vault.pairing), by=by)
    said = notes.read(note, reader=by)
    if note.vault.kind == Vault.Kind.SHARED:
        return note
    if written := notes.written_before(note.pk, by=by):
        return written
    is_plain = note.kind == Note.Kind.PRIVATE
    return notes.write(
        notes.shared_vault_of(pairing),
        said.plain,
        author=by,
        kind=Note.Kind.SHARED if is_plain else note.kind,
        at=at,
        about=note.about,
        once=note.pk,
    )


@transaction.atomic
def delete_note(note: Note, *, by: Person) -> None:
    """Delete one's own note, at any time; PermissionDenied for anybody else's."""
    notes.delete(note, by=by)
