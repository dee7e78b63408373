"""The circuit breaker of the mail server, and the sign of life of the dispatcher."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import F

from mailing import rules
from mailing.models import Breaker, Tick

#: As many letters as one connection carries.
BATCH: Final = 20
#: Who probes has this long before another may; longer than the worst dialogue.
PROBE: Final = timedelta(seconds=60)


def note_tick(*, at: datetime) -> None:
    """Remember that somebody works."""
    Tick.objects.update_or_create(pk=1, defaults={"at": at})


def allowance(*, at: datetime) -> int:
    """Say how many letters may be tried now: a batch, one as a probe, or none.

    After a failure nothing is tried until the pause is over; then exactly one of all
    the dispatchers gets one letter to try.
    """
    troubled = Breaker.objects.filter(failures__gt=0)
    if not troubled.exists():
        return BATCH
    return troubled.filter(open_until__lte=at).update(open_until=at + PROBE)


def trip(*, at: datetime) -> timedelta:
    """Let all post rest: the server is away. Each time in a row a little longer."""
    breaker, _made = Breaker.objects.get_or_create(pk=1)
    pause = rules.pause_after_failure(breaker.failures + 1)
    Breaker.objects.filter(pk=1).update(
        failures=F("failures") + 1, open_until=at + pause
    )
    return pause


def recover() -> None:
    """Go back to business as usual: the server answers."""
    Breaker.objects.filter(failures__gt=0).update(failures=0, open_until=None)
