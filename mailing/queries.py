"""What is asked of the outbox: how the post is doing."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from mailing import letters
from mailing.models import Address, Breaker, Delivery, Tick


@dataclass(frozen=True)
class PostHealth:
    """How the post is doing, in figures that name nobody.

    open: letters that still have to go by mail, whenever they are due.
    overdue: how long the oldest of them has been due.
    on_paper: letters that wait on the hand-out list.
    """

    last_tick: datetime | None
    open: int
    overdue: timedelta
    dead: int
    expired: int
    on_paper: int
    resting_until: datetime | None


def health(*, at: datetime) -> PostHealth:
    """Say how the post is doing at this moment."""
    mail = Delivery.objects.open().by_mail()
    waiting = mail.aggregate(all=Count("pk"), since=Min("not_before"))
    lost = Delivery.objects.undelivered().aggregate(
        dead=Count("pk", filter=Q(state=Delivery.State.DEAD)),
        expired=Count("pk", filter=Q(state=Delivery.State.EXPIRED)),
    )
    tick = Tick.objects.first()
    breaker = Breaker.objects.filter(open_until__gt=at).first()
    return PostHealth(
        last_tick=tick.at if tick else None,
        open=waiting["all"],
        overdue=max(at - (waiting["since"] or at), timedelta()),
        dead=lost["dead"],
        expired=lost["expired"],
        on_paper=Delivery.objects.open().on_paper().count(),
        resting_until=breaker.open_until if breaker else None,
    )


@dataclass(frozen=True)
class Undelivered:
    """One line of what did not arrive; of confidential letters no kind, and one line.

    row: whichever of the line; an act on it is one on the whole line.
    kind: None where it would tell something: mail to this address fails.
    """

    row: Delivery
    kind: str | None
    since: datetime
    answer: str
    count: int = 1

    @property
    def may_retry(self) -> bool:
        return self.row.state == Delivery.State.DEAD


def undelivered_in(scope: UUID) -> list[Undelivered]:
    """Give what did not arrive in one programme, the longest ago first."""
    rows = Delivery.objects.undelivered().by_mail().filter(scope=scope)
    lines: dict[object, Undelivered] = {}
    hidden = letters.confidential()
    for row in rows.for_display().order_by("not_before", "pk"):
        if row.kind not in hidden:
            line = Undelivered(row, row.kind, row.not_before, row.last_error)
            lines[row.pk] = line
        elif row.state == Delivery.State.DEAD:
            told = lines.get(row.recipient_id)
            fresh = Undelivered(row, None, row.not_before, row.last_error)
            lines[row.recipient_id] = (
                replace(told, count=told.count + 1) if told else fresh
            )
    return list(lines.values())


def refused_in(scopes: Collection[UUID]) -> dict[UUID, int]:
    """Count, for each programme that has any, the people whose mail was refused."""
    dead = Delivery.objects.by_mail().filter(scope__in=scopes)
    found = dead.filter(state=Delivery.State.DEAD).values_list("scope")
    return dict(found.annotate(people=Count("recipient", distinct=True)).order_by())


def stopped_addresses() -> QuerySet[Address]:
    """Keep the addresses that two refusals stopped: somebody has to look at them."""
    stopped = Address.objects.filter(stopped_at__isnull=False)
    return stopped.select_related("person").order_by("stopped_at", "pk")
