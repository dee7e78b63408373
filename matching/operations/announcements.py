"""What is done about a change of the chart before it comes: a coordinator is warned."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from mailing import outbox
from mailing.outbox import Promise
from matching import queries
from matching.models import Pairing
from matching.operations.reorganisations import coordinators_of
from people.models import Person


@transaction.atomic
def warn(*, at: datetime) -> int:
    """Warn coordinators of pairs that an announced line will forbid; say how many.

    Once for each pair and day; the two are told nothing before it is so.
    """
    today = timezone.localdate(at)
    open_pairs = {one.pk: one for one in Pairing.objects.active().for_display()}
    days = queries.foreseen(open_pairs.values(), on=today)
    for key, day in days.items():
        pairing = open_pairs[key]
        _warn_of(pairing, coordinators_of(pairing.programme), day - today, at=at)
    return len(days)


def _warn_of(
    pairing: Pairing, coordinators: list[Person], ahead: timedelta, *, at: datetime
) -> None:
    begins_at = timezone.localtime(at) + ahead
    begins_at = begins_at.replace(hour=0, minute=0, second=0, microsecond=0)
    outbox.promise(
        *(
            Promise(
                "pairing_foreseen",
                about=pairing,
                to=person,
                occurrence=begins_at,
                not_before=at,
                expires_at=begins_at,
                scope=pairing.programme_id,
            )
            for person in coordinators
        )
    )
