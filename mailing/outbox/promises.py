"""Promising letters, and taking promises back."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from mailing import letters
from mailing.letters import EARLIER, Reader
from mailing.models import Delivery
from mailing.outbox.diaries import diaries_of

#: How many rows one statement carries; SQLite takes no more than 250,000 values.
PORTION: Final = 1000
CARRIED: Final = (Delivery.Channel.MAIL, Delivery.Channel.HANDOUT)


@dataclass(frozen=True)
class Promise:
    """A letter of this kind about a row, to somebody, for one moment of its life.

    `occurrence` tells occasions of one kind about one row apart; it is also when the
    letter is due, unless `not_before` says otherwise. After `expires_at` it would tell
    nothing any more: it is then shown as expired. `scope` is the id of the programme.
    """

    kind: str
    about: Model
    to: Reader
    occurrence: datetime
    scope: uuid.UUID | None = None
    not_before: datetime | None = None
    expires_at: datetime | None = None
    channel: str = Delivery.Channel.MAIL

    def as_delivery(self) -> Delivery:
        """Make the row.

        Raises LookupError for a kind nobody declared or a way nobody goes, TypeError
        when that kind of letter is about something else.
        """
        about = letters.of_kind(self.kind).about
        if not isinstance(self.about, about):
            raise TypeError(f"A letter {self.kind} is about {about.__name__}.")
        if self.channel not in CARRIED:
            raise LookupError(f"Nothing goes by {self.channel} yet.")
        return make_delivery(
            kind=self.kind,
            about_id=self.about.pk,
            recipient_id=self.to.pk,
            occurrence=self.occurrence,
            scope=self.scope,
            not_before=self.not_before or self.occurrence,
            expires_at=self.expires_at,
            channel=self.channel,
        )


def make_delivery(**fields: object) -> Delivery:
    """Make a row whose Message-ID is settled for good: the same on every try."""
    pk = uuid.uuid4()
    return Delivery(id=pk, message_id=message_id_of(pk), **fields)


def message_id_of(pk: uuid.UUID) -> str:
    """Name a mail after the row, or the batch of rows, that it is."""
    return f"<{pk}@{urlsplit(settings.SITE_URL).hostname}>"


@transaction.atomic
def promise(*promises: Promise) -> None:
    """Promise letters, in the transaction of the act; a second time changes nothing.

    A promise that was cancelled before anything was sent is made good again. A reminder
    that would come outside the reader's working hours is due in the ones before.
    """
    rows = [promise.as_delivery() for promise in promises]
    _bring_forward(rows, {promise.to.pk: promise.to for promise in promises})
    put(rows)


@transaction.atomic
def rearrange(person: Reader) -> None:
    """Look again when the reminders of somebody are due: their working days changed."""
    kinds = [kind for kind, one in letters.REGISTRY.items() if one.moves == EARLIER]
    waiting = Delivery.objects.of_kinds(kinds).filter(
        recipient_id=person.pk, state=Delivery.State.PENDING
    )
    rows = list(waiting.select_for_update())
    _bring_forward(rows, {person.pk: person})
    Delivery.objects.bulk_update(rows, ["not_before"], batch_size=PORTION)


def _bring_forward(rows: Iterable[Delivery], readers: Mapping[object, Reader]) -> None:
    """Let reminders be due in working hours, those before rather than those after."""
    moved = [row for row in rows if letters.of_kind(row.kind).moves == EARLIER]
    if not moved:
        return
    first = min(row.not_before for row in moved)
    diaries = diaries_of([readers[row.recipient_id] for row in moved], at=first)
    for row in moved:
        row.not_before = diaries[row.recipient_id].last_moment(row.not_before)


def put(rows: list[Delivery]) -> None:
    """Insert what is new, and revive what was cancelled unsent on the same occasion."""
    for start in range(0, len(rows), PORTION):
        portion = rows[start : start + PORTION]
        Delivery.objects.bulk_create(portion, ignore_conflicts=True)
        _revive({row.occasion: row for row in portion})


def _revive(wanted: dict[tuple[object, ...], Delivery]) -> None:
    cancelled = Delivery.objects.revivable().filter(
        kind__in={row.kind for row in wanted.values()},
        about_id__in={row.about_id for row in wanted.values()},
    )
    for row in cancelled.select_for_update():
        if again := wanted.get(row.occasion):
            Delivery.objects.filter(pk=row.pk).update(
                state=Delivery.State.PENDING,
                not_before=again.not_before,
                expires_at=again.expires_at,
                attempts=0,
                lease_until=None,
                last_error="",
            )


def cancel(
    kind: str,
    *,
    about: Model,
    to: Reader | None = None,
    occurrence: datetime | None = None,
) -> int:
    """Take back what was promised and did not leave yet; say how many letters that is.

    A letter that is being sent this moment is not touched: its own function sees, when
    it is rendered, that its reason has gone.
    """
    rows = Delivery.objects.of_kinds([kind]).filter(
        about_id=about.pk, state=Delivery.State.PENDING
    )
    if to is not None:
        rows = rows.filter(recipient_id=to.pk)
    if occurrence is not None:
        rows = rows.filter(occurrence=occurrence)
    return rows.update(state=Delivery.State.CANCELLED)
