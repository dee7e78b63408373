"""What somebody typed and did not save, opened for this person."""

from collections.abc import Collection

from people.models import Person
from sessions_log import notes
from sessions_log.notes import OpenDraft


def drafts_among(person: Person, forms: Collection[str]) -> dict[str, OpenDraft]:
    """Give what this person kept of these forms; raises as `notes.open_drafts` does."""
    return {one.form: one for one in notes.open_drafts(person, forms=forms)}


def drafts_of(person: Person) -> list[OpenDraft]:
    """Give every draft, the newest first; raises as `notes.open_drafts` does."""
    return notes.open_drafts(person)
