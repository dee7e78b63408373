"""What matching does by the minute and by the hour."""

from celery import shared_task
from django.utils import timezone

from matching.operations import (
    announcements,
    pairings,
    reorganisations,
    suspensions,
)


@shared_task(ignore_result=True)
def tick() -> None:
    """Tell of stops and suspensions that nobody was told of; let suspensions end."""
    now = timezone.now()
    pairings.tell_of_stops(at=now)
    reorganisations.suspend_forbidden(at=now, people=())  # whom a guard suspended
    suspensions.turn_the_day(at=now)


@shared_task(ignore_result=True)
def look_ahead() -> None:
    """Look at every open pair once more, and at what announced changes will forbid."""
    now = timezone.now()
    reorganisations.suspend_forbidden(at=now)
    announcements.warn(at=now)
