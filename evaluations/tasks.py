"""What evaluations does by the minute: counting the boxes whose close has come."""

from celery import shared_task
from django.utils import timezone

from evaluations.operations import boxes


@shared_task(ignore_result=True)
def tick() -> None:
    """Count what is due; a second count changes nothing."""
    boxes.close_due(at=timezone.now())
