"""How much of each kind waits on a coordinator: one query for all programmes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import CharField, Count, Model, QuerySet, Value

from matching.models import Pairing, Proposal
from matching.queries import waiting_mentees
from people import org_chart
from people.models import Person
from programmes.models import Enrolment, Programme
from sessions_log.models import HelpRequest
from sessions_log.queries.support import requests_for

CONTACT, SUSPENDED, SEEKERS = "contact", "suspended", "seekers"
APPLICATIONS, PROPOSALS, PAIRS = "applications", "proposals", "pairs"
Kind = tuple[str, UUID]  # and the programme


def counts_for(coordinator: Person, programmes: Sequence[Programme]) -> Counter[Kind]:
    """Count what waits, per kind and programme, without what is not theirs to see.

    PAIRS are all that have not ended, also those that somebody else follows.
    """
    selects = [
        _count(kind, programme, rows)
        for programme in programmes
        for kind, rows in _rows(coordinator, programme)
    ]
    if not selects:
        return Counter()
    first, *rest = selects
    keys = {str(one.pk): one.pk for one in programmes}
    found = first.union(*rest, all=True)
    return Counter({(kind, keys[key]): count for kind, key, count in found})


def _rows(
    coordinator: Person, programme: Programme
) -> Iterator[tuple[str, QuerySet[Model]]]:
    asked = Proposal.objects.followed_by(coordinator).asked()
    every = Pairing.objects.exclude(state=Pairing.State.ENDED)
    yield CONTACT, _requests_to(coordinator, programme)
    if programme.may_pair:
        yield SEEKERS, waiting_mentees(programme)
    yield APPLICATIONS, _undecided(coordinator, programme)
    yield PROPOSALS, asked.filter(mentee__programme=programme, remind_on=None)
    yield PAIRS, every.filter(programme=programme)


def _requests_to(coordinator: Person, programme: Programme) -> QuerySet[HelpRequest]:
    """Give who asked this coordinator, by name, to get in touch."""
    return requests_for(coordinator).filter(
        pairing__programme=programme,
        to_role=HelpRequest.ToRole.COORDINATOR,
        opened_at=None,
    )


def _undecided(coordinator: Person, programme: Programme) -> QuerySet[Enrolment]:
    """Give the applications this coordinator may decide on."""
    here = Enrolment.objects.undecided().filter(programme=programme)
    below = org_chart.reports_of(coordinator)
    return here.exclude(person=coordinator).exclude(person__in=below)


def _count(
    kind: str, programme: Programme, rows: QuerySet[Model]
) -> QuerySet[Model, tuple[str, str, int]]:
    said = CharField()
    named = rows.order_by().values(
        what=Value(kind, said), where=Value(str(programme.pk), said)
    )
    counted: QuerySet[Model, tuple[str, str, int]] = named.annotate(
        how_many=Count("pk")
    ).values_list("what", "where", "how_many")
    return counted
