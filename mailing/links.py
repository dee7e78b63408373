"""Signed links for one purpose: made when a letter is written, read when it is used.

    token = links.make("invitation", person.pk, once=str(person.credential_id))
    ...
    link = links.read("invitation", token)  # None: another purpose, forged, too old
    person = get_object_or_404(Person, pk=link.about)
    if not link.is_unused(once=str(person.credential_id)):  # used: the value moved on
        ...

Two ways make a link work once. `once` is a value of the subject that its use changes:
the signature then fits no more, and nothing needs to be stored. Or the random subject
of the link is remembered where it was used: `link.digest` is a hash of it. The token
itself is stored nowhere, and `mask` keeps it out of logs.
"""

import hashlib
import logging
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

LIFETIME: Final = timedelta(days=14)
MASK: Final = "[link]"
_TOKEN: Final = re.compile(
    r"[\w.-]{40,}(?P<colon>:|%3A)[\w-]{6}(?P=colon)[\w-]{43}"  # signed, for one purpose
    r"|calendar-[\w-]{43}"  # the address that somebody's own calendar follows
)


@dataclass(frozen=True)
class Link:
    """A link that was made by us, for this purpose, not too long ago."""

    about: UUID
    digest: str
    purpose: str
    fits: str

    def is_unused(self, *, once: str) -> bool:
        """Say whether the subject still is as it was when the link was made."""
        return constant_time_compare(
            self.fits, _fingerprint(self.purpose, self.digest, once)
        )


def make(purpose: str, about: UUID, *, once: str = "") -> str:
    """Make a token about this row; it holds the random id of the row, no name."""
    subject = secrets.token_urlsafe(12)
    fits = _fingerprint(purpose, _hashed(subject), once)
    return _signer(purpose).sign(f"{about.hex}.{subject}.{fits}")


def read(
    purpose: str, token: str, *, lifetime: timedelta | None = LIFETIME
) -> Link | None:
    """Read a token of this purpose; None when it is forged, foreign or too old."""
    try:
        value = _signer(purpose).unsign(token, max_age=lifetime)
    except signing.BadSignature:
        return None
    about, subject, fits = value.split(".")
    return Link(UUID(about), _hashed(subject), purpose, fits)


def address_of(view: str, *args: object) -> str:
    """Give the whole address of one of our pages, as letters need it."""
    return f"{settings.SITE_URL}{reverse(view, args=args)}"


def mask(text: str) -> str:
    """Take tokens out of a text that somebody will keep: a log line, an SMTP answer."""
    return _TOKEN.sub(MASK, text)


class Masked(logging.Filter):
    """A filter for log handlers: no line that passes holds a token."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        masked = mask(message)
        if masked != message:
            record.msg, record.args = masked, None
        return True


def _signer(purpose: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=_salt(purpose))


def _salt(purpose: str) -> str:
    return f"mailing.links.{purpose}"


def _hashed(subject: str) -> str:
    return hashlib.sha256(subject.encode()).hexdigest()


def _fingerprint(purpose: str, digest: str, once: str) -> str:
    value = f"{digest}:{once}"
    code = salted_hmac(_salt(purpose), value, algorithm="sha256").hexdigest()
    return code[:32]  # 128 bits: nobody guesses them, and the address stays short
