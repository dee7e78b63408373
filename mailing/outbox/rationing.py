"""Which mail goes today, of what several programmes would like to tell one person.

One a day and two a week, the heaviest first; the rest waits. Letters that may be
gathered become one mail: its `batch_id` is written in the transaction of the claim and
kept, so that the same mail goes again after a crash, under the same Message-ID.
"""

import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.db.models import Q

from mailing import letters, rules
from mailing.models import Delivery, Preference
from mailing.outbox import promises
from mailing.outbox.diaries import Diaries

State = Delivery.State
NEVER: Final = datetime.max.replace(tzinfo=UTC)
NO_ROOM: Final = "no room in the week"
Mailing = list[Delivery]


@dataclass(frozen=True)
class Turn:
    """What goes now, one mail after the other, and until when the rest waits."""

    mails: list[Mailing]
    waiting: list[tuple[Delivery, datetime]]


def kinds() -> list[str]:
    """Name the kinds of which there is only so much for one person."""
    return [kind for kind, one in letters.REGISTRY.items() if one.is_rationed]


def gathers(kind: str, choice: str | None) -> bool:
    """Say whether a letter goes with others, as its app or its reader wants."""
    letter = letters.of_kind(kind)
    wanted = letter.digestible or choice == Preference.Choice.DIGEST
    return wanted and letter.is_rationed


def share_out(
    rows: Sequence[Delivery],
    gathered: Collection[uuid.UUID],
    diaries: Diaries,
    at: datetime,
) -> Turn:
    """Choose what goes now of letters that all may; `gathered` go together."""
    rationed, mails, waiting = set(kinds()), [], []
    waits_for: dict[uuid.UUID, list[Delivery]] = {}
    for row in rows:
        if row.kind in rationed:
            waits_for.setdefault(row.recipient_id, []).append(row)
        else:
            mails.append([row])
    told = _told(waits_for, diaries, at)
    for reader, theirs in waits_for.items():
        diary, days = diaries[reader], told[reader]
        first, *rest = sorted(_mails_of(theirs, gathered), key=_rank)
        today = diary.day_of(at)
        if rules.day_with_room(days, first=today) == today:
            mails.append(first)
            days.append(today)
        else:
            rest = [first, *rest]
        later = rules.day_with_room(days, first=today + timedelta(days=1))
        moment = diary.start_of(later)
        waiting += [(row, moment) for mail in rest for row in mail]
    _bind(mails)
    return Turn(mails, waiting)


def _mails_of(
    rows: Sequence[Delivery], gathered: Collection[uuid.UUID]
) -> Iterator[Mailing]:
    """Put together what was bound before, and what may be bound now."""
    bound: dict[uuid.UUID, Mailing] = {}
    fresh: Mailing = []
    for row in rows:
        if row.batch_id:
            bound.setdefault(row.batch_id, []).append(row)
        elif row.pk in gathered and not row.attempts:
            fresh.append(row)
        else:
            yield [row]
    yield from bound.values()
    if fresh:
        yield fresh


def _rank(mail: Mailing) -> tuple[bool, int, datetime, datetime, uuid.UUID]:
    """Order what may have left already first, then by weight, then by haste."""
    return (
        not any(row.attempts for row in mail),
        -max(letters.of_kind(row.kind).weight for row in mail),
        min(row.expires_at or NEVER for row in mail),
        min(row.not_before for row in mail),
        min(row.pk for row in mail),
    )


def _told(
    readers: Collection[uuid.UUID], diaries: Diaries, at: datetime
) -> dict[uuid.UUID, list[date]]:
    """Give for each reader a day for each mail of the last week, or on its way now."""
    days: dict[uuid.UUID, list[date]] = {reader: [] for reader in readers}
    if not days:
        return days
    since = at - rules.A_WEEK - timedelta(days=1)
    sent = Q(state=State.SENT, sent_at__gte=since)
    on_its_way = Q(state=State.SENDING, lease_until__gt=at)
    mail = Delivery.objects.by_mail().of_kinds(kinds()).filter(recipient__in=readers)
    found = mail.filter(sent | on_its_way).order_by("pk")
    once = {
        (reader, message): sent_at or at
        for reader, message, sent_at in found.values_list(
            "recipient_id", "message_id", "sent_at"
        )
    }
    for (reader, _message), moment in once.items():
        days[reader].append(diaries[reader].day_of(moment))
    return days


def _bind(mails: Sequence[Mailing]) -> None:
    """Give letters that go as one mail the name of that mail, for good."""
    fresh = [mail for mail in mails if len(mail) > 1 and not mail[0].batch_id]
    for mail in fresh:
        batch = uuid.uuid4()
        for row in mail:
            row.batch_id, row.message_id = batch, promises.message_id_of(batch)
    bound = [row for mail in fresh for row in mail]
    Delivery.objects.bulk_update(bound, ["batch_id", "message_id"])
