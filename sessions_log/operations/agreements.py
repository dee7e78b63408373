"""What the two settle before their pairing runs: the agreement and the start."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from mailing import outbox
from mailing.outbox import Promise
from matching.models import Pairing
from matching.operations import pairings
from people.models import Person
from sessions_log import access, notes, queries
from sessions_log.models import Meeting, Note
from sessions_log.operations.holding import hold_to_settle
from sessions_log.queries.settling import MEETINGS_TO_SETTLE


@sensitive_variables("text")
@transaction.atomic
def word(
    pairing: Pairing, text: str, *, at: datetime, by: Person, once: UUID | None = None
) -> Note:
    """Write the agreement in the pair's own words; the other is asked to agree anew.

    Whoever writes it agrees with it. `once` names the form: sent twice it counts once.
    Raises ValidationError for an empty or too long text, or when all is over.
    """
    pairing = hold_to_settle(pairing, by=by)
    if written := notes.written_before(once, by=by):
        return written
    vault = notes.shared_vault_of(pairing)
    kind = Note.Kind.AGREEMENT
    note = notes.write(
        vault, text, author=by, kind=kind, at=at, about=pairing.pk, once=once
    )
    if pairing.state == Pairing.State.PREPARING:
        pairings.forget_agreements(pairing)
    pairings.renew_agreement(pairing, at=at, by=by)
    return note


@transaction.atomic
def agree(pairing: Pairing, *, at: datetime, by: Person) -> Pairing:
    """Agree, for oneself, with how the two work together; start when all is settled.

    Raises ValidationError when there is nothing to agree with, or when all is over.
    """
    pairing = hold_to_settle(pairing, by=by)
    standing = queries.standing_of(pairing)
    if not standing.is_worded:
        raise ValidationError(_("Write first how you want to work together."))
    if not standing.has_agreed(by):
        pairing = pairings.renew_agreement(pairing, at=at, by=by)
    return start_when_settled(pairing, at=at, by=by)


def start_when_settled(pairing: Pairing, *, at: datetime, by: Person) -> Pairing:
    """Let the pairing run as soon as nothing is missing any more."""
    if access.settles(pairing) and not access.missing_before_start(pairing):
        return start(pairing, at=at, by=by)
    return pairing


def remind_unsettled(pairing: Pairing, *, at: datetime) -> None:
    """Remind both, once: they have met twice and have not settled everything."""
    if not access.settles(pairing):
        return
    held = Meeting.objects.filter(pairing=pairing, state=Meeting.State.HELD)
    if held.count() != MEETINGS_TO_SETTLE:
        return
    outbox.promise(
        *(
            Promise(
                "to_settle",
                about=pairing,
                to=one,
                occurrence=at,
                scope=pairing.programme_id,
            )
            for one in (pairing.mentor, pairing.mentee)
            if one is not None
        )
    )


@transaction.atomic
def start(pairing: Pairing, *, at: datetime, by: Person) -> Pairing:
    """Let a pairing run.

    Raises ValidationError while something is missing.
    """
    if access.missing_before_start(pairing):
        raise ValidationError(
            _("The two still have to agree on how they work together.")
        )
    return pairings.start(pairing, at=at, by=by)
