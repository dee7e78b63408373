"""Asking people in, and signing up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mailing import outbox
from mailing.outbox import Promise
from people.models import Person
from privacy import audit
from programmes.models import Competence, Enrolment, Offer, Programme, Wish
from programmes.operations.decisions import announce
from programmes.operations.holding import hold_for_news

State = Enrolment.State


@dataclass(frozen=True)
class Application:
    """What somebody tells when signing up: wishes, or offers and places."""

    languages: Sequence[str]
    ways: Sequence[str]
    availability: int
    wishes: Sequence[Competence] = ()
    offers: Sequence[tuple[Competence, int]] = ()
    capacity: int = 1
    hours_month: int | None = None
    motivation: str = ""


@transaction.atomic
def enrol(
    programme: Programme,
    *,
    people: Iterable[Person],
    role: str,
    by: Person,
    at: datetime,
) -> list[Enrolment]:
    """Invite people as mentor or as mentee; each gets a letter.

    Whoever is in already in this role is left as they are, so that a list may be given
    twice. Raises ValidationError when nobody can sign up now.
    """
    held = hold_for_news(programme)
    _require_open(held)
    asked = {person.pk: person for person in people if person.is_active}
    there = Enrolment.objects.filter(programme=held, role=role, person__in=asked)
    for known in there.exclude(state=State.WITHDRAWN).values_list("person", flat=True):
        del asked[known]
    return [_invite(held, person, role, by, at) for person in asked.values()]


@transaction.atomic
def apply(
    programme: Programme,
    *,
    person: Person,
    role: str,
    application: Application,
    at: datetime,
) -> Enrolment:
    """Sign up, or change what was told before: only the person does this.

    A "not this time" may try again. Raises ValidationError when nobody can sign up now,
    or when what was told is not in order.
    """
    held = hold_for_news(programme)
    mine = Enrolment.objects.filter(programme=held, person=person, role=role)
    enrolment = mine.exclude(state=State.WITHDRAWN).first() or Enrolment(
        programme=held, person=person, role=role, state=""
    )
    before = enrolment.state
    if before not in Enrolment.SIGNED_UP:
        _require_open(held)
        enrolment.state, enrolment.moved_at = State.APPLIED, at
    _tell(enrolment, application)
    if enrolment.state == before:
        audit.record(person, "application_changed", enrolment, scope=held.pk, at=at)
    else:
        announce(enrolment, before=before, verb="applied", by=person, at=at)
    return enrolment


def _require_open(held: Programme) -> None:
    if not held.accepts_enrolment:
        raise ValidationError(_("Nobody can sign up for this programme now."))


def _invite(
    programme: Programme, person: Person, role: str, by: Person, at: datetime
) -> Enrolment:
    enrolment = Enrolment(
        programme=programme,
        person=person,
        role=role,
        languages=[person.language],
        ways=programme.forms,
        moved_at=at,
    )
    enrolment.full_clean()
    enrolment.save()
    announce(enrolment, before="", verb="invited", by=by, at=at)
    outbox.promise(
        Promise(
            "programme_invitation",
            about=enrolment,
            to=person,
            occurrence=at,
            scope=programme.pk,
        )
    )
    return enrolment


def _tell(enrolment: Enrolment, application: Application) -> None:
    """Write down what was told; the lists replace those from before."""
    if not (application.offers if enrolment.is_mentor else application.wishes):
        raise ValidationError(_("Choose at least one thing."))
    enrolment.languages = list(application.languages)
    enrolment.ways = list(application.ways)
    enrolment.availability = application.availability
    enrolment.capacity = application.capacity
    enrolment.hours_month = application.hours_month
    enrolment.motivation = application.motivation
    if not set(enrolment.ways) <= set(enrolment.programme.forms):
        raise ValidationError(_("This programme does not meet in that way."))
    enrolment.full_clean()
    enrolment.save()
    enrolment.wishes.all().delete()
    enrolment.offers.all().delete()
    _list_wishes(enrolment, application.wishes)
    _list_offers(enrolment, application.offers)


def _list_wishes(enrolment: Enrolment, wishes: Sequence[Competence]) -> None:
    for rank, competence in enumerate(wishes, start=1):
        wish = Wish(enrolment=enrolment, competence=competence, rank=rank)
        wish.full_clean()
        wish.save()


def _list_offers(
    enrolment: Enrolment, offers: Sequence[tuple[Competence, int]]
) -> None:
    for competence, level in offers:
        offer = Offer(enrolment=enrolment, competence=competence, level=level)
        offer.full_clean()
        offer.save()
