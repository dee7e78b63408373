"""What one of a pair may take along: all they read of it, opened for them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from matching.models import Pairing
from people.models import Person
from sessions_log import notes
from sessions_log.models import Meeting
from sessions_log.notes import OpenNote
from sessions_log.queries.mirror import shown_among
from sessions_log.queries.pair import name_of, vaults_for


@dataclass(frozen=True)
class NotesFile:
    """The notes of one pair as one of the two reads them."""

    programme: str
    reader: Person
    name: str
    meetings: tuple[Meeting, ...]
    notes: tuple[OpenNote, ...]

    def as_json(self) -> dict[str, Any]:
        """Give it in words and plain values."""
        return {
            "programme": self.programme,
            "with": self.name,
            "meetings": [_meeting(one) for one in self.meetings],
            "notes": [self._note(one) for one in self.notes],
        }

    def _note(self, note: OpenNote) -> dict[str, Any]:
        return {
            "kind": note.kind,
            "about": note.about,
            "is_mine": note.author == self.reader,
            "is_shared": note.is_shared,
            "written_at": note.written_at,
            "edited_at": note.edited_at,
            "text": note.text.plain if note.text else None,
        }


def notes_of(pairing: Pairing, *, reader: Person) -> NotesFile:
    """Open everything that this person reads of a pair; raises as `notes.read_all`."""
    held = Meeting.objects.filter(pairing=pairing, held_on__isnull=False)
    opened = notes.read_all(vaults_for([pairing], reader), reader=reader)
    return NotesFile(
        programme=pairing.programme.name,
        reader=reader,
        name=name_of(pairing.other_than(reader)),
        meetings=tuple(held.order_by("held_on", "number")),
        notes=tuple(shown_among(opened, reader=reader)),
    )


def _meeting(meeting: Meeting) -> dict[str, date | int | str | None]:
    return {
        "held_on": meeting.held_on,
        "minutes": meeting.minutes,
        "way": meeting.get_way_display(),
    }
