"""Goals: written by one of the two, agreed by both, moved a step at a time."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from matching.models import Pairing
from matching.operations import pairings
from people.models import Person
from sessions_log import notes
from sessions_log.models import Goal, Note
from sessions_log.notes import NoteText
from sessions_log.operations.agreements import start_when_settled
from sessions_log.operations.holding import hold_to_settle, hold_to_write

#: Why, how one will notice, and what there is already: each by its kind of note.
Beside = Mapping[str, NoteText]


@sensitive_variables("text")
@transaction.atomic
def add(  # noqa: PLR0913 - a goal has as many parts
    pairing: Pairing,
    text: str,
    *,
    due_on: date | None,
    at: datetime,
    by: Person,
    once: UUID | None = None,
    beside: Beside | None = None,
) -> Goal:
    """Write a goal, and what stands beside it; whoever writes it agrees with it.

    `once` names the form: sent twice it counts once. Raises ValidationError for an
    empty or too long text, for a fourth goal, or when all is over.
    """
    pairing = hold_to_settle(pairing, by=by)
    written = notes.written_before(once, by=by)
    if written and written.about:
        return Goal.objects.get(pk=written.about)
    _refuse_a_fourth(pairing)
    goal = Goal.objects.create(pairing=pairing, mentee=pairing.mentee, due_on=due_on)
    vault, kind = notes.shared_vault_of(pairing), Note.Kind.GOAL
    notes.write(vault, text, author=by, kind=kind, at=at, about=goal.pk, once=once)
    for part, words in (beside or {}).items():
        if words.plain.strip():
            said = words.plain
            notes.write(vault, said, author=by, kind=part, at=at, about=goal.pk)
    return agree(goal, at=at, by=by)


@transaction.atomic
def agree(goal: Goal, *, at: datetime, by: Person) -> Goal:
    """Agree with a goal; agreed by both, it is active and may let the pairing run.

    Raises ValidationError when all is over.
    """
    pairing = hold_to_settle(goal.pairing, by=by)
    goal = Goal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
    stamp = "mentor_agreed_at" if by.pk == pairing.mentor_id else "mentee_agreed_at"
    setattr(goal, stamp, getattr(goal, stamp) or at)
    is_agreed = bool(goal.mentor_agreed_at and goal.mentee_agreed_at)
    if is_agreed and goal.state == Goal.State.PROPOSED:
        goal.state = Goal.State.ACTIVE
    goal.save()
    if goal.state == Goal.State.ACTIVE:
        start_when_settled(pairings.note_goals(pairing, at=at), at=at, by=by)
    return goal


@transaction.atomic
def move(goal: Goal, *, step: int, by: Person) -> Goal:
    """Put a goal at a step; at the last one it is reached.

    Raises ValidationError for a step that does not exist, for a goal that the two have
    not agreed on, or when all is over.
    """
    if step not in Goal.Step:
        raise ValidationError(_("A goal has four steps."))
    pairing, goal = _hold(goal, by)
    if goal.state not in Goal.AGREED:
        raise ValidationError(_("The two of you agree on a goal first."))
    is_reached = step == Goal.Step.REACHED
    if goal.state == Goal.State.REACHED and not is_reached:
        _refuse_a_fourth(pairing)
    goal.step = step
    goal.state = Goal.State.REACHED if is_reached else Goal.State.ACTIVE
    goal.save(update_fields=["step", "state"])
    return goal


@transaction.atomic
def let_go(goal: Goal, *, by: Person) -> Goal:
    """Put a goal aside; its words stay, and it can be taken up again.

    Raises ValidationError when all is over.
    """
    _pairing, goal = _hold(goal, by)
    if goal.state in Goal.OPEN:
        goal.state = Goal.State.DROPPED
        goal.save(update_fields=["state"])
    return goal


@transaction.atomic
def take_up(goal: Goal, *, by: Person) -> Goal:
    """Take up a goal that was let go, as it was agreed then.

    Raises ValidationError for a fourth goal, or when all is over.
    """
    pairing, goal = _hold(goal, by)
    if goal.state == Goal.State.DROPPED:
        _refuse_a_fourth(pairing)
        is_agreed = goal.mentor_agreed_at and goal.mentee_agreed_at
        goal.state = Goal.State.ACTIVE if is_agreed else Goal.State.PROPOSED
        goal.save(update_fields=["state"])
    return goal


def _hold(goal: Goal, by: Person) -> tuple[Pairing, Goal]:
    pairing = hold_to_write(goal.pairing, by=by)
    return pairing, Goal.objects.select_for_update(of=("self",)).get(pk=goal.pk)


def _refuse_a_fourth(pairing: Pairing) -> None:
    """Count under the lock of the pairing, so that two at once are not a fourth."""
    alive = Goal.objects.filter(pairing=pairing, state__in=Goal.OPEN)
    if alive.count() >= Goal.MOST_ACTIVE:
        raise ValidationError(
            _("Three goals at a time is enough. Finish one, or let one go, first.")
        )
