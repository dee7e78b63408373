"""Where people are signed in: Django's session engine over rows that tell nothing.

The table keeps a hash of each key, and data that only the key ring opens in the very
row it was sealed for. Whoever holds a copy of the database is signed in nowhere.

When a browser was last here stands in a cookie of that browser, signed, and in no
table: a row that is written at every visit would say who was here just before a ballot.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import (
    CreateError,
    SessionBase,
    UpdateError,
)
from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.models import BrowserSession, Person
from privacy import keyring
from privacy.keyring import SealError

SHARED_DEVICE = timedelta(minutes=3)
MARKED_EVERY = timedelta(minutes=1)
_BEGAN = "_began"  # when it was begun: the longest a session lasts counts from here
_SEEN = "_seen"  # when it was last written; the mark of the browser is later
_IDLE = "_idle"  # seconds without a request after which it ends, if not the usual
_DEVICE = "_device"
_LOGIN_CODE = "_login_code"  # on its way by mail
_BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari")  # each also claims the next
_BROWSER_NAMES = {"Edg": "Edge", "OPR": "Opera"}
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")

Data = dict[str, Any]
logger = logging.getLogger("django.security.BrowserSession")


class SessionStore(SessionBase):
    """One browser's session; it ends when idle, and at the latest after half a day."""

    #: The mark that the browser brought along: see `mark_seen`.
    mark = ""

    def load(self) -> Data:
        """Give what the row holds; a row that was touched by others holds nothing."""
        now = timezone.now()
        row = BrowserSession.objects.filter(
            key_hash=hash_of(self.session_key), expires_at__gt=now
        ).first()
        data = _opened(row) if row else None
        if row is None or data is None or _end_of(data) <= now:
            self._session_key = None
            return {}
        if self._seen_in(data) + _idle_of(data) <= now:
            row.delete()
            self._session_key = None
            return {}
        return data

    def mark_seen(self, at: datetime) -> str:
        """Give a new mark for the browser, when the one it has grows old; else nothing.

        It is bound to the key: the mark of another session, or of this browser before
        it signed in, says nothing here. A session that nobody looked at is not marked.
        """
        if not self.accessed:
            return ""
        data: Data = self._get_session()  # type: ignore[attr-defined]  # not in the stubs
        often = min(MARKED_EVERY, _idle_of(data) / 10)
        if self.session_key is None or at - self._seen_in(data) < often:
            return ""
        return _signer().sign(f"{hash_of(self.session_key)}:{at.timestamp():.0f}")

    def _seen_in(self, data: Data) -> datetime:
        """Say when this browser was last here, as far as anybody knows."""
        written = datetime.fromtimestamp(data.get(_SEEN, 0), UTC)
        try:
            key_hash, moment = _signer().unsign(self.mark).split(":")
        except BadSignature:
            return written
        if key_hash != hash_of(self.session_key):
            return written
        return max(written, datetime.fromtimestamp(int(moment), UTC))

    def exists(self, session_key: str) -> bool:
        return BrowserSession.objects.filter(key_hash=hash_of(session_key)).exists()

    def create(self) -> None:
        """Save at once under a key of its own, so that nobody else gets that key."""
        self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]  # not in the stubs
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        """Seal the data into the row; a session that others closed is not reopened."""
        if self.session_key is None:
            return self.create()
        now = timezone.now()
        data: Data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]  # idem
        data.setdefault(_BEGAN, now.timestamp())
        data[_SEEN] = now.timestamp()
        row = BrowserSession(
            key_hash=hash_of(self.session_key), person_id=_person_id(data)
        )
        row.sealed = _sealed(row, self.serializer().dumps(data))
        row.expires_at = _end_of(data)
        return _insert(row) if must_create else _replace(row)

    def delete(self, session_key: str | None = None) -> None:
        key_hash = hash_of(session_key or self.session_key)
        BrowserSession.objects.filter(key_hash=key_hash).delete()

    def cycle_key(self) -> None:
        """Go on under a new key, and count the longest duration anew."""
        self.pop(_BEGAN, None)
        super().cycle_key()

    @classmethod
    def clear_expired(cls) -> None:
        BrowserSession.objects.filter(expires_at__lte=timezone.now()).delete()


