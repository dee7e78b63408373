"""When a journey ends as it was planned."""

from datetime import date, timedelta

from matching.models import Pairing, Pause


def last_day_of(pairing: Pairing) -> date:
    """Give the day on which a journey was to end; a pause moves it on."""
    paused = Pause.objects.filter(pairing=pairing, until_on__isnull=False)
    spells = paused.values_list("from_on", "until_on")
    rested = sum(((until - since) for since, until in spells if until), timedelta())
    return _announced_end_of(pairing) + rested


def may_complete(pairing: Pairing, *, on: date) -> bool:
    """Say whether a journey is at its end and only has to be closed."""
    is_regular = pairing.kind == Pairing.Kind.REGULAR
    runs = pairing.state in (Pairing.State.RUNNING, Pairing.State.PAUSED)
    if not (is_regular and runs and on >= _announced_end_of(pairing)):
        return False
    return on >= last_day_of(pairing)


def _announced_end_of(pairing: Pairing) -> date:
    begun = pairing.started_on or pairing.made_on
    return begun + timedelta(weeks=pairing.programme.weeks or 0)
