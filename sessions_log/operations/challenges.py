"""Challenges: proposed by one of the two, taken up, and told of by whoever learns."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from matching.models import Pairing
from people.models import Person
from sessions_log import notes, queries
from sessions_log.models import ActionItem, Note
from sessions_log.operations.holding import hold_to_write

CHALLENGE = ActionItem.Kind.CHALLENGE
OPEN = (ActionItem.State.PROPOSED, ActionItem.State.OPEN)
MOST_OPEN = 5


@sensitive_variables("text")
@transaction.atomic
def propose(
    pairing: Pairing,
    text: str,
    *,
    due_on: date | None,
    at: datetime,
    by: Person,
    once: UUID | None = None,
) -> ActionItem:
    """Propose a challenge; of the mentee's own it is taken up at once.

    `once` names the form. Raises ValidationError as `notes.write` does, for a sixth at
    a time, or when all is over.
    """
    pairing = hold_to_write(pairing, by=by)
    written = notes.written_before(once, by=by)
    if written and written.about:
        return ActionItem.objects.get(pk=written.about)
    known = ActionItem.objects.filter(pairing=pairing, kind=CHALLENGE, state__in=OPEN)
    if known.count() >= MOST_OPEN:
        raise ValidationError(_("Five challenges at a time is enough."))
    is_own = by.pk == pairing.mentee_id
    item = ActionItem.objects.create(
        pairing=pairing,
        kind=CHALLENGE,
        for_role=ActionItem.ForRole.MENTEE,
        state=ActionItem.State.OPEN if is_own else ActionItem.State.PROPOSED,
        due_on=due_on,
    )
    _say(item, Note.Kind.CHALLENGE, text, at=at, by=by, once=once)
    return item


@sensitive_variables("text")
@transaction.atomic
def take_up(
    item: ActionItem, text: str, *, due_on: date | None, at: datetime, by: Person
) -> ActionItem:
    """Take a challenge up, in these words and by this day; only the mentee does.

    Raises PermissionDenied for the mentor, ValidationError as `notes.write` does, when
    it is over, or when all is.
    """
    item = _hold(item, by)
    said = queries.challenge_of(item, reader=by)
    if said.text is None or said.text.plain.splitlines() != text.splitlines():
        _say(item, Note.Kind.CHALLENGE, text, at=at, by=by)
    item.state, item.due_on = ActionItem.State.OPEN, due_on
    item.save(update_fields=["state", "due_on"])
    return item


@sensitive_variables("text")
@transaction.atomic
def tell(
    item: ActionItem, text: str, *, at: datetime, by: Person, once: UUID | None = None
) -> ActionItem:
    """Tell how it went; with that it is done. Raises as `take_up` does."""
    if notes.written_before(once, by=by):
        return item
    item = _hold(item, by)
    _say(item, Note.Kind.RESULT, text, at=at, by=by, once=once)
    item.state, item.done_at = ActionItem.State.DONE, at
    item.save(update_fields=["state", "done_at"])
    return item


@transaction.atomic
def let_go(item: ActionItem, *, by: Person) -> ActionItem:
    """Put a challenge aside; whoever of the two does. Twice is harmless."""
    hold_to_write(item.pairing, by=by)
    item = ActionItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.state in OPEN:
        item.state = ActionItem.State.DROPPED
        item.save(update_fields=["state"])
    return item


def _hold(item: ActionItem, by: Person) -> ActionItem:
    pairing = hold_to_write(item.pairing, by=by)
    if by.pk != pairing.mentee_id:
        raise PermissionDenied
    item = ActionItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.state not in OPEN:
        raise ValidationError(_("This challenge is over already."))
    item.pairing = pairing
    return item


@sensitive_variables("text")
def _say(
    item: ActionItem,
    kind: str,
    text: str,
    *,
    at: datetime,
    by: Person,
    once: UUID | None = None,
) -> None:
    vault = notes.shared_vault_of(item.pairing)
    notes.write(vault, text, author=by, kind=kind, at=at, about=item.pk, once=once)
