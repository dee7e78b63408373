"""Challenges of a pair: one proposes, the other takes it up and tells how it went."""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.models import Pairing
from people.models import Person
from sessions_log import notes
from sessions_log.models import ActionItem, Note
from sessions_log.notes import NoteText, OpenNote

OF_CHALLENGES = (Note.Kind.CHALLENGE, Note.Kind.RESULT)


@dataclass(frozen=True)
class OpenChallenge:
    """A challenge with its words, and how it went."""

    item: ActionItem
    text: NoteText | None
    result: NoteText | None
    waits_for_me: bool  # who learns takes it up, and tells


def challenges_among(
    items: Sequence[ActionItem], opened: Sequence[OpenNote], *, reader: Person
) -> list[OpenChallenge]:
    """Lay the words beside the challenges; what is over comes last."""
    over = (ActionItem.State.DONE, ActionItem.State.DROPPED)
    found = [one for one in items if one.kind == ActionItem.Kind.CHALLENGE]
    told = [_opened(one, opened, reader) for one in found]
    return sorted(told, key=lambda one: one.item.state in over)


def challenge_of(item: ActionItem, *, reader: Person) -> OpenChallenge:
    """Open one challenge; raises as `notes.read_all` does."""
    vault = notes.shared_vault_of(item.pairing)
    opened = notes.read_all([vault], reader=reader, kinds=OF_CHALLENGES)
    return _opened(item, opened, reader)


def challenges_for(pairing: Pairing) -> list[ActionItem]:
    """Give the challenges of a pair, each with this pairing, the first due first."""
    found = ActionItem.objects.filter(
        pairing=pairing, kind=ActionItem.Kind.CHALLENGE
    ).exclude(state=ActionItem.State.DROPPED)
    items = list(found.order_by("due_on", "pk"))
    for one in items:
        one.pairing = pairing
    return items


def _opened(
    item: ActionItem, opened: Sequence[OpenNote], reader: Person
) -> OpenChallenge:
    last = {one.kind: one.text for one in opened if one.about == item.pk}
    return OpenChallenge(
        item=item,
        text=last.get(Note.Kind.CHALLENGE),
        result=last.get(Note.Kind.RESULT),
        waits_for_me=reader.pk == item.pairing.mentee_id,
    )