@dataclass(frozen=True)
class OpenSession:
    """A browser that is signed in, as its owner sees it in a list."""

    pk: UUID
    began_at: datetime
    device: str
    is_this_one: bool


def hash_of(session_key: str | None) -> str:
    return hashlib.sha256((session_key or "").encode()).hexdigest()


def open_sessions(
    person: Person, *, this_key: str | None, at: datetime
) -> list[OpenSession]:
    """List where somebody is signed in, this browser first; for that person's eyes."""
    rows = BrowserSession.objects.filter(person=person, expires_at__gt=at)
    found = [
        OpenSession(
            pk=row.pk,
            began_at=datetime.fromtimestamp(data[_BEGAN], UTC),
            device=data.get(_DEVICE, ""),
            is_this_one=row.key_hash == hash_of(this_key),
        )
        for row in rows
        if (data := _opened(row)) and _end_of(data) > at
    ]
    return sorted(
        found, key=lambda one: (not one.is_this_one, -one.began_at.timestamp())
    )


def note_device(session: SessionBase, user_agent: str) -> None:
    """Remember which browser this is, for the list of its owner."""
    session[_DEVICE] = device_named_in(user_agent)


def end_early(session: SessionBase) -> None:
    """End the session after three idle minutes: others use this device too."""
    session[_IDLE] = SHARED_DEVICE.total_seconds()
    session.set_expiry(0)


def keep_login_code(session: SessionBase, code: str) -> BrowserSession:
    """Put a code under seal, where the letter that carries it finds it."""
    session[_LOGIN_CODE] = code
    session.save()
    return BrowserSession.objects.get(key_hash=hash_of(session.session_key))


def login_code_in(row: BrowserSession) -> str | None:
    """Give the code that this browser waits for, if it still does."""
    code: str | None = (_opened(row) or {}).get(_LOGIN_CODE)
    return code


def forget_login_code(session: SessionBase) -> None:
    session.pop(_LOGIN_CODE, None)


def device_named_in(user_agent: str) -> str:
    """Say in a few words which browser wrote this header; empty when none is known."""
    browser = next((name for name in _BROWSERS if f"{name}/" in user_agent), "")
    system = next((name for name in _SYSTEMS if name in user_agent), "")
    named = (_BROWSER_NAMES.get(browser, browser), system)
    return ", ".join(part for part in named if part)


def _person_id(data: Data) -> UUID | None:
    return UUID(data[SESSION_KEY]) if SESSION_KEY in data else None


def _end_of(data: Data) -> datetime:
    longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return datetime.fromtimestamp(data[_BEGAN], UTC) + longest


def _idle_of(data: Data) -> timedelta:
    return timedelta(seconds=data.get(_IDLE, settings.SESSION_IDLE_AGE))


def _signer() -> Signer:
    return Signer(salt="people.browser_sessions")


def _sealed(row: BrowserSession, plain: bytes) -> bytes:
    return keyring.current().seal_value(plain, row.bindings("sealed")[0])


def _opened(row: BrowserSession) -> Data | None:
    """Open a row, or None when it does not open: moved, changed, or its key is away."""
    try:
        plain = keyring.current().open_value(
            bytes(row.sealed), row.bindings("sealed")[0]
        )
    except SealError:
        logger.warning("A session row does not open; that browser signs in again.")
        return None
    data: Data = SessionBase().serializer().loads(plain)
    return data


def _insert(row: BrowserSession) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise CreateError from None


def _replace(row: BrowserSession) -> None:
    replaced = BrowserSession.objects.filter(key_hash=row.key_hash).update(
        person_id=row.person_id, sealed=row.sealed, expires_at=row.expires_at
    )
    if not replaced:
        raise UpdateError
