"""What somebody has typed and not saved yet, sealed for this person alone.

It lies in the person's own vault that belongs to no pair: whatever becomes of a pair,
a programme or a sign-in, its writer finds it again.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.views.decorators.debug import sensitive_variables

from people.models import Person
from privacy import audit, sealing
from privacy.keyring import SealError
from sessions_log.models import Draft
from sessions_log.notes.keys import key_of, keys_of, private_vault_of
from sessions_log.notes.texts import NoteText


@dataclass(frozen=True)
class OpenDraft:
    """A draft that its writer has opened: each field of the form, by its name."""

    id: UUID
    form: str
    at: datetime
    said: dict[str, NoteText]


@sensitive_variables("said")
def keep_draft(form: str, said: dict[str, str], *, by: Person, at: datetime) -> Draft:
    """Seal what a form holds now in the place of what it held before.

    Raises SealError when the writer's own vault does not open.
    """
    vault = private_vault_of(by, None)
    found = Draft.objects.filter(person=by, form=form).first()
    draft = found or Draft(person=by, form=form)
    draft.vault, draft.at = vault, at
    text = json.dumps(said, ensure_ascii=False)
    draft.sealed = sealing.seal_text(key_of(vault, by), text, _aad(draft))
    draft.save()
    return draft


def open_drafts(
    person: Person, *, forms: Collection[str] | None = None
) -> list[OpenDraft]:
    """Open one's own drafts, the newest first; of these forms only, at wish.

    One that does not open is left out and named in the writer's own trail. Raises
    SealError when the vault does not open.
    """
    found = Draft.objects.filter(person=person).select_related("vault")
    wanted = found if forms is None else found.filter(form__in=forms)
    mine = list(wanted.order_by("-at"))
    keys = keys_of({one.vault for one in mine}, person)
    opened = [_opened(one, keys[one.vault_id], person) for one in mine]
    return [one for one in opened if one is not None]


def _aad(draft: Draft) -> bytes:
    return sealing.enc("draft", draft.vault_id, draft.pk, draft.person_id, draft.form)


def _opened(draft: Draft, key: bytes, person: Person) -> OpenDraft | None:
    try:
        plain = sealing.unseal_text(key, bytes(draft.sealed), _aad(draft))
    except SealError:
        audit.record(person, "could not open", draft, audience="self")
        return None
    said = {name: NoteText(value) for name, value in json.loads(plain).items()}
    return OpenDraft(draft.pk, draft.form, draft.at, said)
