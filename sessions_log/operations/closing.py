"""Closing a journey: thanks, what was reached, staying in touch, the end itself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mailing import outbox
from mailing.outbox import Promise
from matching.models import Pairing
from matching.operations import closing as journeys
from people.models import Person
from privacy import audit
from sessions_log import access, notes
from sessions_log.models import Closing, Goal, Note
from sessions_log.notes import NoteText
from sessions_log.queries.closing import both_stay


@dataclass(frozen=True)
class LastWords:
    """What one of the two says at the end; None leaves a thing as it is."""

    thanks: NoteText | None = None
    on_certificate: bool = False
    shown_goals: frozenset[UUID] | None = None
    keeps_in_touch: bool | None = None


@transaction.atomic
def say(pairing: Pairing, said: LastWords, *, at: datetime, by: Person) -> Closing:
    """Keep what one of the two says at the end.

    That both want to stay in touch is told to both, and then stands. Raises
    ValidationError when their notes have gone, when a text is too long, and for thanks
    once nothing is written here any more.
    """
    held = _hold(pairing, at=at, by=by)
    closing = _closing_of(held, by)
    if said.thanks is not None:
        _thank(held, said.thanks, on_certificate=said.on_certificate, at=at, by=by)
    if said.shown_goals is not None and by.pk == held.mentee_id:
        closing.shown_goals = _of_this_pair(held, said.shown_goals)
    is_told = both_stay(Closing.objects.filter(pairing=held))
    if said.keeps_in_touch is not None and not is_told:
        closing.keeps_in_touch = said.keeps_in_touch
    closing.save()
    if not is_told and both_stay(Closing.objects.filter(pairing=held)):
        _tell_both(held, at=at)
    return closing


@transaction.atomic
def close(pairing: Pairing, *, at: datetime, by: Person) -> Pairing:
    """Close a journey that has run its time, for both.

    Raises ValidationError as `matching.operations.closing.complete` does.
    """
    ended = journeys.complete(pairing, at=at, by=by)
    closing = _closing_of(ended, by)
    closing.closed_at = at
    closing.save(update_fields=["closed_at"])
    return ended


@transaction.atomic
def note_download(pairing: Pairing, *, at: datetime, by: Person) -> None:
    """Leave a trace, for this person alone, that they took their notes along."""
    audit.record(by, "took notes along", pairing, audience="self", at=at)


def _hold(pairing: Pairing, *, at: datetime, by: Person) -> Pairing:
    locked = Pairing.objects.select_for_update(of=("self",)).for_display()
    held = locked.get(pk=pairing.pk)
    if not access.may_look_back(by, held, on=timezone.localdate(at)):
        raise ValidationError(_("Your journey together has been over for a while."))
    return held


def _closing_of(pairing: Pairing, person: Person) -> Closing:
    return Closing.objects.get_or_create(pairing=pairing, person=person)[0]


def _thank(
    pairing: Pairing,
    words: NoteText,
    *,
    on_certificate: bool,
    at: datetime,
    by: Person,
) -> None:
    """Put new thanks in the place of the old; `about` says whether they go on paper."""
    vault = notes.shared_vault_of(pairing)
    if not access.may_write(by, pairing):
        raise ValidationError(_("Nothing can be written here any more."))
    kind = Note.Kind.THANKS
    for old in Note.objects.filter(vault=vault, author=by, kind=kind):
        notes.delete(old, by=by)
    if words.plain.strip():
        about = pairing.pk if on_certificate and by.pk == pairing.mentee_id else None
        notes.write(vault, words.plain, author=by, kind=kind, at=at, about=about)


def _of_this_pair(pairing: Pairing, chosen: frozenset[UUID]) -> list[str]:
    goals = Goal.objects.filter(pairing=pairing, state__in=Goal.AGREED, pk__in=chosen)
    return sorted(str(key) for key in goals.values_list("pk", flat=True))


def _tell_both(pairing: Pairing, *, at: datetime) -> None:
    both = (pairing.mentor, pairing.mentee)
    outbox.promise(
        *(
            Promise(
                "stay_in_touch",
                about=pairing,
                to=person,
                occurrence=at,
                scope=pairing.programme_id,
            )
            for person in both
            if person is not None and person.is_active
        )
    )
