"""What a change of the chart does to pairings, in the same transaction."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mailing import outbox
from mailing.outbox import Promise
from matching import events, queries
from matching.events import PairingChange
from matching.models import Pairing
from matching.operations import pairings
from people import org_chart
from people.events import Consequence
from people.models import Person
from privacy import audit
from programmes.models import Programme, Role

#: So many superiors may change at once before every open pair is looked at instead.
FEW = 500
NO_TIME = timedelta(0)


@transaction.atomic
def suspend_forbidden(
    *,
    at: datetime,
    by: Person | None = None,
    people: Collection[UUID] | None = None,
    wait: timedelta = NO_TIME,
) -> list[Consequence]:
    """Suspend every pairing that the chart forbids, and tell both and the coordinator.

    `people` are those whose superiors changed, where that is known: no other pair can
    have become unlawful. The guards may have suspended it already, without a word: a
    suspension that nobody was told of is told here, through whatever door it came. The
    letters `wait` where the change may still be taken back.
    """
    for pairing in _forbidden(people):
        _suspend(pairing, at=at)
    untold = Pairing.objects.filter(state=Pairing.State.SUSPENDED, told_at=None)
    return [tell(pairing, at=at, by=by, wait=wait) for pairing in untold.for_display()]


@transaction.atomic
def end_pairings_of(
    person: Person, *, at: datetime, by: Person | None, wait: timedelta = NO_TIME
) -> list[Consequence]:
    """End what somebody who leaves the company was part of; the letters may wait."""
    own = Pairing.objects.of(person).exclude(state=Pairing.State.ENDED)
    ended = [
        pairings.end(one, Pairing.EndedAs.LEFT, at=at, by=by, wait=wait)
        for one in own.for_display()
    ]
    return [_consequence("pairing_ended", one) for one in ended]


def tell(
    pairing: Pairing, *, at: datetime, by: Person | None, wait: timedelta = NO_TIME
) -> Consequence:
    """Tell both and the coordinators of a suspension, and whether it has an end.

    The days of a suspension count from here: a guard knows no news, and a pause that
    turns out to last is told of anew.
    """
    pairing.suspended_at = pairing.told_at = at
    pairing.resumes_on = queries.lawful_again_on(pairing, on=timezone.localdate(at))
    pairing.save(update_fields=["suspended_at", "told_at", "resumes_on"])
    audit.record(by, "suspended", pairing, scope=pairing.programme_id, at=at)
    both = (pairing.mentor, pairing.mentee)
    _promise("pairing_suspended", pairing, both, at=at, wait=wait)
    coordinators = coordinators_of(pairing.programme)
    _promise("pairing_suspended_coordinator", pairing, coordinators, at=at, wait=wait)
    events.pairing_stopped.send(
        sender=Pairing, change=PairingChange(pairing, at=at, by=by)
    )
    return _consequence("pairing_suspended", pairing)


def _consequence(kind: str, pairing: Pairing) -> Consequence:
    people = tuple(one for one in (pairing.mentor_id, pairing.mentee_id) if one)
    return Consequence(kind, pairing.pk, pairing.programme_id, people)


def coordinators_of(programme: Programme) -> list[Person]:
    roles = Role.objects.open().filter(programme=programme, kind=Role.Kind.COORDINATOR)
    return [role.person for role in roles.select_related("person")]


def _forbidden(people: Collection[UUID] | None) -> list[Pairing]:
    """Find the open pairings in which one is above the other now."""
    open_pairs = Pairing.objects.active()
    if people is not None and len(people) <= FEW:
        open_pairs = open_pairs.filter(Q(mentor__in=people) | Q(mentee__in=people))
    two = {
        (mentor, mentee): key
        for key, mentor, mentee in open_pairs.values_list("pk", "mentor", "mentee")
    }
    unlawful = [two[one] for one in sorted(org_chart.conflicts_among(two))]
    return list(Pairing.objects.filter(pk__in=unlawful).for_display().order_by("pk"))


def _suspend(pairing: Pairing, *, at: datetime) -> None:
    pairing.state_before = pairing.state
    pairing.state = Pairing.State.SUSPENDED
    pairing.suspended_at = at
    pairing.version += 1
    pairing.save()


def _promise(
    kind: str,
    pairing: Pairing,
    people: Collection[Person | None],
    *,
    at: datetime,
    wait: timedelta,
) -> None:
    outbox.promise(
        *(
            Promise(
                kind,
                about=pairing,
                to=person,
                occurrence=at,
                not_before=at + wait,
                scope=pairing.programme_id,
            )
            for person in people
            if person is not None
        )
    )
