"""What becomes of a pair's vaults when its pairing changes state."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from matching.models import Pairing
from people.events import Consequence
from sessions_log import notes
from sessions_log.models import Meeting, Vault
from sessions_log.operations import meetings


@transaction.atomic
def open_for(pairing: Pairing) -> list[Consequence]:
    """Give two people who said yes a place where only they read."""
    vault = notes.open_shared_vault(pairing)
    return [Consequence("vault_opened", vault.pk, pairing.programme_id)]


@transaction.atomic
def close_for(pairing: Pairing) -> list[Consequence]:
    """Cancel what lies ahead, and let nothing more be written; both still read.

    A pause cancels only what lies in it, and the two may still write.
    """
    if pairing.state == Pairing.State.PAUSED:
        _cancel_in_pause(pairing)
        return []
    meetings.cancel_planned(pairing)
    notes.close(_vaults_of(pairing))
    if pairing.ended_on is not None:
        _set_day_of_shredding(pairing, ended_on=pairing.ended_on)
    return [Consequence("vault_closed", pairing.pk, pairing.programme_id)]


@transaction.atomic
def reopen_for(pairing: Pairing) -> list[Consequence]:
    """Let the two write again."""
    notes.reopen(_vaults_of(pairing))
    return [Consequence("vault_opened", pairing.pk, pairing.programme_id)]


def _cancel_in_pause(pairing: Pairing) -> None:
    """Cancel what was planned in a pause: what lies behind can still be noted."""
    planned = Meeting.objects.planned().filter(pairing=pairing)
    if lasting := pairing.pauses.filter(until_on=None).first():
        planned = planned.filter(planned_on__gte=lasting.from_on)
    if pairing.paused_until:
        planned = planned.filter(planned_on__lt=pairing.paused_until)
    planned.update(state=Meeting.State.CANCELLED, sequence=F("sequence") + 1)


def _vaults_of(pairing: Pairing) -> QuerySet[Vault]:
    return Vault.objects.filter(pairing=pairing).exclude(state=Vault.State.SHREDDED)


def _set_day_of_shredding(pairing: Pairing, *, ended_on: date) -> None:
    programme = pairing.programme
    for kind, days in (
        (Vault.Kind.SHARED, programme.shared_notes_days),
        (Vault.Kind.PRIVATE, programme.private_notes_days),
    ):
        _vaults_of(pairing).filter(kind=kind).update(
            shred_on=ended_on + timedelta(days=days)
        )
