"""What follows a suspension: it is lifted on its day, or ends for somebody new."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matching import access, events, queries, rules
from matching.events import PairingChange
from matching.models import Pairing
from matching.operations import pairings, reorganisations
from matching.operations.locks import hold_pairing
from matching.operations.seeking import give_priority
from matching.operations.telling import promise_both
from people.models import Person
from privacy import audit
from programmes.models import Enrolment

#: A pair that may not go on is over after so long, if nobody ended it before.
LONGEST = timedelta(days=28)


@transaction.atomic
def turn_the_day(*, at: datetime) -> int:
    """Lift the suspensions whose day has come, end those that last; say how many."""
    today = timezone.localdate(at)
    suspended = Pairing.objects.filter(state=Pairing.State.SUSPENDED)
    due = suspended.filter(resumes_on__lte=today).for_display()
    over = suspended.filter(resumes_on=None, suspended_at__lte=at - LONGEST)
    turned = [_resume_or_wait(one, at=at) for one in due.order_by("pk")]
    for pairing in over.for_display().order_by("pk"):
        pairings.end(pairing, Pairing.EndedAs.CHART, at=at)
        turned.append(True)
    return sum(turned)


@transaction.atomic
def lift(pairing: Pairing, *, at: datetime, by: Person | None = None) -> Pairing:
    """Let two go on where they were suspended, with a place of the mentor.

    Raises ValidationError when they are not suspended, when they are unlawful still,
    or when the place or the mentee is taken.
    """
    pairing = hold_pairing(pairing)
    if pairing.state != Pairing.State.SUSPENDED:
        raise ValidationError(_("This journey is not suspended."))
    pairing.slot = _free_place(pairing)
    pairing.state = pairing.state_before
    pairing.state_before = ""
    pairing.suspended_at = pairing.told_at = pairing.resumes_on = None
    pairing.rematch = Pairing.Rematch.UNSAID
    pairing.version += 1
    pairing.full_clean()
    pairing.save()
    audit.record(by, "resumed", pairing, scope=pairing.programme_id, at=at)
    promise_both("pairing_resumed", pairing, at=at)
    events.pairing_resumed.send(
        sender=Pairing, change=PairingChange(pairing, at=at, by=by)
    )
    return pairing


@transaction.atomic
def say_what_next(pairing: Pairing, wish: str, *, at: datetime, by: Person) -> Pairing:
    """Let a mentee ask for somebody new, or wait; the wish may change at any time.

    Raises ValidationError when the pair goes on again, or was ended otherwise.
    """
    pairing = hold_pairing(pairing)
    if not access.may_say_what_next(by, pairing):
        raise ValidationError(_("There is nothing to choose here any more."))
    pairing.rematch = wish
    pairing.save(update_fields=["rematch"])
    if wish == Pairing.Rematch.WANTED:
        give_priority(pairing, at=at)
    return pairing


def _resume_or_wait(pairing: Pairing, *, at: datetime) -> bool:
    """Lift a suspension, wait a little more, or tell both that it lasts.

    A line whose last day is over may still be in force for an hour. A mentor who has
    given the place to somebody else cannot go on: that ends it.
    """
    if queries.is_forbidden_on(pairing, timezone.localdate(at)):
        reorganisations.tell(pairing, at=at, by=None)
        return True
    if queries.is_unlawful(pairing):
        return False
    try:
        with transaction.atomic():
            lift(pairing, at=at)
    except ValidationError:
        pairings.end(pairing, Pairing.EndedAs.CHART, at=at)
    return True


def _free_place(pairing: Pairing) -> int:
    mentor = Enrolment.objects.mentors().filter(
        programme=pairing.programme_id, person=pairing.mentor_id
    )
    taken = queries.places_taken(pairing.programme)
    capacity = max(mentor.values_list("capacity", flat=True), default=0)
    held = taken.get(pairing.mentor_id, set()) if pairing.mentor_id else set()
    place = rules.free_place(capacity, held)
    if place is None:
        raise ValidationError(_("This mentor has no place left."))
    return place
