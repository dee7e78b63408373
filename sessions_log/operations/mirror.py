"""Looking back halfway: answered alone, laid side by side, at most one agreement."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from matching.models import Pairing
from people.models import Person
from sessions_log import notes
from sessions_log.models import Note, Vault
from sessions_log.operations.holding import hold_to_write
from sessions_log.queries import mirror

MIRROR = Note.Kind.MIRROR


@sensitive_variables("said", "text")
@transaction.atomic
def answer(
    pairing: Pairing, said: Mapping[str, str], *, at: datetime, by: Person
) -> None:
    """Keep one's answers for oneself, in the place of those of before.

    Raises ValidationError when they lie side by side already, or when all is over.
    """
    pairing = hold_to_write(pairing, by=by)
    about = _about_now(pairing, by)
    if _copy(pairing, about, by) is not None:
        raise ValidationError(_("Your answers lie there already."))
    vault, text = notes.private_vault_of(by, pairing), json.dumps(dict(said))
    own = _of(vault, about, by)
    if own is None:
        notes.write(vault, text, author=by, kind=MIRROR, at=at, about=about)
    else:
        notes.rewrite(own, text, by=by, at=at)


@transaction.atomic
def lay(pairing: Pairing, *, at: datetime, by: Person) -> None:
    """Lay a copy of one's answers where both read, for when the other does too.

    Twice is once. Raises ValidationError without answers, or when all is over.
    """
    pairing = hold_to_write(pairing, by=by)
    about = _about_now(pairing, by)
    if _copy(pairing, about, by) is not None:
        return
    own = _of(notes.private_vault_of(by, pairing), about, by)
    if own is None:
        raise ValidationError(_("Answer the sentences first, for yourself."))
    said = notes.read(own, reader=by).plain
    vault = notes.shared_vault_of(pairing)
    notes.write(vault, said, author=by, kind=MIRROR, at=at, about=about)


@transaction.atomic
def ask(pairing: Pairing, *, at: datetime, by: Person) -> None:
    """Ask the other, on their page, to look back together; twice is once.

    Raises ValidationError when all is over.
    """
    pairing = hold_to_write(pairing, by=by)
    about = mirror.asking_id(pairing, _number_now(pairing, by))
    vault = notes.shared_vault_of(pairing)
    if _of(vault, about, by) is None:
        notes.write(vault, "?", author=by, kind=MIRROR, at=at, about=about)


@sensitive_variables("text")
@transaction.atomic
def agree_on(pairing: Pairing, text: str, *, at: datetime, by: Person) -> Note:
    """Write the one thing that comes of the last look back, for both.

    Raises ValidationError when nothing lies open, when there is one already, as
    `notes.write` does, or when all is over.
    """
    pairing = hold_to_write(pairing, by=by)
    last = _number_now(pairing, by) - 1
    if last == 0:
        raise ValidationError(_("Lay your answers side by side first, both of you."))
    about, vault = mirror.mirror_id(pairing, last), notes.shared_vault_of(pairing)
    kind = Note.Kind.SHARED
    if Note.objects.filter(vault=vault, kind=kind, about=about).exists():
        raise ValidationError(_("You agreed on one thing already."))
    return notes.write(vault, text, author=by, kind=kind, at=at, about=about)


def _number_now(pairing: Pairing, by: Person) -> int:
    vault = notes.shared_vault_of(pairing)
    opened = notes.read_all([vault], reader=by, kinds=[MIRROR])
    return mirror.number_now(pairing, opened)


def _about_now(pairing: Pairing, by: Person) -> UUID:
    return mirror.mirror_id(pairing, _number_now(pairing, by))


def _copy(pairing: Pairing, about: UUID, by: Person) -> Note | None:
    return _of(notes.shared_vault_of(pairing), about, by)


def _of(vault: Vault, about: UUID, by: Person) -> Note | None:
    found = Note.objects.filter(vault=vault, kind=MIRROR, about=about, author=by)
    return found.select_related("vault").first()
