"""A pause: nothing is expected of the two until a day, and then they go on."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matching import events
from matching.events import PairingChange
from matching.models import Pairing, Pause
from matching.operations import pairings
from matching.operations.locks import hold_pairing
from matching.operations.telling import promise_both
from people.models import Person
from privacy import audit

LONGEST = timedelta(weeks=26)
MAY_PAUSE = (Pairing.State.PREPARING, Pairing.State.RUNNING)


@transaction.atomic
def pause(
    pairing: Pairing,
    *,
    until: date,
    at: datetime,
    by: Person,
    noted_by: Person | None = None,
) -> Pairing:
    """Let two pause until a day; the other is told at once, for there is no undo.

    Either of the two ends it any day. `noted_by` is the coordinator who was asked by
    telephone. Raises ValidationError for a day that is not ahead or too far, and when
    the two do not meet now.
    """
    pairing = hold_pairing(pairing)
    today = timezone.localdate(at)
    if not today < until <= today + LONGEST:
        raise ValidationError(
            {"until": _("Choose a day after today, within half a year.")}
        )
    if pairing.state not in MAY_PAUSE or pairing.is_stand_in:
        raise ValidationError(_("This journey cannot pause now."))
    pairing.state = Pairing.State.PAUSED
    pairing.paused_until = until
    pairing.version += 1
    pairing.full_clean()
    pairing.save()
    Pause.objects.create(pairing=pairing, from_on=today)
    _tell("paused", "pairing_paused", pairing, at=at, by=by, noted_by=noted_by)
    events.pairing_stopped.send(
        sender=Pairing, change=PairingChange(pairing, at=at, by=by)
    )
    return pairing


@transaction.atomic
def resume(pairing: Pairing, *, at: datetime, by: Person | None = None) -> Pairing:
    """Let two go on where they paused; whoever stood in has done so.

    Raises ValidationError when they do not pause, or when they may not go on: the
    chart above one of them is unknown, or one stands above the other.
    """
    pairing = hold_pairing(pairing)
    if pairing.state != Pairing.State.PAUSED:
        raise ValidationError(_("This journey does not pause now."))
    has_run = pairing.started_on is not None
    pairing.state = Pairing.State.RUNNING if has_run else Pairing.State.PREPARING
    pairing.paused_until = None
    pairing.version += 1
    pairing.full_clean()
    pairing.save()
    pairings.end_pause(pairing, at=at)
    pairings.end_stand_ins(pairing.programme, pairing.mentee, at=at, by=by)
    _tell("went on", "pairing_goes_on", pairing, at=at, by=by, noted_by=None)
    events.pairing_resumed.send(
        sender=Pairing, change=PairingChange(pairing, at=at, by=by)
    )
    return pairing


@transaction.atomic
def turn_the_day(*, at: datetime) -> int:
    """End the pauses whose day has come, and who stood in long enough; say how many.

    Two who may not go on stay as they are until they may.
    """
    today = timezone.localdate(at)
    paused = Pairing.objects.filter(state=Pairing.State.PAUSED)
    due = paused.filter(paused_until__lte=today).for_display().order_by("pk")
    stood_in = Pairing.objects.filter(until_on__lt=today)
    over = stood_in.exclude(state=Pairing.State.ENDED).for_display().order_by("pk")
    for pairing in over:
        pairings.end(pairing, Pairing.EndedAs.COMPLETED, at=at)
    return len(over) + sum(_goes_on(one, at=at) for one in due)


def _goes_on(pairing: Pairing, *, at: datetime) -> bool:
    try:
        with transaction.atomic():
            resume(pairing, at=at)
    except ValidationError:
        return False
    return True


def _tell(
    verb: str,
    letter: str,
    pairing: Pairing,
    *,
    at: datetime,
    by: Person | None,
    noted_by: Person | None,
) -> None:
    scope = pairing.programme_id
    audit.record(noted_by or by, verb, pairing, scope=scope, at=at)
    promise_both(letter, pairing, at=at, but_not=by)
