"""What people does by the hour; the day turns once, and again where that failed."""

from celery import shared_task
from django.utils import timezone

from people.operations import imports, line_requests, lines, people, roles


@shared_task(ignore_result=True)
def tick() -> None:
    """Let lines and leavers follow the calendar, and forget what an import kept."""
    now = timezone.now()
    line_requests.turn_the_day(at=now)
    lines.turn_the_day(at=now)
    people.turn_the_day(at=now)
    roles.turn_the_day(at=now)
    imports.forget_old(at=now)
