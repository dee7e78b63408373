"""What the beat asks of the house itself: the nightly copy of a pilot's database."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from mentoring import backups, company


@shared_task(ignore_result=True)
def copy_database() -> None:
    """Take tonight's copy, where the installation is a folder that `start` made.

    Elsewhere whoever runs the database server copies it: docs/operations.md.
    """
    if company.is_ours() and not settings.DEMO:
        backups.keep_nightly(settings.BACKUP_DIR, at=timezone.now())
