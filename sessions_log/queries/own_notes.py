"""One's own loose notes, to be changed or deleted."""

from django.db.models import QuerySet

from people.models import Person
from sessions_log import notes
from sessions_log.models import Note
from sessions_log.notes import NoteText
from sessions_log.queries.kinds import LOOSE


def notes_by(person: Person) -> QuerySet[Note]:
    """Give the loose notes that somebody wrote, with their vault and pairing."""
    written = Note.objects.filter(author=person, kind__in=LOOSE)
    return written.select_related(
        "vault__pairing__programme", "vault__pairing__mentor", "vault__pairing__mentee"
    )


def words_of(note: Note, *, reader: Person) -> NoteText:
    """Open one note; raises as `notes.read` does."""
    return notes.read(note, reader=reader)
