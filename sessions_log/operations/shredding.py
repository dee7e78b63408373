"""The day on which notes go: announced two weeks before, then kept to."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from mailing import outbox
from mailing.outbox import Promise
from sessions_log.models import Grant, Note, Vault

NOTICE = timedelta(days=14)
KINDS = (Vault.Kind.SHARED, Vault.Kind.PRIVATE)


@transaction.atomic
def warn(*, at: datetime) -> int:
    """Tell the readers of every vault that goes within two weeks; say how many vaults.

    Once for each reader and day.
    """
    today = timezone.localdate(at)
    going = Vault.objects.filter(
        Exists(Note.objects.filter(vault=OuterRef("pk"))),
        kind__in=KINDS,
        shred_on__gt=today,
        shred_on__lte=today + NOTICE,
    )
    found = list(going.select_related("pairing"))
    for vault in found:
        _tell(vault, at=at)
    return len(found)


def _tell(vault: Vault, *, at: datetime) -> None:
    day = vault.shred_on or timezone.localdate(at)
    midnight = timezone.make_aware(datetime.combine(day, time.min))
    grants = Grant.objects.filter(vault=vault).select_related("reader")
    outbox.promise(
        *(
            Promise(
                "notes_go_soon",
                about=vault,
                to=grant.reader,
                occurrence=midnight,
                not_before=at,
                expires_at=midnight,
            )
            for grant in grants
            if grant.reader.is_active
        )
    )
