"""What goes of help and of the end: with somebody who asks for it, and with time."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from people.models import Person
from sessions_log.models import Closing, HelpRequest, Share, Vault
from sessions_log.operations import sharing


@transaction.atomic
def forget_help(person: Person) -> None:
    """Erase what somebody asked, with all copies, and what they were asked.

    The page that erases a person has closed before what was open.
    """
    theirs = HelpRequest.objects.filter(Q(by=person) | Q(to=person))
    copies = Share.objects.filter(Q(request__in=theirs) | Q(reader=person))
    behind = Q(pk__in=theirs.values("vault")) | Q(pk__in=copies.values("vault"))
    for vault in Vault.objects.filter(behind):
        sharing.shred(vault)
    copies.delete()
    theirs.delete()
    HelpRequest.objects.filter(substitute=person).update(substitute=None)
    Closing.objects.filter(person=person).delete()


@transaction.atomic
def purge_help() -> dict[str, int]:
    """Delete requests and copies whose words have been shredded; say how many."""
    gone = Vault.objects.filter(kind=Vault.Kind.CASE, state=Vault.State.SHREDDED)
    found = {
        Share._meta.label: Share.objects.filter(vault__in=gone),
        HelpRequest._meta.label: HelpRequest.objects.filter(vault__in=gone),
    }
    counts = {label: rows.count() for label, rows in found.items()}
    for rows in found.values():
        rows.delete()
    return counts


@transaction.atomic
def purge_closings(*, on: date) -> int:
    """Delete what two said at the end of a pair whose notes have gone; say how many."""
    shared = Vault.objects.filter(kind=Vault.Kind.SHARED, shred_on__lte=on)
    return Closing.objects.filter(pairing__in=shared.values("pairing")).delete()[0]
