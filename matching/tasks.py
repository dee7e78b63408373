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
    reorganisations.suspend_forbidden(at=now)
    suspensions.turn_the_day(at=now)


@shared_task(ignore_result=True)
def look_ahead() -> None:
    """Warn coordinators of what an announced change of the chart will forbid."""
    announcements.warn(at=timezone.now())
