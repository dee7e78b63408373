"""What people announces to the apps above, and what they answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.dispatch import Signal

from people.models import ImportBatch, Person


@dataclass(frozen=True)
class Consequence:
    """One effect of an event, as a receiver answers it; a page makes the words."""

    kind: str
    about_id: UUID
    scope: UUID | None = None
    people: tuple[UUID, ...] = ()  # whom it concerns, where a page names them


@dataclass(frozen=True)
class ChartChange:
    """Superiors of these people changed, perhaps by a batch or by its undo.

    `at` is the moment of the act: letters that follow from it are told apart by it, and
    wait for an hour after a batch, which can be undone.
    """

    people: frozenset[UUID]
    at: datetime
    by: Person | None = None
    batch: ImportBatch | None = None
    undone: ImportBatch | None = None


@dataclass(frozen=True)
class PersonLeft:
    """Somebody's last day has come, perhaps because a batch said so."""

    person: Person
    at: datetime
    by: Person | None = None
    batch: ImportBatch | None = None


@dataclass(frozen=True)
class PairsAsked:
    """A question: who of these is a pair with one of those, or may become one.

    Asked before hr changes something between them; `those` is None for anybody. Both of
    such a pair are answered as a consequence each, `person_concerned`.
    """

    these: frozenset[UUID]
    those: frozenset[UUID] | None = None


@dataclass(frozen=True)
class CredentialsChanged:
    """A secret changed; `own` when the person proved to be its owner."""

    person: Person
    proof: Literal["own", "none"]


#: Sent with `change=ChartChange`; receivers return a list of `Consequence`.
chart_changed = Signal()
#: Sent with `change=PersonLeft`.
person_left = Signal()
#: Sent with `question=PairsAsked`; nothing has changed yet.
pairs_asked = Signal()
#: Sent with `change=CredentialsChanged`.
credentials_changed = Signal()


def answers_to(responses: Iterable[tuple[object, Any]]) -> list[Consequence]:
    """Flatten what `Signal.send` returned into one list of consequences."""
    return [one for _receiver, answer in responses for one in answer or ()]
