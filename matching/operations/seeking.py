"""A mentee looks for somebody new: first in the row, and never the same two again."""

from datetime import datetime

from django.db.models import QuerySet

from matching.models import Exclusion, Pairing
from people.models import Person
from programmes.models import Enrolment, Programme

WANTED, NOT_NOW = Pairing.Rematch.WANTED, Pairing.Rematch.NOT_NOW


def seek_again(pairing: Pairing, *, at: datetime) -> None:
    """Keep the two from being proposed again; a mentee who wants so comes first."""
    Exclusion.objects.get_or_create(
        programme=pairing.programme,
        one=pairing.mentor,
        other=pairing.mentee,
        reason=Exclusion.Reason.PREVIOUS,
    )
    if pairing.rematch != NOT_NOW:
        give_priority(pairing, at=at)


def give_priority(pairing: Pairing, *, at: datetime) -> None:
    """Let the mentee of a pairing come first when mentors are given."""
    if not pairing.is_stand_in:
        _parts_of(pairing.programme, pairing.mentee).update(priority_at=at)


def seek_no_more(pairing: Pairing) -> None:
    """Take back that the two parted: nobody looks for somebody new."""
    Exclusion.objects.filter(
        programme=pairing.programme,
        one=pairing.mentor,
        other=pairing.mentee,
        reason=Exclusion.Reason.PREVIOUS,
    ).delete()
    pairing.rematch = Pairing.Rematch.UNSAID
    _parts_of(pairing.programme, pairing.mentee).update(priority_at=None)


def has_found(programme: Programme, mentee: Person) -> None:
    """Let a mentee who was paired wait in the row no more, nor rather wait."""
    _parts_of(programme, mentee).update(priority_at=None)
    earlier = Pairing.objects.filter(programme=programme, mentee=mentee)
    earlier.exclude(rematch="").update(rematch=Pairing.Rematch.UNSAID)


def _parts_of(programme: Programme, mentee: Person | None) -> QuerySet[Enrolment]:
    return Enrolment.objects.mentees().filter(programme=programme, person=mentee)
