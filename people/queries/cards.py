"""Who needs an activation card to come in for the first time."""

from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from people.models import Card, Employment, Person
from people.queries.directory import with_posts


def waiting_for_card(by: Person, *, site: str, at: datetime) -> QuerySet[Person]:
    """Give who has a number, no mailbox and no PIN yet, at one site or anywhere.

    Each has `posts`, and `working_cards`: what was printed and not yet used. Nobody
    prints a card for themselves.
    """
    waiting = (
        Person.objects.employed()
        .exclude(pk=by.pk)
        .filter(
            email__isnull=True,
            employee_number__isnull=False,
            secret_kind=Person.SecretKind.NONE,
        )
    )
    if site:
        there = Employment.objects.current(timezone.localdate(at)).filter(site=site)
        waiting = waiting.filter(pk__in=there.values("person"))
    cards = Prefetch("cards", queryset=Card.objects.open(at), to_attr="working_cards")
    placed = with_posts(waiting.in_alphabet(), on=timezone.localdate(at))
    return placed.prefetch_related(cards)


def sites_waiting(by: Person, *, at: datetime) -> list[str]:
    """Name the sites where somebody waits for a card."""
    waiting = waiting_for_card(by, site="", at=at).order_by().values("pk")
    posts = Employment.objects.current(timezone.localdate(at)).exclude(site="")
    here = posts.filter(person__in=waiting).order_by("site")
    return list(here.values_list("site", flat=True).distinct())
