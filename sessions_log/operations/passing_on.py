"""A request that nobody opens, or whose reader may no longer help: who has it next."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from people import org_chart
from people.models import Person
from programmes.models import Role
from sessions_log import access
from sessions_log.models import HelpRequest
from sessions_log.operations import helping, sharing
from sessions_log.queries.helping import HELPING
from sessions_log.rules.helping import PATIENCE, due_at


@transaction.atomic
def pass_on_unopened(*, at: datetime) -> int:
    """Tell whoever asked and heard nothing for two working days; say how many.

    Where a substitute was chosen, the request is theirs from now on.
    """
    waiting = _open().filter(opened_at=None, passed_on_at=None)
    old = waiting.filter(asked_at__lte=at - timedelta(days=PATIENCE))
    held = [helping.hold(one) for one in old]
    due = [one for one in held if _is_due(one, at=at)]
    for request in due:
        _pass_on(request, at=at)
    return len(due)


@transaction.atomic
def follow_chart(people: Collection[UUID], *, at: datetime) -> None:
    """Take requests from helpers whom the chart has put above one of the two."""
    changed = set(people)
    touched = [one for one in _open() if _two(one) & changed]
    for one in touched:
        request = helping.hold(one)
        above = _above_the_two(request)
        _drop(request, [who for who in _helpers(request) if who.pk in above], at=at)


@transaction.atomic
def follow_leaving(person: Person, *, at: datetime) -> None:
    """Take requests from somebody who leaves, and close what they asked."""
    for one in _open().filter(Q(to=person) | Q(substitute=person)):
        _drop(helping.hold(one), [person], at=at)
    for one in _open().filter(by=person):
        helping.put_away(helping.hold(one), at=at)


@transaction.atomic
def follow_roles(*, at: datetime) -> None:
    """Take requests from those whose role in the programme has ended."""
    for one in _open():
        held_by = set(
            Role.objects.open()
            .filter(programme=one.pairing.programme_id, kind__in=HELPING)
            .values_list("person", flat=True)
        )
        ended = [who for who in _helpers(one) if who.pk not in held_by]
        if ended:
            _drop(helping.hold(one), ended, at=at)


def _open() -> QuerySet[HelpRequest]:
    alive = HelpRequest.objects.exclude(state=HelpRequest.State.CLOSED)
    return alive.select_related("to", "substitute", "pairing").order_by("pk")


def _is_due(request: HelpRequest, *, at: datetime) -> bool:
    """Look again under the lock: it may have been opened a moment ago."""
    is_waiting = request.opened_at is None and request.passed_on_at is None
    return is_waiting and due_at(timezone.localtime(request.asked_at)) <= at


def _helpers(request: HelpRequest) -> list[Person]:
    """Give those who have a key, now or once it is passed on."""
    both = (access.reader_of(request), request.substitute)
    return list(dict.fromkeys(one for one in both if one is not None))


def _above_the_two(request: HelpRequest) -> set[UUID]:
    pairs = org_chart.superior_pairs(_two(request))
    return {above for above, _person in pairs}


def _two(request: HelpRequest) -> set[UUID]:
    pairing = request.pairing
    return {one for one in (pairing.mentor_id, pairing.mentee_id) if one}


def _pass_on(request: HelpRequest, *, at: datetime) -> None:
    request.passed_on_at = at
    request.save(update_fields=["passed_on_at"])
    if request.substitute:
        sharing.hand_over(request, request.substitute)
        helping.promise("help_asked", request, to=request.substitute, at=at)
    helping.promise("help_passed_on", request, to=request.by, at=at)


def _drop(request: HelpRequest, gone: Collection[Person], *, at: datetime) -> None:
    """Take all keys from those who may no longer help; the next has it, or nobody."""
    reader = access.reader_of(request)
    if request.substitute in gone and request.substitute != reader:
        _forget_substitute(request)
    if reader not in gone:
        return
    if request.substitute and request.substitute != reader:
        request.opened_at = None
        request.save(update_fields=["opened_at"])
        _pass_on(request, at=at)
        return
    helping.put_away(request, at=at)
    helping.promise("help_passed_on", request, to=request.by, at=at)


def _forget_substitute(request: HelpRequest) -> None:
    gone = request.substitute
    vaults = [one.vault for one in request.shares.select_related("vault")]
    for vault in filter(None, (request.vault, *vaults)):
        sharing.take_keys(vault, [gone])
    request.substitute = None
    request.save(update_fields=["substitute"])
