"""The secret address that somebody's own calendar follows: made, revoked."""

from datetime import datetime

from django.db import transaction

from people.models import Person
from privacy import audit
from sessions_log import calendars
from sessions_log.models import CalendarFeed


@transaction.atomic
def make(*, by: Person, at: datetime) -> str:
    """Give a new secret, which is told this once; an older one ends with it."""
    Person.objects.select_for_update().get(pk=by.pk)
    _revoke(by, at)
    token = calendars.new_token()
    feed = CalendarFeed.objects.create(
        person=by, token_hash=calendars.hash_of(token), made_at=at
    )
    audit.record(by, "made", feed, subject=by, audience="self", at=at)
    return token


@transaction.atomic
def revoke(*, by: Person, at: datetime) -> None:
    """End the address; whoever follows it finds nothing from now on."""
    _revoke(by, at)


def _revoke(person: Person, at: datetime) -> None:
    standing = CalendarFeed.objects.select_for_update().filter(
        person=person, revoked_at=None
    )
    for feed in standing:
        feed.revoked_at = at
        feed.save(update_fields=["revoked_at"])
        audit.record(person, "revoked", feed, subject=person, audience="self", at=at)
