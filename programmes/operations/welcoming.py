"""The welcome of a newcomer: noted step by step, signed by a superior, never lost."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mailing import outbox
from mailing.outbox import Promise
from people.models import Person, ReportingLine
from privacy import audit
from programmes import rules
from programmes.models import Programme, Welcome
from programmes.operations.holding import hold


@transaction.atomic
def note_steps(
    programme: Programme,
    *,
    person: Person,
    steps: Iterable[str],
    by: Person,
    at: datetime,
) -> Welcome:
    """Write down what a newcomer has been shown.

    Raises ValidationError once somebody signed for it.
    """
    welcome = _hold(programme, person)
    done = set(steps)
    welcome.steps_done = [key for key in rules.WELCOME_STEPS if key in done]
    _store(welcome, "welcome_noted", by=by, at=at)
    return welcome


@transaction.atomic
def ask_to_sign(
    programme: Programme, *, person: Person, of: Person, by: Person, at: datetime
) -> Welcome:
    """Ask a superior to sign, by a letter with a link; asking again replaces it.

    Raises ValidationError while something of the list is open, and for somebody who is
    no direct superior or has no address.
    """
    welcome = _hold(programme, person)
    _require_whole(welcome)
    if not is_direct_superior(of, person):
        raise ValidationError(_("Only somebody's own superior signs this."))
    if not of.email:
        raise ValidationError(
            _("%(name)s has no e-mail address. Print this page and have it signed.")
            % {"name": of}
        )
    welcome.asked_of = of
    _store(welcome, "welcome_signature_asked", by=by, at=at)
    outbox.cancel("welcome_signature", about=welcome)
    outbox.promise(
        Promise(
            "welcome_signature",
            about=welcome,
            to=of,
            occurrence=at,
            scope=welcome.programme_id,
        )
    )
    return welcome


@transaction.atomic
def sign(welcome: Welcome, *, by: Person, at: datetime) -> Welcome:
    """Sign that a newcomer has been shown everything of the list.

    Raises ValidationError when it was signed, when something is open again, or when
    this person is no longer the one to sign.
    """
    held = _hold(welcome.programme, welcome.person)
    _require_whole(held)
    if held.asked_of_id != by.pk or not is_direct_superior(by, held.person):
        raise ValidationError(_("Somebody else is asked to sign this now."))
    held.signed_by = by
    held.signed_on = timezone.localdate(at)
    _store(held, "welcome_signed", by=by, at=at)
    return held


def is_direct_superior(one: Person, person: Person) -> bool:
    lines = ReportingLine.objects.in_force().upward()
    return lines.filter(superior=one, person=person).exists()


def _hold(programme: Programme, person: Person) -> Welcome:
    """Give the welcome of a newcomer, made at the first word about it; locked."""
    held = hold(programme)
    rows = Welcome.objects.select_for_update(of=("self",)).select_related("person")
    welcome = rows.filter(programme=held, person=person).first()
    if welcome is None:
        return Welcome(programme=held, person=person)
    if welcome.is_signed:
        raise ValidationError(_("This is signed: nothing changes any more."))
    return welcome


def _require_whole(welcome: Welcome) -> None:
    if not welcome.is_whole:
        raise ValidationError(_("First everything of the list has to be ticked."))


def _store(welcome: Welcome, verb: str, *, by: Person, at: datetime) -> None:
    welcome.full_clean()
    welcome.save()
    audit.record(
        by, verb, welcome, scope=welcome.programme_id, subject=welcome.person, at=at
    )
