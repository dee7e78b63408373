"""Who is written to about a pair: the two, and those who follow it."""

from collections.abc import Iterable
from datetime import datetime

from mailing import outbox
from mailing.outbox import Promise
from matching.models import Pairing
from people.models import Person


def promise_both(
    kind: str, pairing: Pairing, *, at: datetime, but_not: Person | None = None
) -> None:
    """Promise a letter to the two, as far as they still work here."""
    both = (pairing.mentor, pairing.mentee)
    promise_to(kind, pairing, [one for one in both if one and one != but_not], at=at)


def promise_to(
    kind: str, pairing: Pairing, people: Iterable[Person | None], *, at: datetime
) -> None:
    """Promise a letter about a pair to these people, as far as they still work here."""
    outbox.promise(
        *(
            Promise(
                kind,
                about=pairing,
                to=person,
                occurrence=at,
                scope=pairing.programme_id,
            )
            for person in people
            if person is not None and person.is_active
        )
    )
