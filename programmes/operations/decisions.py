"""Saying yes or no to somebody's part in a programme, and ending it."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mailing import outbox
from mailing.outbox import Promise
from people.events import Consequence, answers_to
from people.models import Chart, Person
from privacy import audit
from programmes.events import EnrolmentChanged, enrolment_changed
from programmes.models import Enrolment, Programme, Role
from programmes.operations.holding import hold_for_news

State = Enrolment.State


@transaction.atomic
def approve(enrolment: Enrolment, *, by: Person, at: datetime) -> Enrolment:
    """Let somebody take part; a letter says so.

    Raises ValidationError when nothing waits for a decision.
    """
    held = _hold_undecided(enrolment)
    _change(held, State.APPROVED, verb="approved", by=by, at=at)
    _promise("enrolment_approved", held, at)
    return held


@transaction.atomic
def not_now(enrolment: Enrolment, *, by: Person, at: datetime) -> Enrolment:
    """Say "not this time" in a letter without reasons; the person may try again.

    Raises ValidationError when nothing waits for a decision.
    """
    held = _hold_undecided(enrolment)
    _change(held, State.NOT_NOW, verb="not_now", by=by, at=at)
    _promise("enrolment_not_now", held, at)
    return held


@transaction.atomic
def approve_all(
    enrolments: Iterable[Enrolment], *, by: Person, at: datetime
) -> list[Enrolment]:
    """Let several people take part; whoever was decided on meanwhile is left out."""
    undecided = [one for one in enrolments if one.state in Enrolment.UNDECIDED]
    return [approve(one, by=by, at=at) for one in undecided]


@transaction.atomic
def withdraw(enrolment: Enrolment, *, by: Person, at: datetime) -> list[Consequence]:
    """End somebody's part at their wish, without a reason; again is harmless."""
    held = _hold(enrolment)
    if held.state in Enrolment.OVER:
        return []
    outbox.cancel("programme_invitation", about=held)
    return _change(held, State.WITHDRAWN, verb="withdrawn", by=by, at=at)


@transaction.atomic
def leave(person: Person, *, at: datetime, by: Person | None) -> list[Consequence]:
    """End every part and role of somebody who leaves the company."""
    Chart.objects.hold_still()
    mine = Programme.objects.taken_part_by(person).order_by("pk")
    list(mine.select_for_update())  # before their parts, as everybody does
    return [*_end_parts(person, at=at, by=by), *_end_roles(person, at=at, by=by)]


def _end_parts(
    person: Person, *, at: datetime, by: Person | None
) -> Iterator[Consequence]:
    parts = Enrolment.objects.select_for_update(of=("self",)).for_display()
    for held in parts.filter(person=person).open():
        outbox.cancel("programme_invitation", about=held)
        yield Consequence("enrolment_ended", held.pk, held.programme_id)
        yield from _change(held, State.ENDED, verb="ended", by=by, at=at)


def _end_roles(
    person: Person, *, at: datetime, by: Person | None
) -> Iterator[Consequence]:
    for role in Role.objects.select_for_update().unended().filter(person=person):
        role.until_at = at
        role.save()
        audit.record(
            by, "role_ended", role, scope=role.programme_id, subject=person, at=at
        )
        yield Consequence("role_ended", role.pk, role.programme_id)


def announce(
    enrolment: Enrolment, *, before: str, verb: str, by: Person | None, at: datetime
) -> list[Consequence]:
    """Remember that a part came to another state, and announce it to the apps above."""
    audit.record(
        by,
        verb,
        enrolment,
        scope=enrolment.programme_id,
        subject=enrolment.person,
        at=at,
    )
    change = EnrolmentChanged(
        enrolment=enrolment, before=before, after=enrolment.state, at=at, by=by
    )
    return answers_to(enrolment_changed.send(sender=Enrolment, change=change))


def _change(
    held: Enrolment, state: str, *, verb: str, by: Person | None, at: datetime
) -> list[Consequence]:
    before, held.state, held.moved_at = held.state, state, at
    held.save()
    return announce(held, before=before, verb=verb, by=by, at=at)


def _hold(enrolment: Enrolment) -> Enrolment:
    hold_for_news(enrolment.programme)
    rows = Enrolment.objects.select_for_update(of=("self",))
    return rows.for_display().get(pk=enrolment.pk)


def _hold_undecided(enrolment: Enrolment) -> Enrolment:
    held = _hold(enrolment)
    if held.state not in Enrolment.UNDECIDED:
        raise ValidationError(_("There is nothing to decide here any more."))
    return held


def _promise(kind: str, enrolment: Enrolment, at: datetime) -> None:
    outbox.promise(
        Promise(
            kind,
            about=enrolment,
            to=enrolment.person,
            occurrence=at,
            scope=enrolment.programme_id,
        )
    )
