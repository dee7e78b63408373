"""What matching does by the minute: telling of stops and of suspensions."""

from celery import shared_task
from django.utils import timezone

from matching.operations import pairings, reorganisations


@shared_task(ignore_result=True)
def tick() -> None:
    """Tell of stops whose undo ended, and of suspensions that nobody was told of."""
    now = timezone.now()
    pairings.tell_of_stops(at=now)
    reorganisations.suspend_forbidden(at=now)
