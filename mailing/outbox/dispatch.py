"""A turn of the dispatcher: claim, send, settle, one letter after the other."""

import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F

from mailing.models import Delivery
from mailing.outbox import breaker, wishes
from mailing.outbox.claiming import LEASE, Claimed, claim
from mailing.outbox.sending import Outcome, attempt

logger = logging.getLogger(__name__)
State = Delivery.State

#: A turn takes no new batch after this; the next tick goes on.
TURN: Final = timedelta(seconds=60)


@dataclass(frozen=True)
class Watch:
    """The time during a turn: `at` when the turn began, and on from there."""

    at: datetime
    began: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        return self.at + timedelta(seconds=time.monotonic() - self.began)


def deliver_due(*, at: datetime) -> int:
    """Deliver what is due, and say how many letters a server took from us.

    To be called outside any transaction; by any number of processes at once.
    """
    breaker.note_tick(at=at)
    watch, accepted = Watch(at), 0
    while watch.now() < at + TURN:
        batch = claim(at=watch.now(), limit=breaker.allowance(at=watch.now()))
        if not batch.seen:
            break
        if batch.letters:
            accepted += _deliver(batch.letters, watch)
    return accepted


def _deliver(batch: Sequence[Claimed], watch: Watch) -> int:
    """Send a batch over one connection."""
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        logger.warning("The mail server is away: %s.", type(error).__name__)
        breaker.trip(at=watch.now())
        _give_back(batch)
        return 0
    try:
        return _send_over(connection, batch, watch)
    finally:
        with suppress(OSError):  # who was cut off cannot say goodbye
            connection.close()


def _send_over(
    connection: BaseEmailBackend, batch: Sequence[Claimed], watch: Watch
) -> int:
    accepted = 0
    for position, claimed in enumerate(batch):
        if not _has_time(claimed.row, watch.now()):
            _give_back(batch[position:])
            break
        outcome = attempt(claimed, connection, watch.now)
        if outcome.broken:
            _settle_all(claimed, _rest(outcome, watch.now()))
            _give_back(batch[position + 1 :])
            break
        _settle_all(claimed, outcome)
        accepted += outcome.is_accepted
        if outcome.answered and len(batch) == 1:  # as every probe is
            breaker.recover()
        if outcome.bounced:
            wishes.note_bounce(
                claimed.address, person_id=claimed.row.recipient_id, at=watch.now()
            )
    return accepted


@transaction.atomic
def _settle_all(claimed: Claimed, outcome: Outcome) -> None:
    """Write down at once what became of all that one mail told."""
    for row in claimed.rows:
        settle(row, outcome)


def settle(row: Delivery, outcome: Outcome) -> bool:
    """Write down what became of a letter, unless somebody else has taken it over."""
    mine = Delivery.objects.filter(
        pk=row.pk, state=State.SENDING, worker=row.worker, attempts=row.attempts
    )
    settled = mine.update(**{"lease_until": None, **outcome.changes_of(row)})
    if not settled:
        logger.warning("The lease of letter %s was lost before it was settled.", row.pk)
    return bool(settled)


def _rest(outcome: Outcome, at: datetime) -> Outcome:
    """Let all post rest, and this letter twice as long: it may be what breaks lines."""
    logger.warning("The mail server broke off.")
    pause = breaker.trip(at=at)
    changes = {**outcome.changes, "lease_until": at + 2 * pause}
    return replace(outcome, changes=changes)


def _has_time(row: Delivery, at: datetime) -> bool:
    """Say whether enough of the lease is left for the worst dialogue."""
    return row.lease_until is not None and row.lease_until - at >= LEASE / 2


def _give_back(batch: Sequence[Claimed]) -> None:
    """Put letters back that were not tried; it does not count as a try."""
    for row in (row for claimed in batch for row in claimed.rows):
        Delivery.objects.filter(
            pk=row.pk, state=State.SENDING, worker=row.worker
        ).update(state=State.PENDING, lease_until=None, attempts=F("attempts") - 1)
