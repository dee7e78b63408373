"""What somebody typed and did not save, opened for this person."""

from people.models import Person
from sessions_log import notes
from sessions_log.notes import OpenDraft


def draft_of(person: Person, form: str) -> OpenDraft | None:
    """Give what this person kept of one form; raises as `notes.open_drafts` does."""
    return next(iter(notes.open_drafts(person, form=form)), None)


def drafts_of(person: Person) -> list[OpenDraft]:
    """Give every draft, the newest first; raises as `notes.open_drafts` does."""
    return notes.open_drafts(person)
