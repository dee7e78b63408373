"""Where no coordinator is unbiased, the system proposes and the two decide."""

from contextlib import suppress
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from matching import queries
from matching.models import Proposal
from matching.operations import proposals
from matching.operations.locks import hold
from programmes.models import Programme


@transaction.atomic
def propose_where_nobody_may(*, at: datetime) -> list[Proposal]:
    """Propose the best mentor to each mentee whom no coordinator may follow."""
    return [
        made
        for programme in Programme.objects.may_pair().order_by("pk")
        for made in _propose_in(programme, at=at)
    ]


def _propose_in(programme: Programme, *, at: datetime) -> list[Proposal]:
    if not queries.unfollowed_mentees(programme):
        return []
    programme = hold(programme)
    nobody_s = queries.unfollowed_mentees(programme)
    waiting = [
        one for one in queries.mentees(programme, at=at) if one.seat.pk in nobody_s
    ]
    asked = (_first_possible(one, at=at) for one in waiting)
    return [made for made in asked if made]


def _first_possible(mentee: queries.Mentee, *, at: datetime) -> Proposal | None:
    """Ask the best who is free and whom nothing keeps apart, in their order."""
    for candidate in mentee.best():
        with suppress(ValidationError), transaction.atomic():
            return proposals.propose(
                mentor=candidate.mentor, mentee=mentee.seat, at=at, by=None
            )
    return None
