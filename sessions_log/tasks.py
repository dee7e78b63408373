"""What sessions_log does by the hour and by night."""

from celery import shared_task
from django.utils import timezone

from sessions_log import operations
from sessions_log.operations import calls, meetings, passing_on, shredding


@shared_task(ignore_result=True)
def look_after_requests() -> None:
    """Pass on what nobody opened, and what those who may no longer help have."""
    now = timezone.now()
    passing_on.follow_roles(at=now)
    passing_on.pass_on_unopened(at=now)


@shared_task(ignore_result=True)
def open_call_rounds() -> None:
    """Open the call rounds whose day has come."""
    calls.open_rounds(at=timezone.now())


@shared_task(ignore_result=True)
def erase_what_is_due() -> None:
    """Erase notes on the day that was announced, and announce what goes next."""
    now = timezone.now()
    operations.purge(on=timezone.localdate(now))
    shredding.warn(at=now)


@shared_task(ignore_result=True)
def remind() -> None:
    """Promise the letters around the meetings of the coming weeks."""
    meetings.remind(at=timezone.now())
