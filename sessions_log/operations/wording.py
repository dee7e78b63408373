"""The words of a goal: the mentee's own; the mentor proposes others."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from matching.models import Pairing
from people.models import Person
from sessions_log import access, notes, queries
from sessions_log.models import Goal, Note
from sessions_log.operations.goals import Beside
from sessions_log.operations.holding import hold_to_write


@sensitive_variables("text")
@transaction.atomic
def reword(
    goal: Goal,
    text: str,
    *,
    beside: Beside,
    due_on: date | None,
    at: datetime,
    by: Person,
) -> Goal:
    """Put a goal in other words; only the mentee does that, and it stays agreed.

    Raises PermissionDenied for the mentor, ValidationError as `notes.write` does, or
    when all is over.
    """
    goal = _hold(goal, by)
    if not access.may_word(by, goal):
        raise PermissionDenied
    _say(goal, Note.Kind.GOAL, text, at=at, by=by)
    for kind, words in beside.items():
        _say(goal, kind, words.plain, at=at, by=by)
    goal.due_on = due_on
    goal.save(update_fields=["due_on"])
    return goal


@sensitive_variables("text")
@transaction.atomic
def propose(
    goal: Goal, text: str, *, at: datetime, by: Person, once: UUID | None = None
) -> Note:
    """Propose other words for a goal; the goal itself stays as it is.

    Raises ValidationError as `notes.write` does, or when all is over.
    """
    goal = _hold(goal, by)
    if written := notes.written_before(once, by=by):
        return written
    vault, kind = notes.shared_vault_of(goal.pairing), Note.Kind.WORDING
    return notes.write(
        vault, text, author=by, kind=kind, at=at, about=goal.pk, once=once
    )


@transaction.atomic
def answer(goal: Goal, *, takes: bool, at: datetime, by: Person) -> Goal:
    """Take the mentor's words over, or keep one's own; only the mentee answers.

    Raises PermissionDenied for the mentor, ValidationError when nothing is proposed any
    more, or when all is over.
    """
    goal = _hold(goal, by)
    if not access.may_word(by, goal):
        raise PermissionDenied
    said = queries.goal_of(goal, reader=by)
    if said.wording is None:
        raise ValidationError(_("No other words are proposed any more."))
    chosen = said.wording if takes or said.text is None else said.text
    _say(goal, Note.Kind.GOAL, chosen.plain, at=at, by=by)
    return goal


@sensitive_variables("text")
def _say(goal: Goal, kind: str, text: str, *, at: datetime, by: Person) -> None:
    """Put one's own words in the place of one's own, or beside those of the other."""
    vault = notes.shared_vault_of(goal.pairing)
    about = Note.objects.select_for_update(of=("self",)).select_related("vault")
    found = about.filter(vault=vault, kind=kind, about=goal.pk, author=by)
    last = found.order_by("written_at", "pk").last()
    if last is None and text.strip():
        notes.write(vault, text, author=by, kind=kind, at=at, about=goal.pk)
    elif last is not None and (text.strip() or kind == Note.Kind.GOAL):
        notes.rewrite(last, text, by=by, at=at)
    elif last is not None:
        notes.delete(last, by=by)


def _hold(goal: Goal, by: Person) -> Goal:
    pairing: Pairing = hold_to_write(goal.pairing, by=by)
    held = Goal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
    held.pairing = pairing
    return held
