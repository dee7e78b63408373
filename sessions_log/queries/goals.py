"""Goals with their words, as one of the two sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from matching.models import Pairing
from people.models import Person
from sessions_log import notes
from sessions_log.models import Goal, Note
from sessions_log.notes import NoteText, OpenNote

#: What stands beside a goal, each a note of its own kind.
BESIDE = (Note.Kind.WHY, Note.Kind.NOTICE, Note.Kind.MEANS)
OF_GOALS = (Note.Kind.GOAL, Note.Kind.WORDING, *BESIDE)


@dataclass(frozen=True)
class OpenGoal:
    """A goal with its words, as one of the two sees it."""

    goal: Goal
    text: NoteText | None
    waits_for_me: bool
    why: NoteText | None = None
    notice: NoteText | None = None
    means: NoteText | None = None
    wording: NoteText | None = None  # what the mentor would say; the mentee chooses


def goals_among(
    goals: Sequence[Goal], opened: Sequence[OpenNote], *, reader: Person
) -> list[OpenGoal]:
    """Lay the words beside the goals, in the order of the goals."""
    return [_opened(one, opened, reader) for one in goals]


def goal_of(goal: Goal, *, reader: Person) -> OpenGoal:
    """Open one goal; raises as `notes.read_all` does."""
    vault = notes.shared_vault_of(goal.pairing)
    opened = notes.read_all([vault], reader=reader, kinds=OF_GOALS)
    return _opened(goal, opened, reader)


def _opened(goal: Goal, opened: Sequence[OpenNote], reader: Person) -> OpenGoal:
    mine = [one for one in opened if one.about == goal.pk]
    last = {one.kind: one for one in mine}  # the oldest come first
    text, wording = last.get(Note.Kind.GOAL), last.get(Note.Kind.WORDING)
    is_open = wording and (text is None or wording.written_at > _said_at(text))
    return OpenGoal(
        goal=goal,
        text=text.text if text else None,
        waits_for_me=_stamp_of(goal, reader) is None,
        wording=wording.text if wording and is_open else None,
        **{kind.value: last[kind].text for kind in BESIDE if kind in last},
    )


def _said_at(note: OpenNote) -> datetime:
    return note.edited_at or note.written_at


def _stamp_of(goal: Goal, reader: Person) -> datetime | None:
    is_mentor = reader.pk == goal.pairing.mentor_id
    return goal.mentor_agreed_at if is_mentor else goal.mentee_agreed_at


def goals_for(pairing: Pairing) -> list[Goal]:
    """Give the goals of a pair, each with this pairing, the first due first."""
    found = list(Goal.objects.filter(pairing=pairing).order_by("due_on", "pk"))
    for goal in found:
        goal.pairing = pairing
    return found
