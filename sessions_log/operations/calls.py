"""The call round: opened by the calendar, noted in one word, corrected, erased."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from matching.models import Pairing
from people.models import Person
from privacy import audit
from programmes.models import Programme
from programmes.rules import call_rounds_of
from sessions_log.models import Call, CallRound

#: What came of a call is kept so long after somebody's last pair here has ended.
KEPT_AFTER_THE_END = timedelta(days=30)


@transaction.atomic
def open_rounds(*, at: datetime) -> int:
    """Open the round whose day has come in each programme; say how many are new.

    Of days that passed unseen only the last makes a round.
    """
    today, opened = timezone.localdate(at), 0
    for programme in Programme.objects.may_log().order_by("pk"):
        days = call_rounds_of(
            programme.starts_on, programme.weeks, programme.call_rounds_on
        )
        if due := [day for day in days if day <= today]:
            _round, is_new = CallRound.objects.get_or_create(
                programme=programme, on=due[-1]
            )
            opened += is_new
    return opened


@transaction.atomic
def note(
    called: CallRound,
    person: Person,
    outcome: str,
    *,
    at: datetime,
    by: Person,
    again_on: date | None = None,
) -> Call:
    """Note what came of a talk, or of the wish not to be called: "nothing needed".

    A later talk of the same round takes the place of the earlier one. Raises
    ValidationError when the participant has corrected it: then their word stands.
    """
    called = CallRound.objects.select_for_update().get(pk=called.pk)
    call = Call.objects.filter(round=called, person=person).first()
    if call and call.corrected_at:
        raise ValidationError(
            _("%(name)s has corrected what came of this talk: that stands.")
            % {"name": person.get_short_name()}
        )
    call = call or Call(round=called, person=person)
    call.outcome, call.again_on = outcome, again_on
    call.called_by, call.called_at = by, at
    call.full_clean()
    call.save()
    audit.record(by, "called", call, scope=called.programme_id, subject=person, at=at)
    return call


@transaction.atomic
def correct(call: Call, outcome: str, *, at: datetime, by: Person) -> Call:
    """Let the participant say that it was otherwise; the last word is theirs.

    Raises ValidationError when it is about somebody else.
    """
    call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if call.person_id != by.pk:
        raise ValidationError(_("Only the person who was called corrects this."))
    if call.outcome == outcome:
        return call
    call.outcome, call.corrected_at = outcome, at
    call.full_clean()
    call.save(update_fields=["outcome", "corrected_at"])
    audit.record(by, "corrected", call, scope=call.round.programme_id, at=at)
    return call


@transaction.atomic
def erase_old(*, on: date) -> int:
    """Erase what came of calls thirty days after somebody's last pair there ended."""
    here = Pairing.objects.filter(programme=OuterRef("round__programme"))
    theirs = here.filter(Q(mentor=OuterRef("person")) | Q(mentee=OuterRef("person")))
    lasting = theirs.exclude(
        state=Pairing.State.ENDED, ended_on__lte=on - KEPT_AFTER_THE_END
    )
    return Call.objects.exclude(Exists(lasting)).delete()[0]


def forget(person: Person) -> None:
    """Erase what was noted about somebody, and that they noted it about others."""
    Call.objects.filter(person=person).delete()
    Call.objects.filter(called_by=person).update(called_by=None)
