"""The one-time link that lets the first person into an empty installation.

`start` prints the link in the terminal; the data folder holds only its hash, so that
a copy of the folder opens nothing.
"""

import hashlib
import hmac
import secrets
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from people.models import CompanyRole, Person
from people.operations import credentials, people, roles
from people.operations.people import Facts

FILE = "first-visit"


def issue() -> str:
    """Make a new link's token; an earlier one opens nothing any more."""
    token = secrets.token_urlsafe(24)
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    _file().write_text(_hash(token))
    return token


def fits(token: str) -> bool:
    """Say whether this is the token of the link that was printed last."""
    try:
        kept = _file().read_text()
    except FileNotFoundError:
        return False
    return hmac.compare_digest(kept, _hash(token))


@transaction.atomic
def let_in(facts: Facts, *, password: str, at: datetime) -> Person:
    """Take in the first person, who looks after everything until others are asked.

    Raises ValidationError, and leaves the door open, when the password is weak.
    """
    person = people.add(facts, at=at, by=None)
    for kind in CompanyRole.Kind:
        roles.give(person=person, kind=kind, by=None, at=at)
    credentials.choose_first_secret(
        person=person,
        secret=password,
        kind=Person.SecretKind.PASSWORD,
        at=at,
        by_mail=False,
    )
    close()
    return person


def close() -> None:
    """Shut the door behind the first person: the link opens nothing any more."""
    _file().unlink(missing_ok=True)


def _file() -> Path:
    return settings.VAR_DIR / FILE


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
