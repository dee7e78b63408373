"""What is asked of the outbox: how the post is doing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from mailing.models import Breaker, Delivery, Tick


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
