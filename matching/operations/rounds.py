"""A round of matching: one optimum for everybody who waits, kept as drafts."""

import hashlib
import json
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from matching import queries
from matching.instance import Prepared, prepare
from matching.models import Proposal, Round
from matching.operations import proposals
from matching.operations.locks import hold
from matching.queries import Seats
from matching.scoring import WEIGHTS
from matching.solver import Mode, Solution, solve
from people.models import Person
from privacy import audit
from programmes.models import Programme


@transaction.atomic
def compute(
    programme: Programme, *, at: datetime, by: Person, mode: str = Round.Mode.TOTAL
) -> Round:
    """Find the best lawful pairs for everybody who waits, as drafts with a proof.

    Drafts of an earlier round are replaced.
    """
    programme = hold(programme)
    _supersede(programme)
    seats = queries.seats_of(programme, WEIGHTS, at=at)
    prepared = prepare(seats.instance)
    solution = solve(prepared.problem, mode=Mode(mode))
    made = Round.objects.create(
        programme=programme,
        mode=mode,
        weights=dict(WEIGHTS),
        state=Round.State.DRAFT,
        input_hash=_hash_of(seats),
        floor=solution.floor or None,
        certificate=_certificate(seats, solution),
        made_by=by,
        made_at=at,
    )
    Proposal.objects.bulk_create(_drafts(made, seats, prepared, solution))
    audit.record(by, "computed", made, scope=programme.pk, at=at)
    return made


@transaction.atomic
def publish(made: Round, *, at: datetime, by: Person) -> int:
    """Lay every draft of a round before the two; say how many could be."""
    hold(made.programme)
    drafts = made.proposals.filter(state=Proposal.State.DRAFTED).for_display()
    asked = proposals.publish(list(drafts), at=at, by=by)
    made.state = Round.State.PUBLISHED
    made.save(update_fields=["state"])
    return len(asked)


def _supersede(programme: Programme) -> None:
    older = Round.objects.filter(programme=programme, state=Round.State.DRAFT)
    drafts = Proposal.objects.filter(round__in=older, state=Proposal.State.DRAFTED)
    drafts.update(state=Proposal.State.WITHDRAWN)
    older.update(state=Round.State.SUPERSEDED)


def _drafts(
    made: Round, seats: Seats, prepared: Prepared, solution: Solution
) -> list[Proposal]:
    pairs = solution.pairs
    points = prepared.encoding.factors_of(
        [mentee for mentee, _mentor in pairs], [mentor for _mentee, mentor in pairs]
    )
    return [
        Proposal(
            round=made,
            mentee=seats.mentees[mentee],
            mentor=seats.mentors[mentor],
            proposed_on=timezone.localdate(made.made_at),
            score=int(solution.score[mentee]),
            factors=factors.tolist(),
        )
        for (mentee, mentor), factors in zip(pairs, points, strict=True)
    ]


def _certificate(seats: Seats, solution: Solution) -> dict[str, object]:
    """Write the prices that prove the optimum, by enrolment."""
    return {
        "B": solution.base,
        "mentee": {
            str(seat.pk): int(price)
            for seat, price in zip(seats.mentees, solution.mentee_price, strict=True)
        },
        "mentor": {
            str(seat.pk): int(price)
            for seat, price in zip(seats.mentors, solution.mentor_price, strict=True)
        },
        "gap": solution.gap,
    }


def _hash_of(seats: Seats) -> str:
    everybody = [str(seat.pk) for seat in (*seats.mentees, *seats.mentors)]
    capacities = [mentor.capacity for mentor in seats.instance.mentors]
    plain = json.dumps([everybody, capacities])
    return hashlib.sha256(plain.encode()).hexdigest()
