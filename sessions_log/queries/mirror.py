"""The halfway mirror: the same sentences for both, side by side once both lie there.

Answers are notes of kind mirror and nothing else: first in one's own vault, then as a
copy in that of the two. What the other laid there is shown to nobody who has not laid
their own (docs/decisions/halfway-mirror.md).
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid5

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matching.models import Pairing
from people.models import Person
from sessions_log import notes
from sessions_log.models import Note, Vault
from sessions_log.notes import NoteText, OpenNote

MIRROR = Note.Kind.MIRROR
MOST = 50  # so often two people do not look back
TIMES = 2  # at one third and at two thirds
ANSWERS = {
    "yes": _("Yes"),
    "partly": _("More or less"),
    "no": _("Not yet"),
    "unsaid": _("I would rather not say"),
}


@dataclass(frozen=True)
class Laid:
    """One look back that lies open for both, and what they agreed on after it."""

    number: int
    rows: tuple[tuple[str | Promise, str | Promise, str | Promise], ...]
    mine: NoteText
    theirs: NoteText
    agreed: NoteText | None


@dataclass(frozen=True)
class Mirror:
    """Where two people stand with it, as one of them may know."""

    number: int
    # One's own; a template that misses a name would log them otherwise.
    answers: dict[str, str] = field(repr=False)
    is_laid: bool
    asked_by: str
    is_asked_by_me: bool
    is_time: bool
    laid: tuple[Laid, ...]


def sentences_for(*, is_mentee: bool) -> dict[str, str | Promise]:
    """Give the sentences that have a few answers; the fifth is written."""
    learn = _("I learn something") if is_mentee else _("I can pass something on")
    return {
        "understand": _("We understand each other"),
        "dare": _("I dare to say everything"),
        "time": _("We take enough time"),
        "learn": learn,
    }


def mirror_id(pairing: Pairing, number: int) -> UUID:
    """Name one look back of a pair: what both of the two write about it carries it."""
    return uuid5(pairing.pk, f"mirror {number}")


def asking_id(pairing: Pairing, number: int) -> UUID:
    return uuid5(pairing.pk, f"mirror {number} is asked for")


def mirror_of(pairing: Pairing, *, reader: Person, on: date) -> Mirror:
    """Open what one of the two may see; raises as `notes.read_all` does."""
    shared, own = Q(kind=Vault.Kind.SHARED), Q(owner=reader)
    vaults = list(Vault.objects.filter(shared | own, pairing=pairing))
    kinds = (MIRROR, Note.Kind.SHARED)
    opened = notes.read_all(vaults, reader=reader, kinds=kinds)
    number = number_now(pairing, opened)
    here = [one for one in opened if one.about == mirror_id(pairing, number)]
    mine = [one for one in here if one.author == reader]
    asked = [one for one in opened if one.about == asking_id(pairing, number)]
    return Mirror(
        number=number,
        answers=said_in(mine[0].text) if mine else {},
        is_laid=any(one.is_shared for one in mine),
        asked_by=next((_name(one.author) for one in asked if one.author), ""),
        is_asked_by_me=any(one.author == reader for one in asked),
        is_time=_thirds(pairing, on) >= number,
        laid=tuple(_laid(pairing, one, opened, reader) for one in range(1, number)),
    )


def number_now(pairing: Pairing, opened: Sequence[OpenNote]) -> int:
    """Give the number of the look back that is not complete yet."""
    return next(
        number
        for number in range(1, MOST + 1)
        if len(_lying(mirror_id(pairing, number), opened)) < len(("mine", "theirs"))
    )


def shown_among(opened: Iterable[OpenNote], *, reader: Person) -> list[OpenNote]:
    """Leave out what the other has laid and the reader has not."""
    found = list(opened)
    mine = {one.about for one in found if _is_laid(one) and one.author == reader}
    return [
        one
        for one in found
        if not _is_laid(one) or one.author == reader or one.about in mine
    ]


def is_time_for(pairing: Pairing, opened: Sequence[OpenNote], *, on: date) -> bool:
    """Say whether a third of the journey went by without a look back."""
    return _thirds(pairing, on) >= number_now(pairing, opened)


def said_in(text: NoteText | None) -> dict[str, str]:
    """Read answers as they were sealed; none where the text does not open."""
    said: dict[str, str] = json.loads(text.plain) if text else {}
    return said


def _is_laid(note: OpenNote) -> bool:
    return note.kind == MIRROR and note.is_shared


def _lying(about: UUID, opened: Iterable[OpenNote]) -> dict[Person | None, OpenNote]:
    return {one.author: one for one in opened if _is_laid(one) and one.about == about}


def _laid(
    pairing: Pairing, number: int, opened: Sequence[OpenNote], reader: Person
) -> Laid:
    about = mirror_id(pairing, number)
    lying = _lying(about, opened)
    mine = said_in(lying[reader].text if reader in lying else None)
    others = [one.text for author, one in lying.items() if author != reader]
    theirs = said_in(others[0] if others else None)
    is_mentee = reader.pk != pairing.mentor_id
    kind = Note.Kind.SHARED
    agreed = [one.text for one in opened if (one.about, one.kind) == (about, kind)]
    return Laid(
        number=number,
        rows=tuple(
            (text, _word(mine.get(key)), _word(theirs.get(key)))
            for key, text in sentences_for(is_mentee=is_mentee).items()
        ),
        mine=NoteText(mine.get("differently", "")),
        theirs=NoteText(theirs.get("differently", "")),
        agreed=agreed[-1] if agreed and agreed[-1] else None,
    )


def _word(answer: str | None) -> str | Promise:
    return ANSWERS.get(answer or "", ANSWERS["unsaid"])


def _name(person: Person) -> str:
    return person.get_short_name()


def _thirds(pairing: Pairing, on: date) -> int:
    """Say how many thirds of a running journey are over; at most two count."""
    if pairing.started_on is None or pairing.state != Pairing.State.RUNNING:
        return 0
    whole = timedelta(weeks=pairing.programme.weeks or 1)
    return min(int(3 * (on - pairing.started_on) / whole), TIMES)
