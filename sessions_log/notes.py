"""The one door to what a pair writes: it takes the note and the reader's own grant.

Text is sealed under the key of its vault, and that key is stored only as grants: once
per reader, sealed by the key ring for this reader and this credential. Whoever is no
reader has no key, whatever rows they add; a row that was moved, changed or replayed
does not open (`privacy.md` 1.5).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from matching.models import Pairing
from people.models import Person
from privacy import audit, keyring, sealing
from privacy.keyring import SealError
from sessions_log.models import Grant, Note, Vault

MOST_CHARACTERS = 20_000


class NoteText:
    """What a note says, which no log, trace or careless template shows."""

    __slots__ = ("plain",)

    def __init__(self, plain: str) -> None:
        self.plain = plain

    def __repr__(self) -> str:
        return f"<NoteText {len(self.plain)} chars hidden>"

    @property
    def lines(self) -> "list[NoteText]":
        return [NoteText(line) for line in self.plain.splitlines() if line.strip()]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoteText) and self.plain == other.plain

    def __hash__(self) -> int:
        return hash(self.plain)

    def __reduce__(self) -> str:
        raise TypeError("A note is not pickled.")


@dataclass(frozen=True)
class Remark:
    """What somebody typed, for whom, and in which form: sent twice it counts once."""

    text: NoteText
    is_shared: bool = True
    once: UUID | None = None


@dataclass(frozen=True)
class OpenNote:
    """A note that one reader has opened."""

    id: UUID
    kind: str
    about: UUID | None
    author: Person | None
    is_shared: bool
    written_at: datetime
    edited_at: datetime | None
    text: NoteText | None  # None when this row was tampered with and does not open


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
    note.sealed = sealing.seal_text(_key_of(vault, author), text, _aad(note))
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
        _deny(note.vault, by)
    if note.vault.state != Vault.State.OPEN:
        raise ValidationError(_("Nothing can be written here any more."))
    note.revision += 1
    note.edited_at = at
    note.sealed = sealing.seal_text(_key_of(note.vault, by), text, _aad(note))
    note.save()
    return note


def delete(note: Note, *, by: Person) -> None:
    """Delete one's own note; raises PermissionDenied for anybody else."""
    if note.author_id != by.pk:
        _deny(note.vault, by)
    note.delete()


def read(note: Note, *, reader: Person) -> NoteText:
    """Open one note through the reader's own grant.

    Raises PermissionDenied without a grant, SealError when it does not open.
    """
    return _opened(note, _key_of(note.vault, reader))


def read_all(
    vaults: Iterable[Vault], *, reader: Person, kinds: Iterable[str] = Note.Kind.values
) -> list[OpenNote]:
    """Open the notes of these kinds in these vaults, the oldest first.

    Raises PermissionDenied without a grant to each, SealError when a grant does not
    open. A single note that does not open is named in the reader's own trail.
    """
    mine = {vault.pk: vault for vault in vaults}
    keys = _keys_of(mine.values(), reader)
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


def close(vaults: Iterable[Vault]) -> None:
    """Let nothing more be written in these vaults; their readers still read."""
    for vault in vaults:
        vault.state = Vault.State.READ_ONLY
        vault.save(update_fields=["state"])


def reopen(vaults: Iterable[Vault]) -> None:
    for vault in vaults:
        vault.state = Vault.State.OPEN
        vault.save(update_fields=["state"])


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


def _opened_vault(vault: Vault) -> Vault:
    """Save a new vault, its key sealed once for each of its readers."""
    vault.save(force_insert=True)
    key = sealing.new_key()
    for reader in readers_of(vault.kind, vault.pairing, vault.owner):
        grant = Grant(vault=vault, reader=reader)
        grant.kek_id, grant.sealed_key = keyring.current().wrap(
            key, grant.bindings("sealed_key")[0]
        )
        grant.save()
    return vault


def _key_of(vault: Vault, reader: Person) -> bytes:
    return _keys_of([vault], reader)[vault.pk]


def _keys_of(vaults: Collection[Vault], reader: Person) -> dict[UUID, bytes]:
    """Open the reader's own grants, with the credential that is theirs today."""
    found = Grant.objects.filter(vault__in=vaults, reader=reader)
    grants = {grant.vault_id: grant for grant in found}
    keys = {}
    for vault in vaults:
        grant = grants.get(vault.pk)
        if grant is None:
            _deny(vault, reader)
        grant.vault, grant.reader = vault, reader
        keys[vault.pk] = keyring.current().unwrap(
            grant.kek_id, bytes(grant.sealed_key), grant.bindings("sealed_key")[0]
        )
    return keys


def _deny(vault: Vault, person: Person) -> NoReturn:
    """Refuse, and leave a trace that only this person reads."""
    audit.record(person, "was refused", vault, audience="self")
    raise PermissionDenied


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
