"""A second mentor stands in for a dated time, while the pair pauses."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matching import events, queries, rules
from matching.events import PairingChange
from matching.models import Pairing
from matching.operations import pauses
from matching.operations.locks import hold, hold_pairing, hold_two
from matching.operations.places import free_place_of
from matching.operations.telling import promise_to
from people.models import Person
from privacy import audit
from programmes.models import Enrolment


@transaction.atomic
def appoint(
    regular: Pairing, mentor: Enrolment, *, until: date, at: datetime, by: Person
) -> Pairing:
    """Let another mentor take over until a day; the regular pair pauses so long.

    The two may meet and write the same day, in a vault of their own. Raises
    ValidationError when a rule refuses them, when the mentor has no place, when
    somebody stands in already, or when the day is not ahead.
    """
    programme = hold(regular.programme)
    part = Enrolment.objects.mentees().get(
        programme=programme, person=regular.mentee_id, state__in=Enrolment.APPROVED
    )
    mentor, mentee = hold_two(mentor, part)
    regular = _paused(hold_pairing(regular), until=until, at=at, by=by)
    _refuse_unlawful(mentor, mentee)
    pairing = Pairing(
        programme=programme,
        mentor=mentor.person,
        mentee=mentee.person,
        kind=Pairing.Kind.STAND_IN,
        until_on=until,
        slot=free_place_of(mentor),
        made_on=timezone.localdate(at),
        charter=regular.charter,
    )
    pairing.full_clean()
    pairing.save()
    audit.record(by, "let stand in", pairing, scope=programme.pk, at=at)
    told = [one for one in (mentor.person, mentee.person, regular.mentor) if one != by]
    promise_to("stand_in_announced", pairing, told, at=at)
    events.pairing_prepared.send(
        sender=Pairing, change=PairingChange(pairing, at=at, by=by)
    )
    return pairing


def _paused(regular: Pairing, *, until: date, at: datetime, by: Person) -> Pairing:
    """Give the pair as it pauses, from now on if it did not yet."""
    if regular.state != Pairing.State.PAUSED:
        return pauses.pause(regular, until=until, at=at, by=by)
    if until <= timezone.localdate(at):
        raise ValidationError({"until": _("Choose a day after today.")})
    return regular


def _refuse_unlawful(mentor: Enrolment, mentee: Enrolment) -> None:
    if obstacle := rules.obstacle_to_enrolments(mentor, mentee):
        raise ValidationError(obstacle)
    two = mentor.person_id, mentee.person_id
    apart = queries.kept_apart(mentee.programme).get(two, frozenset())
    if obstacle := rules.obstacle_between(mentor.person, mentee.person, apart=apart):
        raise ValidationError(obstacle)
