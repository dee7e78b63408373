"""What a change of the chart does to pairings, in the same transaction."""

from datetime import datetime

from django.db import transaction

from mailing import outbox
from mailing.outbox import Promise
from matching import events
from matching.events import PairingChange
from matching.models import Pairing
from matching.operations import pairings
from people import org_chart
from people.events import Consequence
from people.models import Person
from privacy import audit
from programmes.models import Role


@transaction.atomic
def suspend_forbidden(*, at: datetime, by: Person | None = None) -> list[Consequence]:
    """Suspend every pairing that the chart forbids, and tell both and the coordinator.

    The guards may have suspended it already, without a word: a suspension that nobody
    was told of is told here, whoever changed the chart and through whatever door.
    """
    for pairing in _forbidden():
        _suspend(pairing, at=at)
    untold = Pairing.objects.filter(state=Pairing.State.SUSPENDED, told_at=None)
    return [_tell(pairing, at=at, by=by) for pairing in untold.for_display()]


@transaction.atomic
def end_pairings_of(
    person: Person, *, at: datetime, by: Person | None
) -> list[Consequence]:
    """End what somebody who leaves the company was part of."""
    own = Pairing.objects.of(person).exclude(state=Pairing.State.ENDED)
    ended = [
        pairings.end(one, Pairing.EndedAs.LEFT, at=at, by=by)
        for one in own.for_display()
    ]
    return [Consequence("pairing_ended", one.pk, one.programme_id) for one in ended]


def _forbidden() -> list[Pairing]:
    """Find the open pairings in which one is above the other now."""
    two = {
        (pairing.mentor_id, pairing.mentee_id): pairing
        for pairing in Pairing.objects.active().for_display()
        if pairing.mentor_id and pairing.mentee_id
    }
    return [two[one] for one in sorted(org_chart.conflicts_among(two))]


def _suspend(pairing: Pairing, *, at: datetime) -> None:
    pairing.state_before = pairing.state
    pairing.state = Pairing.State.SUSPENDED
    pairing.suspended_at = at
    pairing.version += 1
    pairing.save()


def _tell(pairing: Pairing, *, at: datetime, by: Person | None) -> Consequence:
    pairing.told_at = at
    pairing.save(update_fields=["told_at"])
    audit.record(by, "suspended", pairing, scope=pairing.programme_id, at=at)
    outbox.promise(*_letters(pairing, at=at))
    events.pairing_stopped.send(
        sender=Pairing, change=PairingChange(pairing, at=at, by=by)
    )
    return Consequence("pairing_suspended", pairing.pk, pairing.programme_id)


def _letters(pairing: Pairing, *, at: datetime) -> list[Promise]:
    coordinators = Role.objects.open().filter(
        programme=pairing.programme, kind=Role.Kind.COORDINATOR
    )
    told = [
        (kind, person)
        for kind, people in (
            ("pairing_suspended", (pairing.mentor, pairing.mentee)),
            (
                "pairing_suspended_coordinator",
                [role.person for role in coordinators.select_related("person")],
            ),
        )
        for person in people
        if person is not None
    ]
    return [
        Promise(
            kind, about=pairing, to=person, occurrence=at, scope=pairing.programme_id
        )
        for kind, person in told
    ]
