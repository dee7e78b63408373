"""What the beat calls; the schedule is in `mentoring/celery.py`."""

from celery import shared_task
from django.utils import timezone

from mailing import outbox


@shared_task(ignore_result=True)
def tick() -> None:
    """Deliver what is due; harmless at any moment, any number of times at once."""
    outbox.deliver_due(at=timezone.now())
