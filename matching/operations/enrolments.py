"""What a change in somebody's part, or the end of a programme, does to pairings."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from matching.models import Pairing, Proposal
from matching.models.pairing import PairingQuerySet
from matching.operations import pairings, proposals
from people.events import Consequence
from people.models import Person
from programmes.models import Enrolment, Programme


@transaction.atomic
def follow_withdrawal(
    enrolment: Enrolment, *, at: datetime, by: Person | None
) -> list[Consequence]:
    """Withdraw what was proposed to somebody who goes; end the pairing.

    The pairings of a leaver end with the news of that (`charts.follow_leaver`).
    """
    asked = Proposal.objects.open().filter(Q(mentor=enrolment) | Q(mentee=enrolment))
    for proposal in asked.for_display():
        proposals.close(proposal, Proposal.State.WITHDRAWN)
    side = "mentor" if enrolment.is_mentor else "mentee"
    if not enrolment.person.is_active:
        return []
    own = Pairing.objects.filter(
        programme=enrolment.programme, **{side: enrolment.person}
    )
    return _end_all(own, Pairing.EndedAs.STOPPED, at=at, by=by)


@transaction.atomic
def end_with_programme(
    programme: Programme, *, at: datetime, by: Person | None
) -> list[Consequence]:
    """End every pairing of a programme that closed; the two completed it together."""
    running = Pairing.objects.filter(programme=programme)
    return _end_all(running, Pairing.EndedAs.PROGRAMME, at=at, by=by)


def _end_all(
    found: PairingQuerySet, ended_as: str, *, at: datetime, by: Person | None
) -> list[Consequence]:
    ended = [
        pairings.end(one, ended_as, at=at, by=by)
        for one in found.exclude(state=Pairing.State.ENDED).for_display()
    ]
    return [Consequence("pairing_ended", one.pk, one.programme_id) for one in ended]
