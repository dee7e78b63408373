"""How matching follows the company: what its chart forbids, and what is given back."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from mailing import outbox
from matching.models import Pairing
from matching.operations import reorganisations, suspensions
from people.events import ChartChange, Consequence, PersonLeft
from people.models import ImportBatch, Person

#: A file that was a mistake is mostly undone by then; so long its letters wait.
HOUR = timedelta(hours=1)
_LETTERS = ("pairing_suspended", "pairing_suspended_coordinator")


@transaction.atomic
def follow(change: ChartChange) -> list[Consequence]:
    """Lift what an undone file suspended, and suspend what the chart forbids now."""
    lifted = (
        lift_suspended_by(change.undone, at=change.at, by=change.by)
        if change.undone
        else []
    )
    return lifted + reorganisations.suspend_forbidden(
        at=change.at,
        by=change.by,
        people=change.people,
        wait=HOUR if change.batch else reorganisations.NO_TIME,
    )


@transaction.atomic
def follow_leaver(change: PersonLeft) -> list[Consequence]:
    """End what somebody who left was part of; after a file the letters wait."""
    return reorganisations.end_pairings_of(
        change.person,
        at=change.at,
        by=change.by,
        wait=HOUR if change.batch else reorganisations.NO_TIME,
    )


@transaction.atomic
def lift_suspended_by(
    batch: ImportBatch, *, at: datetime, by: Person | None
) -> list[Consequence]:
    """Let the pairs go on that a batch suspended, where that is lawful again.

    Letters about it that still wait are taken back: whoever heard nothing of the
    suspension hears nothing of its end either.
    """
    suspended = Pairing.objects.filter(
        state=Pairing.State.SUSPENDED, told_at=batch.applied_at
    )
    return [
        Consequence("pairing_resumed", pairing.pk, pairing.programme_id)
        for pairing in suspended.for_display().order_by("pk")
        if _is_lifted(pairing, batch, at=at, by=by)
    ]


def _is_lifted(
    pairing: Pairing, batch: ImportBatch, *, at: datetime, by: Person | None
) -> bool:
    try:
        with transaction.atomic():
            suspensions.lift(pairing, at=at, by=by)
    except ValidationError:  # unlawful for another reason, or the place is taken
        return False
    unheard = sum(
        outbox.cancel(kind, about=pairing, occurrence=batch.applied_at)
        for kind in _LETTERS
    )
    if unheard:
        outbox.cancel("pairing_resumed", about=pairing, occurrence=at)
    return True
