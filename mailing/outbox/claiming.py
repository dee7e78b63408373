"""Claiming: a short transaction in which one dispatcher takes what is due.

Whoever should not be written to after all is sorted out here, in the same transaction.
"""

import os
import secrets
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import F, Q

from mailing import letters
from mailing.letters import Reader
from mailing.models import Address, Delivery, Preference
from mailing.models.delivery import DeliveryQuerySet
from mailing.outbox import promises, rationing
from mailing.outbox.diaries import Diaries, diaries_of

State = Delivery.State
#: How long a claim holds: six times the longest silence of a mail server, twice.
LEASE: Final = timedelta(seconds=120)


@dataclass(frozen=True)
class Claimed:
    """A letter that this dispatcher alone may send while its lease runs, and where."""

    row: Delivery
    address: str
    others: tuple[Delivery, ...] = ()

    @property
    def rows(self) -> tuple[Delivery, ...]:
        """Give all that this one mail tells."""
        return (self.row, *self.others)


@dataclass(frozen=True)
class Claim:
    """What one claim found: how many rows were due, and the mails to be sent."""

    seen: int
    letters: list[Claimed]


@dataclass(frozen=True)
class Manners:
    """What is known of the readers of one batch, asked of all of them at once."""

    choices: dict[tuple[object, str], str]
    addresses: dict[object, list[Address]]
    diaries: Diaries

    def wants(self, row: Delivery) -> bool:
        """Say whether the reader may be written to: here, and not unsubscribed."""
        off = self._choice(row) == Preference.Choice.OFF
        unwanted = off and not letters.of_kind(row.kind).mandatory
        return row.recipient.is_active and not unwanted

    def gathers(self, row: Delivery) -> bool:
        return rationing.gathers(row.kind, self._choice(row))

    def _choice(self, row: Delivery) -> str | None:
        return self.choices.get((row.recipient_id, row.kind))

    def address_of(self, reader: Reader) -> str:
        """Give the address the reader prefers, else the one to sign in, else none."""
        known = self.addresses.get(reader.pk, [])
        stopped = {address.value for address in known if address.is_stopped}
        preferred = [address.value for address in known if address.is_preferred]
        choices = [*preferred, reader.email or ""]
        return next((value for value in choices if value not in stopped), "")


def claim(*, at: datetime, limit: int) -> Claim:
    """Take up to `limit` letters that are due, and hold them for as long as a lease."""
    with transaction.atomic():
        rows = _take(at, limit)
        manners = _manners(rows, at)
        ready = [row for row in rows if _goes_now(row, manners, at)]
        gathered = {row.pk for row in ready if manners.gathers(row)}
        turn = rationing.share_out(ready, gathered, manners.diaries, at)
        for row, moment in turn.waiting:
            _put_off(row, moment)
        _hold([row for mail in turn.mails for row in mail], at)
    mails = [
        Claimed(first, manners.address_of(first.recipient), tuple(others))
        for first, *others in turn.mails
    ]
    return Claim(len(rows), mails)


def _take(at: datetime, limit: int) -> list[Delivery]:
    """Lock what is due, and whatever else competes for the attention of its readers.

    The readers are locked too: of two dispatchers one decides what somebody gets.
    """
    # Kinds that this process does not know are left to one that does: during an
    # upgrade the old and the new worker run side by side.
    due = _locked(Delivery.objects.due(at).of_kinds(letters.REGISTRY))
    mine = due.filter(Q(channel=Delivery.Channel.MAIL) | Q(expires_at__lte=at))
    rows = list(mine.order_by("not_before", "pk")[:limit])
    kinds = rationing.kinds()
    readers = {row.recipient_id for row in rows if row.kind in kinds}
    if not readers:
        return rows
    beside = _locked(Delivery.objects.due(at).by_mail().of_kinds(kinds)).filter(
        recipient__in=readers
    )
    taken = {row.pk for row in rows}
    return rows + [row for row in beside.order_by("pk") if row.pk not in taken]


def _locked(rows: DeliveryQuerySet) -> DeliveryQuerySet:
    skip_locked = connection.features.has_select_for_update_skip_locked
    return rows.for_display().select_for_update(
        skip_locked=skip_locked, of=("self", "recipient"), no_key=True
    )


def _manners(rows: list[Delivery], at: datetime) -> Manners:
    readers = {row.recipient_id for row in rows}
    said = Preference.objects.filter(person_id__in=readers)
    choices: dict[tuple[object, str], str] = {
        (one.person_id, one.kind): one.choice for one in said
    }
    addresses: dict[object, list[Address]] = {}
    mail = Address.objects.filter(channel=Address.Channel.MAIL, person_id__in=readers)
    for address in mail.order_by("pk"):
        addresses.setdefault(address.person_id, []).append(address)
    patient = [row.recipient for row in rows if not letters.of_kind(row.kind).urgent]
    diaries = diaries_of(patient, at=at)
    return Manners(choices, addresses, diaries)


def _goes_now(row: Delivery, manners: Manners, at: datetime) -> bool:
    """Say whether this letter goes now; if not, write down what becomes of it."""
    moment = _moment_for(row, manners, at)
    if not manners.wants(row):
        _set(row, state=State.CANCELLED)
    elif row.is_too_late(at):
        _set(row, state=State.EXPIRED)
    elif not manners.address_of(row.recipient):
        _move_to_paper(row)
    elif row.is_too_late(moment):  # no working hour is left in which it still helps
        _set(row, state=State.EXPIRED)
    elif moment > at:
        _set(row, state=State.PENDING, not_before=moment)
    else:
        return True
    return False


def _moment_for(row: Delivery, manners: Manners, at: datetime) -> datetime:
    """Give the first moment from now on at which this letter may reach its reader."""
    if letters.of_kind(row.kind).urgent:
        return at
    return manners.diaries[row.recipient_id].next_moment(at)


def _move_to_paper(row: Delivery) -> None:
    """Put the letter of somebody without a mailbox on the hand-out list."""
    _set(row, state=State.CANCELLED, last_error=Delivery.MOVED_TO_PAPER)
    identity = row.occasion._asdict()
    promises.put(
        [
            promises.make_delivery(
                **identity,
                channel=Delivery.Channel.HANDOUT,
                scope=row.scope,
                not_before=row.not_before,
                expires_at=row.expires_at,
            )
        ]
    )


def _put_off(row: Delivery, moment: datetime) -> None:
    """Let a letter wait for its turn, unless it would tell nothing any more by then."""
    if row.is_too_late(moment):
        _set(row, state=State.EXPIRED, last_error=rationing.NO_ROOM)
    else:
        _set(row, state=State.PENDING, not_before=moment)


def _set(row: Delivery, **changes: object) -> None:
    Delivery.objects.filter(pk=row.pk).update(lease_until=None, **changes)


def _hold(rows: Iterable[Delivery], at: datetime) -> None:
    """Write the lease into the rows, here and in the database."""
    worker = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(8)}"
    held = list(rows)
    Delivery.objects.filter(pk__in=[row.pk for row in held]).update(
        state=State.SENDING,
        worker=worker,
        lease_until=at + LEASE,
        attempts=F("attempts") + 1,
    )
    for row in held:
        row.worker, row.lease_until = worker, at + LEASE
        row.attempts += 1
