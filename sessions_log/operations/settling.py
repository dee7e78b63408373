"""Settling it all at once, in the first meeting: one screen, two people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matching.models import Pairing
from matching.operations import pairings
from people.models import Person
from privacy import audit
from privacy.models import Audience
from sessions_log import queries
from sessions_log.models import Goal
from sessions_log.notes import NoteText
from sessions_log.operations import agreements, goals, meetings
from sessions_log.operations.holding import hold_to_settle
from sessions_log.operations.meetings import Moment


@dataclass(frozen=True)
class Settlement:
    """What the two chose on one screen: words, goals, and when they first meet."""

    words: NoteText
    goals: Sequence[NoteText] = ()
    first: Moment | None = None


@transaction.atomic
def settle(
    pairing: Pairing, chosen: Settlement, *, at: datetime, by: Person, once: UUID
) -> Pairing:
    """Write down what the two chose; whoever presses agrees with all of it.

    `once` names the form: sent twice it counts once. Raises ValidationError without a
    goal, as the single acts do, or when all is over.
    """
    pairing = hold_to_settle(pairing, by=by)
    standing = queries.current_words(pairing, reader=by)
    if chosen.words.lines != standing.lines:
        words = chosen.words.plain
        agreements.word(pairing, words, at=at, by=by, once=uuid5(once, "words"))
    for number, text in enumerate(chosen.goals):
        named = uuid5(once, f"goal {number}")
        goals.add(pairing, text.plain, due_on=None, at=at, by=by, once=named)
    _agree_with_goals(pairing, at=at, by=by)
    if chosen.first is not None:
        meetings.plan_series(pairing, chosen.first, at=at, by=by)
    return agreements.agree(pairing, at=at, by=by)


@transaction.atomic
def confirm(pairing: Pairing, *, at: datetime, by: Person) -> Pairing:
    """Let the other say yes to it all, on the screen of the first.

    The caller has seen that it is this person. It stands in their own trail.
    """
    pairing = hold_to_settle(pairing, by=by)
    _agree_with_goals(pairing, at=at, by=by)
    pairing = agreements.agree(pairing, at=at, by=by)
    audit.record(
        by,
        "agreed beside the other",
        pairing,
        subject=by,
        audience=Audience.SELF,
        at=at,
    )
    return pairing


@transaction.atomic
def sign_on_paper(pairing: Pairing, *, on: date, at: datetime, by: Person) -> Pairing:
    """Note that the two signed it on paper; the page tells the other who may object.

    Raises ValidationError for a day that has not come or lies before the pairing,
    without a goal, or when all is over.
    """
    pairing = hold_to_settle(pairing, by=by)
    if on > timezone.localdate(at):
        raise ValidationError(_("This day has not come yet."))
    if on < pairing.made_on:
        raise ValidationError(_("On this day you were not a pair yet."))
    for person in filter(None, (pairing.mentor, pairing.mentee)):
        _agree_with_goals(pairing, at=at, by=person)
    pairing = pairings.note_paper(pairing, on=on, at=at)
    return agreements.start_when_settled(pairing, at=at, by=by)


def _agree_with_goals(pairing: Pairing, *, at: datetime, by: Person) -> None:
    """Agree with every goal that stands; there is one at least."""
    standing = list(Goal.objects.filter(pairing=pairing, state__in=Goal.OPEN))
    if not standing:
        raise ValidationError(_("Choose or write one goal, to begin with."))
    for goal in standing:
        goals.agree(goal, at=at, by=by)
