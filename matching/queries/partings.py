"""What follows when two part or pause: who seeks, who may stand in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from mailing.models import Delivery
from matching.models import Pairing, Proposal
from matching.queries.pairs import kept_apart, places_taken, waiting_mentees
from people import org_chart
from people.models import Person
from programmes.models import Enrolment, Programme

#: A mentee whose mentor stopped has somebody new by then.
TIME_TO_REMATCH = timedelta(days=14)
BETWEEN_NUDGES = timedelta(days=7)


@dataclass(frozen=True)
class Seeking:
    """A mentee who looks for somebody new, and the day that was promised."""

    part: Enrolment
    by_on: date

    @property
    def programme(self) -> Programme:
        return self.part.programme


def seeking_of(person: Person) -> list[Seeking]:
    """Give what somebody waits for as a mentee whose mentor has gone."""
    own = Enrolment.objects.mentees().approved().filter(person=person)
    waiting = own.exclude(priority_at=None).select_related("programme", "person")
    return [
        _seeking(one)
        for one in waiting.order_by("priority_at", "pk")
        if waits(one) or _is_asked(one)
    ]


def seeking_after(pairing: Pairing, person: Person) -> Seeking | None:
    """Give what the mentee of a pair that ended waits for, in the same programme."""
    if pairing.is_open or person.pk != pairing.mentee_id:
        return None
    found = (one for one in seeking_of(person) if one.programme == pairing.programme)
    return next(found, None)


def seeking_in(programmes: Iterable[Programme]) -> list[Seeking]:
    """Give the mentees who look for somebody new, whose day comes first in front."""
    found = [
        _seeking(one)
        for programme in programmes
        for one in waiting_mentees(programme).exclude(priority_at=None)
    ]
    return sorted(found, key=lambda one: (one.by_on, str(one.part.pk)))


def promised_on(part: Enrolment) -> date | None:
    """Give the day by which a mentee whose mentor has gone was promised somebody."""
    return _seeking(part).by_on if part.priority_at else None


def waits(part: Enrolment) -> bool:
    return waiting_mentees(part.programme).filter(pk=part.pk).exists()


def stand_ins_for(pairing: Pairing) -> list[Enrolment]:
    """Give the mentors who have a place and may stand in for this pair, by name."""
    programme, mentee = pairing.programme, pairing.mentee
    if mentee is None or mentee.chart_state == Person.ChartState.UNKNOWN:
        return []
    mentors = (
        Enrolment.objects.mentors()
        .approved()
        .filter(programme=programme, person__chart_state=Person.ChartState.KNOWN)
        .exclude(person__in=[pairing.mentor_id, mentee.pk])
        .select_related("person")
        .order_by("person__family_name", "person__given_name", "pk")
    )
    parts = list(mentors)
    refused = _refused(programme, mentee, [one.person_id for one in parts])
    taken = places_taken(programme)
    return [
        one
        for one in parts
        if one.person_id not in refused
        and len(taken.get(one.person_id, ())) < one.capacity
    ]


def stands_in_for(pairing: Pairing) -> Pairing | None:
    """Give the pair of this mentee with whoever stands in now."""
    here = Pairing.objects.active().filter(
        programme=pairing.programme_id, mentee=pairing.mentee_id
    )
    return here.filter(kind=Pairing.Kind.STAND_IN).for_display().first()


def earlier_pair_of(pairing: Pairing) -> Pairing | None:
    """Give the pair that this mentee was in before, in the same programme."""
    here = Pairing.objects.filter(
        programme=pairing.programme_id,
        mentee=pairing.mentee_id,
        kind=Pairing.Kind.REGULAR,
        state=Pairing.State.ENDED,
    )
    latest = here.order_by(F("ended_on").desc(), "-made_on", "pk")
    return latest.exclude(pk=pairing.pk).for_display().first()


def nudged_lately(pairing: Pairing, *, by: Person, at: datetime) -> bool:
    """Say whether the other was written to less than a week ago."""
    other = pairing.other_than(by)
    written = Delivery.objects.of_kinds(["partner_nudge"]).filter(
        about_id=pairing.pk, occurrence__gt=at - BETWEEN_NUDGES
    )
    return written.filter(recipient_id=other.pk if other else None).exists()


def unanswered_for(coordinator: Person) -> list[Proposal]:
    """Give the proposals that somebody did not answer, even when asked once more."""
    found = Proposal.objects.followed_by(coordinator).asked().filter(remind_on=None)
    return list(found.for_display().order_by("proposed_on", "pk"))


def _refused(programme: Programme, mentee: Person, mentors: list[UUID]) -> set[UUID]:
    """Name whom the chart or a row of this app keeps apart from a mentee."""
    above = org_chart.superior_pairs([mentee.pk, *mentors])
    apart = kept_apart(programme)
    return {
        one
        for one in mentors
        if {(one, mentee.pk), (mentee.pk, one)} & above or (one, mentee.pk) in apart
    }


def _is_asked(part: Enrolment) -> bool:
    return Proposal.objects.asked().filter(mentee=part).exists()


def _seeking(part: Enrolment) -> Seeking:
    since = part.priority_at or timezone.now()
    return Seeking(part, timezone.localdate(since) + TIME_TO_REMATCH)
