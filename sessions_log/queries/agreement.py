"""The agreement of a pair: which words stand, and who agreed with them when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matching.models import Pairing
from people.models import Person
from programmes import starting_points
from programmes.vocabulary import Told, told
from sessions_log import notes
from sessions_log.models import Note
from sessions_log.notes import NoteText, OpenNote


@dataclass(frozen=True)
class Standing:
    """Where an agreement stands: who agreed with the words that are there now."""

    pairing: Pairing
    worded_at: datetime | None  # None: it is still the programme's own text

    @property
    def is_worded(self) -> bool:
        return self.worded_at is not None or self.pairing.charter_id is not None

    def agreed_at(self, person: Person) -> datetime | None:
        """Say when one of the two agreed; a stamp older than the words is none."""
        is_mentor = person.pk == self.pairing.mentor_id
        stamp = (
            self.pairing.mentor_agreed_at
            if is_mentor
            else self.pairing.mentee_agreed_at
        )
        is_older = stamp and self.worded_at and stamp < self.worded_at
        return None if is_older else stamp

    def has_agreed(self, person: Person) -> bool:
        return self.agreed_at(person) is not None


def standing_of(pairing: Pairing) -> Standing:
    """Look up where an agreement stands, without opening it."""
    kept = Note.objects.filter(vault__pairing=pairing, kind=Note.Kind.AGREEMENT)
    last = kept.order_by("written_at", "pk").last()
    return Standing(pairing, last.written_at if last else None)


def current_words(pairing: Pairing, *, reader: Person) -> NoteText:
    """Open the words of an agreement, or give the programme's where there are none.

    Raises as `notes.read_all` does.
    """
    vault = notes.shared_vault_of(pairing)
    kinds = [Note.Kind.AGREEMENT]
    return words_among(pairing, notes.read_all([vault], reader=reader, kinds=kinds))


def lock_of_agreement() -> Told:
    """Give the sentence that no pair can take out, in the reader's language."""
    return told(starting_points.purpose_lock())


def words_among(pairing: Pairing, opened: Sequence[OpenNote]) -> NoteText:
    """Give the last words of the two, or the programme's in the reader's language.

    The purpose lock is not among them: see `lock_of_agreement`.
    """
    own = [one.text for one in opened if one.kind == Note.Kind.AGREEMENT and one.text]
    if own:
        return _without_lock(own[-1].plain)
    return _without_lock(str(pairing.charter.told) if pairing.charter else "")


def _without_lock(text: str) -> NoteText:
    """Leave the lock out of what the two may change: it stands below, always."""
    locks = {" ".join(one.split()) for one in starting_points.purpose_lock().values()}
    lines = [one for one in text.splitlines() if " ".join(one.split()) not in locks]
    return NoteText("\n".join(lines))
