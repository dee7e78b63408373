"""Opening again what was shut when somebody else changed a credential.

Each proof takes grants from the former id of the credential to the present one: the
partner's word for what the two share, a recovery code or seven days without objection
for one's own notes (`docs/decisions/proofs-of-credentials.md`). No other key opens a
grant, so none of this can be done for somebody who never had one.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from matching.models import Pairing
from people import proofs
from people.models import Person
from people.operations import credentials
from people.queries import opens_by_waiting_on
from privacy import audit, keyring
from privacy.models import Audience
from sessions_log.models import Grant
from sessions_log.queries.reopening import (
    key_of,
    shut_grants_of,
    waits_for_a_yes,
)


@transaction.atomic
def vouch_for_partner(pairing: Pairing, *, at: datetime, by: Person) -> None:
    """Say that the other of the two is who they say: what they share opens for them.

    Raises ValidationError when nothing of theirs is shut, or when it is shut for `by`.
    """
    other = waits_for_a_yes(pairing, reader=by)
    if other is None:
        raise ValidationError(_("Nothing is shut here."))
    person = _held(other)
    _open(person, shut_grants_of(person, pairing), at=at, by=by)


@transaction.atomic
def open_with_code(person: Person, *, code: str, at: datetime) -> None:
    """Open one's own notes with a recovery code that was made before the change.

    Raises ValidationError for a code that does not fit.
    """
    credentials.use_recovery_code(person=person, code=code)
    _open_own(person, at=at)


@transaction.atomic
def open_after_waiting(person: Person, *, at: datetime) -> None:
    """Open one's own notes a week after the warning, when nobody objected.

    Raises ValidationError before that day.
    """
    held = _held(person)
    opens_on = opens_by_waiting_on(held)
    if opens_on is None or timezone.localdate(at) < opens_on:
        raise ValidationError(_("It is too soon: your own notes are still shut."))
    _open_own(held, at=at)


def _open_own(person: Person, *, at: datetime) -> None:
    shut = shut_grants_of(person)
    own = [grant for grant in shut if grant.vault.owner_id == person.pk]
    _open(person, own, at=at, by=person)


def _open(person: Person, grants: Iterable[Grant], *, at: datetime, by: Person) -> None:
    """Seal these for the present credential; after the last, let go of the former."""
    if not proofs.fits(person):
        raise ValidationError(_("Somebody changed this account again. Sign in anew."))
    for grant in grants:
        _renew(grant)
        audit.record(
            by,
            "notes_reopened",
            grant.vault,
            subject=person,
            audience=Audience.SELF,
            at=at,
        )
    if not shut_grants_of(person):
        credentials.forget_former(person=person)


def _renew(grant: Grant) -> None:
    present, *former = grant.bindings("sealed_key")
    key = cast("bytes", key_of(grant, former))  # it is shut: so it opens
    grant.kek_id, grant.sealed_key = keyring.current().wrap(key, present)
    grant.save(update_fields=["kek_id", "sealed_key"])


def _held(person: Person) -> Person:
    return Person.objects.select_for_update().get(pk=person.pk)
