"""The desk of somebody who helps: what is addressed to them, and what is shown."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from people import org_chart
from people.models import Person
from programmes.models import Role
from sessions_log import notes
from sessions_log.models import HelpRequest, Share
from sessions_log.notes import OpenNote
from sessions_log.queries.helping import HELPING


@dataclass(frozen=True)
class DeskPage:
    """A request as the one who helps sees it; its words only once it was opened."""

    request: HelpRequest
    words: tuple[OpenNote, ...]
    shares: tuple[Share, ...]


def requests_for(person: Person) -> QuerySet[HelpRequest]:
    """Give what waits for somebody who may still help these two, the newest first.

    That is a role which is open today, and no place above one of the two.
    """
    first = Q(to=person) & (Q(passed_on_at=None) | Q(substitute=None))
    second = Q(substitute=person, passed_on_at__isnull=False)
    here = Role.objects.held_by(person).filter(kind__in=HELPING).values("programme")
    below = org_chart.reports_of(person)
    biased = Q(pairing__mentor__in=below) | Q(pairing__mentee__in=below)
    found = HelpRequest.objects.filter(first | second, pairing__programme__in=here)
    return (
        found.exclude(state=HelpRequest.State.CLOSED)
        .exclude(biased)
        .select_related("by", "vault", "to", "substitute", "pairing__programme")
        .order_by("-asked_at", "pk")
    )


def shares_for(person: Person, *, at: datetime) -> QuerySet[Share]:
    """Give the copies that somebody may look at now."""
    live = Share.objects.filter(reader=person, revoked_at=None, expires_at__gt=at)
    mine = requests_for(person).filter(opened_at__isnull=False)
    waiting = live.filter(request__in=mine.order_by().values("pk"))
    return waiting.select_related("vault", "by", "request").order_by("made_at", "pk")


def desk_page(request: HelpRequest, *, reader: Person, at: datetime) -> DeskPage:
    """Open a request for the one who helps; raises as `notes.read_all` does."""
    if request.opened_at is None or request.vault is None:
        return DeskPage(request, (), ())
    return DeskPage(
        request=request,
        words=tuple(notes.read_all([request.vault], reader=reader)),
        shares=tuple(shares_for(reader, at=at).filter(request=request)),
    )


def copies_in(share: Share, *, reader: Person) -> list[OpenNote]:
    """Open what is shown to somebody, as it was then; raises as `notes.read_all`."""
    return notes.read_all([share.vault] if share.vault else [], reader=reader)
