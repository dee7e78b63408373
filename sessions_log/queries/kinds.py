"""The kinds of note that one of a pair may write: a kind is a line of this table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matching.models import Pairing
from sessions_log.access import ME, US
from sessions_log.models import Note

#: In the first weeks a note and a goal are enough to learn.
FIRST_WEEKS = timedelta(days=28)
Words = str | Promise


@dataclass(frozen=True)
class KindOfNote:
    """What a note is called, what it asks, and who reads it unless its writer says."""

    kind: str
    name: Words
    asks: Sequence[Words] = ()
    reader: str = ME
    is_own: bool = False  # nobody else reads it, until its writer shares a copy


KINDS = (
    KindOfNote("", _("Note")),
    KindOfNote(
        Note.Kind.LESSON,
        _("Lesson"),
        (_("The situation"), _("What I did"), _("What I take from it")),
        US,
    ),
    KindOfNote(
        Note.Kind.REFLECTION,
        _("Reflection"),
        (
            _("What went well, and what did I do for it?"),
            _("What did I avoid?"),
            _("What do I want to try next?"),
        ),
        is_own=True,
    ),
    KindOfNote(
        Note.Kind.FEEDBACK,
        _("Feedback"),
        (
            _("What I asked about, or what somebody told me"),
            _("What I did with it"),
        ),
        US,
    ),
)
LOOSE = (Note.Kind.SHARED, Note.Kind.PRIVATE, *(one.kind for one in KINDS if one.kind))


def kind_of_note(kind: str) -> KindOfNote | None:
    """Give a kind by its name; None where there is none of that name."""
    return next((one for one in KINDS if one.kind == kind), None)


def kinds_for(pairing: Pairing, *, on: date) -> tuple[KindOfNote, ...]:
    """Give the kinds that a pair is offered: in its first weeks only a plain note."""
    return KINDS if on >= pairing.made_on + FIRST_WEEKS else ()
