"""What passes through the door: typed, opened, and shown to nobody else."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from people.models import Person


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
    kind: str = ""  # a lesson, a reflection ...; empty is a note as it comes


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
