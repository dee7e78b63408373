"""What the two put ready for a meeting: its agenda, what each wants, what each does."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from people.models import Person
from sessions_log import notes
from sessions_log.models import ActionItem, Meeting, Note
from sessions_log.notes import Remark
from sessions_log.operations.holding import hold_meeting, hold_to_write


@sensitive_variables("text")
@transaction.atomic
def add_point(
    meeting: Meeting, text: str, *, at: datetime, by: Person, once: UUID | None = None
) -> Note:
    """Put a point on the agenda that both read.

    Raises ValidationError as `notes.write` does, or when all is over.
    """
    meeting = hold_meeting(meeting, by=by)
    if written := notes.written_before(once, by=by):
        return written
    vault, kind = notes.shared_vault_of(meeting.pairing), Note.Kind.AGENDA
    return notes.write(
        vault, text, author=by, kind=kind, at=at, about=meeting.pk, once=once
    )


@transaction.atomic
def remove_point(point: Note, *, by: Person) -> None:
    """Take one's own point from an agenda; PermissionDenied for anybody else's."""
    notes.delete(point, by=by)


@transaction.atomic
def say_wish(meeting: Meeting, remark: Remark, *, at: datetime, by: Person) -> Note:
    """Write what one wants of a meeting; it takes the place of what one wrote before.

    Raises ValidationError as `notes.write` does, or when all is over.
    """
    meeting = hold_meeting(meeting, by=by)
    if written := notes.written_before(remark.once, by=by):
        return written
    pairing, kind = meeting.pairing, Note.Kind.PREPARATION
    earlier = Note.objects.filter(author=by, kind=kind, about=meeting.pk)
    for note in earlier.select_related("vault"):
        notes.delete(note, by=by)
    vault = (
        notes.shared_vault_of(pairing)
        if remark.is_shared
        else notes.private_vault_of(by, pairing)
    )
    text, once = remark.text.plain, remark.once
    return notes.write(
        vault, text, author=by, kind=kind, at=at, about=meeting.pk, once=once
    )


@sensitive_variables("text")
@transaction.atomic
def add_action(  # noqa: PLR0913 - the words, and who does it by when
    meeting: Meeting,
    text: str,
    *,
    for_role: str,
    due_on: date | None,
    at: datetime,
    by: Person,
    once: UUID | None = None,
) -> ActionItem:
    """Agree that one of the two does something; its words are a note of both.

    Raises ValidationError as `notes.write` does, or when all is over.
    """
    meeting = hold_meeting(meeting, by=by)
    written = notes.written_before(once, by=by)
    if written and written.about:
        return ActionItem.objects.get(pk=written.about)
    action = ActionItem(
        pairing=meeting.pairing, meeting=meeting, for_role=for_role, due_on=due_on
    )
    action.full_clean()
    action.save()
    vault, kind = notes.shared_vault_of(meeting.pairing), Note.Kind.ACTION
    notes.write(vault, text, author=by, kind=kind, at=at, about=action.pk, once=once)
    return action


@transaction.atomic
def tick(action: ActionItem, *, is_done: bool, at: datetime, by: Person) -> ActionItem:
    """Say that something is done, or is not after all.

    Raises ValidationError for what was let go or only proposed, or when all is over.
    """
    hold_to_write(action.pairing, by=by)
    action = ActionItem.objects.select_for_update().get(pk=action.pk)
    if action.state not in (ActionItem.State.OPEN, ActionItem.State.DONE):
        raise ValidationError(_("Take it up first."))
    action.state = ActionItem.State.DONE if is_done else ActionItem.State.OPEN
    action.done_at = (action.done_at or at) if is_done else None
    action.save(update_fields=["state", "done_at"])
    return action


@transaction.atomic
def note_prepared(meeting: Meeting, *, is_prepared: bool, by: Person) -> Meeting:
    """Keep the mentee's own tick; nobody else is shown it.

    Raises ValidationError for anybody else, or when all is over.
    """
    meeting = hold_meeting(meeting, by=by)
    if by.pk != meeting.pairing.mentee_id:
        raise ValidationError(_("This tick is the mentee's own."))
    meeting.is_prepared = is_prepared
    meeting.save(update_fields=["is_prepared"])
    return meeting
