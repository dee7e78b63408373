"""What sessions_log does by the hour."""

from celery import shared_task
from django.utils import timezone

from sessions_log.operations import passing_on


@shared_task(ignore_result=True)
def look_after_requests() -> None:
    """Pass on what nobody opened, and what those who may no longer help have."""
    now = timezone.now()
    passing_on.follow_roles(at=now)
    passing_on.pass_on_unopened(at=now)
