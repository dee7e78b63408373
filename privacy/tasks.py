"""What beat asks of this app: sealing the audit trail, and showing its head."""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from privacy import audit

logger = logging.getLogger(__name__)

RECENT = timedelta(days=2)  # what the minute tick looks at; the night looks at it all


@shared_task
def seal_audit() -> None:
    """Put the entries of the last days into the chain; runs every minute."""
    audit.seal_committed(since=timezone.now() - RECENT)


@shared_task
def anchor_audit() -> None:
    """Put every entry into the chain and print its head; runs every night.

    The printed head is the anchor for `verify_audit --anchor`: whoever keeps the log
    elsewhere can tell a database that was put back.
    """
    while audit.seal_committed():
        pass
    logger.info("audit head %s", audit.head())
