"""What goes: with somebody who asks for it, and with time."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from matching.models import Pairing
from people.models import Person
from sessions_log.models import (
    ActionItem,
    CalendarFeed,
    Call,
    Closing,
    Draft,
    Goal,
    Grant,
    Meeting,
    Note,
    Vault,
)
from sessions_log.operations import calls
from sessions_log.operations.drafts import purge_drafts
from sessions_log.operations.help_retention import (
    forget_help,
    purge_closings,
    purge_help,
)

ADDRESSES_KEPT = timedelta(days=30)  # so that whoever revoked one can still see it


@transaction.atomic
def forget(person: Person) -> None:
    """Erase what somebody wrote, and their keys; the other keeps what is theirs.

    Meetings keep their month, for the counts. The page that erases a person has ended
    their pairings before, and takes the person out of them afterwards.
    """
    for meeting in Meeting.objects.of(person):
        _blur(meeting, person)
    forget_help(person)
    calls.forget(person)
    Note.objects.filter(author=person).delete()
    Draft.objects.filter(person=person).delete()
    Grant.objects.filter(reader=person).delete()
    CalendarFeed.objects.filter(person=person).delete()
    _drop_wordless_actions(Pairing.objects.of(person))
    own = Goal.objects.filter(mentee=person)
    words = Note.objects.filter(kind=Note.Kind.GOAL, about=OuterRef("pk"))
    own.exclude(Exists(words)).delete()
    own.update(mentee=None)
    unread = ~Exists(Grant.objects.filter(vault=OuterRef("pk")))
    _shred(Vault.objects.exclude(state=Vault.State.SHREDDED).filter(unread))


@transaction.atomic
def purge(*, on: date) -> dict[str, int]:
    """Shred every vault whose day has come, and drafts that nobody came back to.

    It says how many rows went, per model.

    Without its grants nobody opens a note, in no copy of the database whose keys were
    retired; the notes go too.
    """
    due = Vault.objects.filter(shred_on__lte=on)
    gone = _shred(due.exclude(state=Vault.State.SHREDDED))
    gone[Draft._meta.label] += purge_drafts(on=on)
    gone[Call._meta.label] = calls.erase_old(on=on)
    gone[CalendarFeed._meta.label] = _drop_old_addresses(on)
    over = Pairing.objects.filter(ended_on__isnull=False, ended_on__lt=on)
    gone[ActionItem._meta.label] = _drop_wordless_actions(over)
    return gone | purge_help() | {Closing._meta.label: purge_closings(on=on)}


def _blur(meeting: Meeting, person: Person) -> None:
    """Keep no more of a meeting than its month."""
    meeting.planned_on = meeting.planned_on.replace(day=1)
    meeting.held_on = meeting.held_on and meeting.held_on.replace(day=1)
    meeting.planned_time = None
    if meeting.logged_by_id == person.pk:
        meeting.logged_by = None
    meeting.disputed_by, meeting.is_prepared = None, False
    meeting.save()


def _drop_old_addresses(on: date) -> int:
    """Delete what is left of addresses that were revoked a while ago."""
    old = CalendarFeed.objects.filter(revoked_at__date__lt=on - ADDRESSES_KEPT)
    return old.delete()[0]


def _drop_wordless_actions(pairings: QuerySet[Pairing]) -> int:
    """Delete actions whose words have gone: without them they say nothing."""
    words = Note.objects.filter(about=OuterRef("pk"))
    wordless = ActionItem.objects.filter(pairing__in=pairings)
    return wordless.exclude(Exists(words)).delete()[0]


def _shred(vaults: QuerySet[Vault]) -> dict[str, int]:
    doomed = list(vaults.select_for_update())
    gone = {
        model._meta.label: model.objects.filter(vault__in=doomed).delete()[0]
        for model in (Grant, Note, Draft)
    }
    for vault in doomed:
        vault.state = Vault.State.SHREDDED
        vault.save(update_fields=["state"])
    return {Vault._meta.label: len(doomed), **gone}
