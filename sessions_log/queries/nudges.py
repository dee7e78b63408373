"""Which pairs a coordinator may write to, and what the letter would say."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from mailing import outbox
from mailing.models import Delivery
from mailing.outbox import Sample
from matching.models import Pairing
from people.models import Person
from programmes.models import Programme
from sessions_log.queries.courses import followed_in

LETTER = "pair_silent"
#: No pair is written to more often than this.
BETWEEN_LETTERS = timedelta(days=14)


def written_lately(programmes: Iterable[Programme], *, at: datetime) -> set[UUID]:
    """Name the pairs that were written to in the last two weeks."""
    letters = Delivery.objects.of_kinds([LETTER]).exclude(
        state=Delivery.State.CANCELLED
    )
    lately = letters.filter(
        scope__in=[one.pk for one in programmes], occurrence__gt=at - BETWEEN_LETTERS
    )
    return set(lately.values_list("about_id", flat=True))


def pairs_to_write_to(
    coordinator: Person, programme: Programme, *, at: datetime
) -> list[Pairing]:
    """Give the silent pairs one follows, without those that got a letter lately."""
    pairs = Pairing.objects.followed_by(coordinator).filter(programme=programme)
    lately = written_lately([programme], at=at)
    silent = [
        one.pk
        for one in followed_in(pairs, on=timezone.localdate(at))
        if one.is_silent and one.pk not in lately
    ]
    found = Pairing.objects.filter(pk__in=silent).for_display()
    return list(found.order_by("mentee__family_name", "mentee__given_name", "pk"))


def readers_among(pairings: Iterable[Pairing]) -> list[tuple[Pairing, Person]]:
    """Give everybody the letter goes to, each with their pair."""
    return [
        (pairing, person)
        for pairing in pairings
        for person in (pairing.mentee, pairing.mentor)
        if person and person.is_active
    ]


def samples_for(pairings: Collection[Pairing]) -> list[Sample]:
    """Write the letter once in each language that its readers read."""
    first = {
        outbox.language_of(person): (pairing, person)
        for pairing, person in reversed(readers_among(pairings))
    }
    found = [
        outbox.sample(LETTER, pairing, person)
        for _language, (pairing, person) in sorted(first.items())
    ]
    return [one for one in found if one]
