"""Whom a change between people concerns: those who are a pair, or may become one."""

from collections.abc import Collection, Iterator
from uuid import UUID

from matching.models import Pairing, Proposal
from people.events import Consequence

Two = tuple[UUID, UUID, UUID]  # one, other, programme


def people_concerned(
    these: Collection[UUID], those: Collection[UUID] | None
) -> list[Consequence]:
    """Name both of each pair of one of these with one of those (None: with anybody).

    A suspended pair counts: the line that suspended it must not go unseen either.
    """
    found = {
        (person, programme)
        for one, other, programme in _twos()
        if _meet(one, other, these, those)
        for person in (one, other)
    }
    return [
        Consequence("person_concerned", person, programme)
        for person, programme in sorted(found)
    ]


def _twos() -> Iterator[Two]:
    pairs = Pairing.objects.exclude(state=Pairing.State.ENDED)
    yield from pairs.values_list("mentor_id", "mentee_id", "programme_id")
    yield from Proposal.objects.asked().values_list(
        "mentor__person_id", "mentee__person_id", "mentee__programme_id"
    )


def _meet(
    one: UUID, other: UUID, these: Collection[UUID], those: Collection[UUID] | None
) -> bool:
    if those is None:
        return one in these or other in these
    return (one in these and other in those) or (other in these and one in those)
