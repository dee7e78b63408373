"""Who is written to about a pair: the two, and those who follow it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from mailing import outbox
from mailing.outbox import Promise
from matching.models import Pairing
from people.models import Person


def promise_both(
    kind: str,
    pairing: Pairing,
    *,
    at: datetime,
    but_not: Person | None = None,
    wait: timedelta | None = None,
) -> None:
    """Promise a letter to the two, as far as they still work here."""
    both = (pairing.mentor, pairing.mentee)
    told = [one for one in both if one and one != but_not]
    promise_to(kind, pairing, told, at=at, wait=wait)


def promise_to(
    kind: str,
    pairing: Pairing,
    people: Iterable[Person | None],
    *,
    at: datetime,
    wait: timedelta | None = None,
) -> None:
    """Promise a letter about a pair to these people, as far as they still work here.

    It waits where what it tells may still be taken back.
    """
    outbox.promise(
        *(
            Promise(
                kind,
                about=pairing,
                to=person,
                occurrence=at,
                not_before=at + wait if wait else None,
                scope=pairing.programme_id,
            )
            for person in people
            if person is not None and person.is_active
        )
    )
