"""Writing in a vault and reading from it, with the reader's own grant."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from people.models import Person
from privacy import audit, sealing
from privacy.keyring import SealError
from sessions_log.models import Note, Vault
from sessions_log.notes.keys import deny, key_of, keys_of
from sessions_log.notes.texts import NoteText, OpenNote

MOST_CHARACTERS = 20_000


@sensitive_variables("text")
def write(  # noqa: PLR0913 - the seventh keeps a form that is sent twice from counting
    vault: Vault,
    text: str,
    *,
    author: Person,
    kind: str,
    at: datetime,
    about: UUID | None = None,
    once: UUID | None = None,
) -> Note:
    """Seal a new note; only somebody with a grant can write in a vault.

    `once` names the form that it was typed in: see `written_before`. Raises
    ValidationError when it is empty, too long or the vault is closed to all but a last
    message, and PermissionDenied for a stranger.
    """
    _refuse_bad_text(text)
    if vault.state != Vault.State.OPEN and kind != Note.Kind.FAREWELL:
        raise ValidationError(_("Nothing can be written here any more."))
    note = Note(vault=vault, author=author, kind=kind, about=about, written_at=at)
    note.pk = _pk_of(once, author) if once else note.pk
    note.sealed = sealing.seal_text(key_of(vault, author), text, _aad(note))
    note.save(force_insert=True)
    return note


def written_before(once: UUID | None, *, by: Person) -> Note | None:
    """Give the note that this very form has made, when it is sent a second time.

    The caller holds a lock that the first one held.
    """
    return Note.objects.filter(pk=_pk_of(once, by)).first() if once else None


@sensitive_variables("text")
def rewrite(note: Note, text: str, *, by: Person, at: datetime) -> Note:
    """Seal a new text in the place of the old one; only its author does that.

    Raises like `write`.
    """
    _refuse_bad_text(text)
    if note.author_id != by.pk:
        deny(note.vault, by)
    if note.vault.state != Vault.State.OPEN:
        raise ValidationError(_("Nothing can be written here any more."))
    note.revision += 1
    note.edited_at = at
    note.sealed = sealing.seal_text(key_of(note.vault, by), text, _aad(note))
    note.save()
    return note


def delete(note: Note, *, by: Person) -> None:
    """Delete one's own note; raises PermissionDenied for anybody else."""
    if note.author_id != by.pk:
        deny(note.vault, by)
    note.delete()


def read(note: Note, *, reader: Person) -> NoteText:
    """Open one note through the reader's own grant.

    Raises PermissionDenied without a grant, SealError when it does not open.
    """
    return _opened(note, key_of(note.vault, reader))


def read_all(
    vaults: Iterable[Vault], *, reader: Person, kinds: Iterable[str] = Note.Kind.values
) -> list[OpenNote]:
    """Open the notes of these kinds in these vaults, the oldest first.

    Raises PermissionDenied without a grant to each, SealError when a grant does not
    open. A single note that does not open is named in the reader's own trail.
    """
    mine = {vault.pk: vault for vault in vaults}
    keys = keys_of(mine.values(), reader)
    found = (
        Note.objects.filter(vault__in=mine, kind__in=list(kinds))
        .select_related("author", "vault")
        .order_by("written_at", "pk")
    )
    return [
        OpenNote(
            id=note.pk,
            kind=note.kind,
            about=note.about,
            author=note.author,
            is_shared=note.vault.kind == Vault.Kind.SHARED,
            written_at=note.written_at,
            edited_at=note.edited_at,
            text=_opened_or_none(note, keys[note.vault_id], reader),
        )
        for note in found
    ]


def _refuse_bad_text(text: str) -> None:
    if not text.strip():
        raise ValidationError(_("There is nothing written here yet."))
    if len(text) > MOST_CHARACTERS:
        raise ValidationError(
            _(
                "This text has %(length)d characters; the most is %(most)d. Your text"
                " is still here: shorten it, or write it as two notes."
            )
            % {"length": len(text), "most": MOST_CHARACTERS}
        )


def _pk_of(once: UUID, author: Person) -> UUID:
    """Name a note after its form and its author: nobody can name another's so."""
    return uuid5(once, str(author.pk))


def _aad(note: Note) -> bytes:
    return sealing.enc(
        "note",
        note.vault_id,
        note.vault.pairing_id,
        note.pk,
        note.author_id,
        note.kind,
        note.about,
        note.revision,
    )


def _opened(note: Note, key: bytes) -> NoteText:
    return NoteText(sealing.unseal_text(key, bytes(note.sealed), _aad(note)))


def _opened_or_none(note: Note, key: bytes, reader: Person) -> NoteText | None:
    """Let one row that was tampered with not hide the others; leave a trace of it."""
    try:
        return _opened(note, key)
    except SealError:
        audit.record(reader, "could not open", note, audience="self")
        return None
