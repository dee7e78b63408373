"""The life of a pairing: prepared, started, stopped, taken back, ended."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matching import events
from matching.events import PairingChange
from matching.models import Pairing, Pause, Proposal
from matching.operations import seeking
from matching.operations.locks import hold_pairing
from matching.operations.places import free_place_of
from matching.operations.telling import promise_both
from people.models import Person
from privacy import audit
from programmes.models import Charter, Programme

UNDO_HOURS = 24


def prepare(proposal: Proposal, *, at: datetime, by: Person) -> Pairing:
    """Make the pairing of two people who both said yes; they get acquainted.

    The caller holds the locks. Raises ValidationError when the mentor is full or the
    mentee has a mentor meanwhile.
    """
    mentor, mentee = proposal.people()
    programme = proposal.mentee.programme
    end_stand_ins(programme, mentee, at=at, by=by)
    _end_suspended(mentee, proposal, at=at, by=by)
    slot = free_place_of(proposal.mentor)
    pairing = Pairing(
        programme=programme,
        mentor=mentor,
        mentee=mentee,
        slot=slot,
        made_on=timezone.localdate(at),
        charter=Charter.objects.filter(programme=programme).order_by("version").last(),
    )
    pairing.full_clean()
    pairing.save()
    seeking.has_found(programme, mentee)
    audit.record(by, "paired", pairing, scope=programme.pk, at=at)
    promise_both("pairing_announced", pairing, at=at)
    events.pairing_prepared.send(
        sender=Pairing, change=PairingChange(pairing, at=at, by=by)
    )
    return pairing


@transaction.atomic
def note_agreement(pairing: Pairing, *, at: datetime, by: Person) -> Pairing:
    """Remember that one of the two agrees with how they work together."""
    pairing = hold_pairing(pairing)
    stamp = "mentor_agreed_at" if by == pairing.mentor else "mentee_agreed_at"
    return _stamped(pairing, stamp, at)


@transaction.atomic
def renew_agreement(pairing: Pairing, *, at: datetime, by: Person) -> Pairing:
    """Remember that one of the two agrees anew: the words changed while it ran."""
    pairing = hold_pairing(pairing)
    stamp = "mentor_agreed_at" if by == pairing.mentor else "mentee_agreed_at"
    setattr(pairing, stamp, at)
    pairing.save(update_fields=[stamp])
    return pairing


@transaction.atomic
def forget_agreements(pairing: Pairing) -> Pairing:
    """Ask both to agree again: the words have changed."""
    pairing = hold_pairing(pairing)
    pairing.mentor_agreed_at = pairing.mentee_agreed_at = None
    pairing.on_paper_on = None
    pairing.save(update_fields=["mentor_agreed_at", "mentee_agreed_at", "on_paper_on"])
    return pairing


@transaction.atomic
def note_paper(pairing: Pairing, *, on: date, at: datetime) -> Pairing:
    """Remember that both signed the agreement on paper on that day."""
    pairing = hold_pairing(pairing)
    pairing.on_paper_on = on
    pairing.mentor_agreed_at = pairing.mentor_agreed_at or at
    pairing.mentee_agreed_at = pairing.mentee_agreed_at or at
    pairing.save(update_fields=["on_paper_on", "mentor_agreed_at", "mentee_agreed_at"])
    return pairing


@transaction.atomic
def note_goals(pairing: Pairing, *, at: datetime) -> Pairing:
    """Remember that both agreed on a goal."""
    return _stamped(hold_pairing(pairing), "goals_agreed_at", at)


@transaction.atomic
def note_series(pairing: Pairing, *, at: datetime) -> Pairing:
    """Remember that the meetings are planned."""
    return _stamped(hold_pairing(pairing), "planned_at", at)


@transaction.atomic
def start(pairing: Pairing, *, at: datetime, by: Person) -> Pairing:
    """Let a pairing run once everything is agreed; only sessions_log asks this.

    Raises ValidationError when something is not agreed yet, and when the two do not get
    acquainted any more: they run already, or were suspended or ended meanwhile.
    """
    pairing = hold_pairing(pairing)
    if pairing.state != Pairing.State.PREPARING:
        raise ValidationError(_("This journey cannot start now."))
    pairing.state = Pairing.State.RUNNING
    pairing.started_on = timezone.localdate(at)
    pairing.version += 1
    pairing.full_clean()
    pairing.save()
    audit.record(by, "started", pairing, scope=pairing.programme_id, at=at)
    events.pairing_started.send(
        sender=Pairing, change=PairingChange(pairing, at=at, by=by)
    )
    return pairing


@transaction.atomic
def stop(
    pairing: Pairing,
    *,
    at: datetime,
    by: Person,
    tell_now: bool = False,
    rematch: str = "",
    noted_by: Person | None = None,
) -> Pairing:
    """Stop a pairing at the wish of one of the two, at once and without a reason.

    The place is free from now on. The other is told when the undo ends, or now: what
    was suspended is over at once. `rematch` is what a mentee wants next; `noted_by` is
    the coordinator who was asked by telephone. Raises ValidationError when it had
    already stopped.
    """
    pairing = hold_pairing(pairing)
    if pairing.state == Pairing.State.ENDED:
        raise ValidationError(_("This journey has already stopped."))
    tell_now = tell_now or pairing.state == Pairing.State.SUSPENDED
    _end(pairing, Pairing.EndedAs.STOPPED, at=at, by=noted_by or by)
    pairing.ended_by = by
    pairing.restorable_until = at + timedelta(hours=UNDO_HOURS)
    pairing.rematch = rematch
    pairing.save()
    if not pairing.is_stand_in:
        seeking.seek_again(pairing, at=at)
    if tell_now:
        _tell(pairing, at=at)
    return pairing


@transaction.atomic
def undo_stop(
    pairing: Pairing, *, at: datetime, by: Person, noted_by: Person | None = None
) -> Pairing:
    """Take a stop back while the other has not been told.

    Raises ValidationError when that time is over, when the pair would be unlawful now,
    or when the place or the mentee is taken.
    """
    pairing = hold_pairing(pairing)
    until = pairing.restorable_until
    if pairing.ended_by_id != by.pk or until is None or at > until:
        raise ValidationError(_("This can no longer be undone."))
    pairing.state = pairing.state_before
    pairing.state_before = pairing.ended_as = ""
    pairing.ended_on = pairing.ended_by = pairing.restorable_until = None
    pairing.version += 1
    if not pairing.is_stand_in:
        seeking.seek_no_more(pairing)
    pairing.full_clean()
    pairing.save()
    audit.record(
        noted_by or by, "took back a stop", pairing, scope=pairing.programme_id, at=at
    )
    return pairing


@transaction.atomic
def tell_now(pairing: Pairing, *, at: datetime, by: Person) -> Pairing:
    """Tell the other of a stop before its undo ends: then there is no way back.

    What was told already, or stopped by somebody else, stays as it is.
    """
    pairing = hold_pairing(pairing)
    if pairing.ended_by_id == by.pk:
        _tell(pairing, at=at)
    return pairing


@transaction.atomic
def tell_of_stops(*, at: datetime) -> int:
    """Tell the others of every stop that can no longer be undone; say how many."""
    due = Pairing.objects.filter(
        state=Pairing.State.ENDED, told_at=None, restorable_until__lte=at
    )
    held = [hold_pairing(one) for one in due.select_related("programme")]
    # While we waited for the lock it may have been taken back, or told.
    untold = [one for one in held if one.restorable_until is not None]
    for pairing in untold:
        _tell(pairing, at=at)
    return len(untold)


@transaction.atomic
def end(
    pairing: Pairing,
    ended_as: str,
    *,
    at: datetime,
    by: Person | None = None,
    wait: timedelta | None = None,
) -> Pairing:
    """End a pairing at once because of what happened around it; who is here is told.

    A mentee whose mentor left, or became a superior, comes first at the next matching.
    The letter may `wait`.
    """
    pairing = hold_pairing(pairing)
    if pairing.state == Pairing.State.ENDED:
        return pairing
    _end(pairing, ended_as, at=at, by=by)
    pairing.told_at = at
    pairing.save()
    end_pause(pairing, at=at)
    if ended_as in (Pairing.EndedAs.LEFT, Pairing.EndedAs.CHART):
        seeking.give_priority(pairing, at=at)
    promise_both("pairing_ended", pairing, at=at, wait=wait)
    events.pairing_stopped.send(
        sender=Pairing, change=PairingChange(pairing, at=at, by=by)
    )
    return pairing


def _stamped(pairing: Pairing, stamp: str, at: datetime) -> Pairing:
    if getattr(pairing, stamp) is None:
        setattr(pairing, stamp, at)
        pairing.save(update_fields=[stamp])
    return pairing


def _end(pairing: Pairing, ended_as: str, *, at: datetime, by: Person | None) -> None:
    pairing.state_before = pairing.state
    pairing.state = Pairing.State.ENDED
    pairing.ended_as = ended_as
    pairing.ended_on = timezone.localdate(at)
    pairing.version += 1
    audit.record(by, "ended", pairing, scope=pairing.programme_id, at=at)


def end_pause(pairing: Pairing, *, at: datetime) -> None:
    """Note that the two pause no more: their clock goes on, or is over."""
    lasting = Pause.objects.filter(pairing=pairing, until_on=None)
    lasting.update(until_on=timezone.localdate(at))


def _tell(pairing: Pairing, *, at: datetime) -> None:
    stopped_by = pairing.ended_by
    pairing.told_at = at
    pairing.ended_by = pairing.restorable_until = None
    pairing.save()
    end_pause(pairing, at=at)
    promise_both("pairing_ended", pairing, at=at, but_not=stopped_by)
    events.pairing_stopped.send(
        sender=Pairing, change=PairingChange(pairing, at=at, by=stopped_by)
    )


def end_stand_ins(
    programme: Programme, mentee: Person | None, *, at: datetime, by: Person | None
) -> None:
    """End what somebody stood in for: the mentee has a mentor again."""
    here = Pairing.objects.filter(programme=programme, mentee=mentee)
    standing = here.filter(kind=Pairing.Kind.STAND_IN)
    for pairing in standing.exclude(state=Pairing.State.ENDED):
        end(pairing, Pairing.EndedAs.COMPLETED, at=at, by=by)


def _end_suspended(
    mentee: Person, proposal: Proposal, *, at: datetime, by: Person
) -> None:
    own = Pairing.objects.filter(programme=proposal.mentee.programme, mentee=mentee)
    for pairing in own.filter(state=Pairing.State.SUSPENDED):
        end(pairing, Pairing.EndedAs.CHART, at=at, by=by)
