"""Asking two people whether they want to get acquainted, and what they answer."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mailing import outbox
from mailing.outbox import Promise
from matching import queries, rules
from matching.models import Proposal
from matching.operations import pairings
from matching.operations.apart import REFUSED, keep_apart
from matching.operations.locks import hold, hold_proposal, hold_two
from people.models import Person
from privacy import audit
from programmes.models import Enrolment, Programme

#: Working days in which the two may answer before they are asked once more.
DAYS_TO_ANSWER = 5


@transaction.atomic
def propose(
    *, mentor: Enrolment, mentee: Enrolment, at: datetime, by: Person | None
) -> Proposal:
    """Propose a mentor to a mentee; both are asked. `by` is None for the system.

    Raises ValidationError when a rule or a constraint refuses these two.
    """
    programme = hold(mentee.programme)
    mentor, mentee = hold_two(mentor, mentee)
    proposal = Proposal(
        mentor=mentor, mentee=mentee, proposed_on=timezone.localdate(at)
    )
    _refuse_kept_apart(proposal, programme)
    proposal.full_clean()
    _ask(proposal, programme, at=at, by=by)
    return proposal


@transaction.atomic
def publish(proposals: list[Proposal], *, at: datetime, by: Person) -> list[Proposal]:
    """Lay drafted proposals before both; those that became impossible are withdrawn.

    Returns the proposals that were laid before the two.
    """
    asked = []
    for one in proposals:
        proposal = hold_proposal(one)
        if proposal.state != Proposal.State.DRAFTED:
            continue
        if _is_possible(proposal):
            _ask(proposal, proposal.mentee.programme, at=at, by=by)
            asked.append(proposal)
        else:
            close(proposal, Proposal.State.WITHDRAWN)
    return asked


@transaction.atomic
def answer(proposal: Proposal, *, yes: bool, at: datetime, by: Person) -> Proposal:
    """Take the answer of one of the two; two times yes makes a pair.

    Raises ValidationError when nobody waits for this answer any more, or when the
    mentor has no place left.
    """
    proposal = hold_proposal(proposal)
    if by not in proposal.people() or proposal.state not in Proposal.ASKED:
        raise ValidationError(_("This proposal no longer waits for an answer."))
    if not yes:
        return _decline(proposal, by=by)
    _note_yes(proposal, by=by)
    if proposal.mentor_answer == proposal.mentee_answer == Proposal.Answer.YES:
        pairings.prepare(proposal, at=at, by=by)
        close(proposal, Proposal.State.ACCEPTED)
    else:
        proposal.state = Proposal.State.ACCEPTED_BY_ONE
        proposal.save()
    return proposal


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Person) -> None:
    """Take a proposal back; who was asked finds a page that says so, and no letter."""
    proposal = hold_proposal(proposal)
    if proposal.state in Proposal.OPEN:
        close(proposal, Proposal.State.WITHDRAWN)
        audit.record(by, "withdrew", proposal, scope=proposal.mentee.programme_id)


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Write once more to whoever has not answered in time; say how many proposals.

    Afterwards the coordinator finds them in a list.
    """
    late = Proposal.objects.asked().filter(remind_on__lte=timezone.localdate(at))
    found = [hold_proposal(one) for one in late.for_display().order_by("pk")]
    waiting = [one for one in found if one.state in Proposal.ASKED and one.remind_on]
    for proposal in waiting:
        proposal.remind_on = None
        proposal.save(update_fields=["remind_on"])
        _promise("proposal_reminder", proposal, proposal.unanswered(), at=at)
    return len(waiting)


def close(proposal: Proposal, state: str) -> None:
    """End a proposal; what the two answered is nobody's business afterwards."""
    proposal.state = state
    proposal.mentor_answer = proposal.mentee_answer = Proposal.Answer.NONE
    proposal.save()


def _refuse_kept_apart(proposal: Proposal, programme: Programme) -> None:
    mentor, mentee = proposal.people()
    apart = queries.kept_apart(programme).get((mentor.pk, mentee.pk), frozenset())
    if obstacle := rules.obstacle_between(mentor, mentee, apart=apart):
        raise ValidationError(obstacle)


def _is_possible(proposal: Proposal) -> bool:
    try:
        _refuse_kept_apart(proposal, proposal.mentee.programme)
        proposal.full_clean()
    except ValidationError:
        return False
    return True


def _ask(
    proposal: Proposal, programme: Programme, *, at: datetime, by: Person | None
) -> None:
    if not programme.may_pair:
        raise ValidationError(_("This programme does not form pairs now."))
    if queries.is_untold(proposal.mentee):
        raise ValidationError(rules.NOT_AVAILABLE)
    proposal.state = Proposal.State.PUBLISHED
    proposal.proposed_on = timezone.localdate(at)
    proposal.remind_on = rules.working_day_after(proposal.proposed_on, DAYS_TO_ANSWER)
    proposal.save()
    audit.record(by, "proposed", proposal, scope=programme.pk, at=at)
    _promise("proposal_made", proposal, proposal.people(), at=at)


def _promise(
    kind: str, proposal: Proposal, people: Iterable[Person], *, at: datetime
) -> None:
    scope = proposal.mentee.programme_id
    outbox.promise(
        *(
            Promise(kind, about=proposal, to=person, occurrence=at, scope=scope)
            for person in people
        )
    )


def _note_yes(proposal: Proposal, *, by: Person) -> None:
    if by == proposal.mentor.person:
        proposal.mentor_answer = Proposal.Answer.YES
    else:
        proposal.mentee_answer = Proposal.Answer.YES


def _decline(proposal: Proposal, *, by: Person) -> Proposal:
    """Keep the two apart from now on; who declined stays under seal only."""
    mentor, mentee = proposal.people()
    keep_apart(
        programme=proposal.mentee.programme,
        by=by,
        other=mentee if by == mentor else mentor,
        why=REFUSED,
    )
    close(proposal, Proposal.State.DECLINED)
    return proposal
