"""A mentee takes goals along to a new pair; notes never go."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from matching.models import Pairing
from people.models import Person
from sessions_log import notes, queries
from sessions_log.models import Goal, Note
from sessions_log.notes import Remark
from sessions_log.operations import goals
from sessions_log.operations.holding import hold_to_settle
from sessions_log.queries import handovers


@transaction.atomic
def take_along(
    pairing: Pairing,
    chosen: Collection[UUID],
    *,
    at: datetime,
    by: Person,
    remark: Remark | None = None,
) -> list[Goal]:
    """Write the goals that a mentee chose, and a hand-over, in the vault of a new pair.

    The new mentor agrees with each goal anew. A goal goes along once. Raises
    ValidationError for a fourth goal, a text that is too long, for anybody but the
    mentee, and once the new pair runs.
    """
    pairing = hold_to_settle(pairing, by=by)
    earlier = handovers.hands_over_from(pairing, by)
    if earlier is None:
        raise ValidationError(_("There is nothing to take along here."))
    taken = [
        _take(pairing, one, at=at, by=by)
        for one in handovers.goals_to_take(earlier, reader=by)
        if one.goal.pk in chosen
    ]
    if remark and remark.text.plain.strip():
        _write(pairing, remark, at=at, by=by)
    return taken


def _take(pairing: Pairing, one: queries.OpenGoal, *, at: datetime, by: Person) -> Goal:
    text = one.text.plain if one.text else ""
    due_on = one.goal.due_on
    return goals.add(pairing, text, due_on=due_on, at=at, by=by, once=one.goal.pk)


def _write(pairing: Pairing, remark: Remark, *, at: datetime, by: Person) -> Note:
    vault = notes.shared_vault_of(pairing)
    kind, once = Note.Kind.HANDOVER, remark.once
    return notes.written_before(once, by=by) or notes.write(
        vault, remark.text.plain, author=by, kind=kind, at=at, once=once
    )
