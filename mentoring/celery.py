"""Background work: which tasks the beat calls, and how often.

Every task may be called at any time, by any number of beats, and asks the database
what is due: the schedule is a mere alarm clock and is kept nowhere.
"""

import os

from celery import Celery
from celery.beat import Service
from celery.schedules import crontab
from celery.signals import beat_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoring.settings")

MINUTE = 60.0
HOUR = 60 * MINUTE
NIGHT = crontab(hour="1", minute="23")  # UTC
SCHEDULE: dict[str, float | crontab] = {
    # Three a minute, so that what is due has left within the minute.
    "mailing.tasks.tick": MINUTE / 3,
    "people.tasks.tick": 60 * MINUTE,  # the day turns within the first hour
    "matching.tasks.tick": MINUTE,
    "matching.tasks.look_ahead": HOUR,
    "sessions_log.tasks.look_after_requests": HOUR / 4,
    "sessions_log.tasks.open_call_rounds": HOUR,
    "sessions_log.tasks.erase_what_is_due": NIGHT,
    "sessions_log.tasks.remind": HOUR,
    "evaluations.tasks.tick": MINUTE,
    "privacy.tasks.seal_audit": MINUTE,
    "privacy.tasks.anchor_audit": NIGHT,
    "mentoring.tasks.copy_database": NIGHT,
}


def _expiry(when: float | crontab) -> float:
    """Let a call that nobody took be gone before the next; a nightly one may wait."""
    return HOUR if isinstance(when, crontab) else when * 0.9


app = Celery("mentoring")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    task: {"task": task, "schedule": when, "options": {"expires": _expiry(when)}}
    for task, when in SCHEDULE.items()
}


@beat_init.connect
def catch_up(sender: Service, **_said: object) -> None:
    """Call every task once when our beat begins, for what fell due while none ran."""
    if sender.app is not app:
        return
    for task, when in SCHEDULE.items():
        app.send_task(task, expires=_expiry(when))
