"""Opening a programme, moving it forward, and closing it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.events import Consequence, answers_to
from people.models import Person
from programmes import rules
from programmes.events import ProgrammeClosed, programme_closed
from programmes.models import Programme
from programmes.operations.holding import (
    hold,
    hold_for_news,
    require_frame,
    store,
)


@transaction.atomic
def open_programme(programme: Programme, *, by: Person, at: datetime) -> Programme:
    """Announce a draft to everybody: from now on people may sign up.

    Raises ValidationError with a sentence for every part of the frame that is missing.
    Opening what is open changes nothing.
    """
    held = hold(programme)
    if not held.is_draft:
        return held
    require_frame(held)
    held.state = Programme.State.RECRUITING
    store(held, verb="programme_opened", by=by, at=at)
    return held


@transaction.atomic
def advance(programme: Programme, *, to: str, by: Person, at: datetime) -> Programme:
    """Move an open programme forward; it never goes back.

    Raises ValidationError when the rules do not allow that step. Opening and closing
    are acts of their own.
    """
    held = hold(programme)
    if held.is_draft or to == Programme.State.CLOSED:
        raise ValidationError(_("Opening and closing a programme are steps apart."))
    if obstacle := rules.obstacle_to_step(held.state, to):
        raise ValidationError(obstacle)
    held.state = to
    store(held, verb="programme_advanced", by=by, at=at)
    return held


@transaction.atomic
def close(programme: Programme, *, by: Person, at: datetime) -> list[Consequence]:
    """Close a programme for everybody, for good, and say what follows from it.

    Raises ValidationError for a draft, and for what is closed already.
    """
    held = hold_for_news(programme)
    if obstacle := rules.obstacle_to_closing(held.state):
        raise ValidationError(obstacle)
    held.state = Programme.State.CLOSED
    store(held, verb="programme_closed", by=by, at=at)
    change = ProgrammeClosed(programme=held, at=at, by=by)
    return answers_to(programme_closed.send(sender=Programme, change=change))
