"""What matching does by the minute and by the hour."""

from celery import shared_task
from django.utils import timezone

from matching.operations import (
    announcements,
    pairings,
    pauses,
    proposals,
    reorganisations,
    self_service,
    suspensions,
)


@shared_task(ignore_result=True)
def tick() -> None:
    """Tell of what nobody was told of yet; let what stands still end on its day."""
    now = timezone.now()
    pairings.tell_of_stops(at=now)
    reorganisations.suspend_forbidden(at=now, people=())  # whom a guard suspended
    suspensions.turn_the_day(at=now)
    pauses.turn_the_day(at=now)
    proposals.remind(at=now)


@shared_task(ignore_result=True)
def look_ahead() -> None:
    """Look at every open pair once more, and at what nobody else looks after."""
    now = timezone.now()
    reorganisations.suspend_forbidden(at=now)
    announcements.warn(at=now)
    self_service.propose_where_nobody_may(at=now)
