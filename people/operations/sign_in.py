"""Acts of coming in: invitations, tries of a secret, and the browsers signed in."""

from datetime import datetime, timedelta

from celery import current_app
from django.contrib.auth import hashers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mailing import outbox
from mailing.outbox import Promise
from people.models import BrowserSession, Person
from people.operations import credentials
from privacy import audit
from privacy.models import Audience

TRIES = 5
CODE_LASTS = timedelta(minutes=15)


def try_secret(*, person: Person, secret: str, at: datetime) -> bool:
    """Say whether this is the person's password or PIN; five wrong PINs lock it.

    A try is counted before it is made, outside any transaction of its own: who tries
    fifty at once gets five. The work of comparing is done whatever comes out.
    """
    is_pin = person.secret_kind == Person.SecretKind.PIN
    allowed = not is_pin or _count_try(person)
    right = person.check_password(secret) and allowed
    if is_pin and right:
        Person.objects.filter(pk=person.pk).update(wrong_tries=0)
    elif is_pin:
        _lock_when_spent(person, at)
    if right and _is_outdated(person.password):
        credentials.renew_hash(person=person, secret=secret)
    return right


def waste_time_on(secret: str) -> None:
    """Do the work of comparing for a number that nobody has."""
    Person(secret_kind=Person.SecretKind.PIN).set_password(secret)


@transaction.atomic
def invite(*, person: Person, by: Person | None, at: datetime) -> None:
    """Ask somebody in by mail; raises ValidationError where that cannot be."""
    if person.has_usable_password():
        raise ValidationError(_("This person can sign in already."))
    if not person.email:
        raise ValidationError(
            _("This person has no e-mail address. Print an activation card instead.")
        )
    outbox.promise(Promise("invitation", about=person, to=person, occurrence=at))
    audit.record(by, "invited", person, subject=person, at=at)


def send_link(*, person: Person, at: datetime) -> None:
    """Send a new link in place of one that has grown old, whichever kind is needed."""
    if person.has_usable_password():
        promise_reset(person=person, at=at)
    else:
        invite(person=person, by=None, at=at)


@transaction.atomic
def promise_reset(*, person: Person, at: datetime) -> None:
    """Promise the letter with which somebody chooses a new secret; it goes at once."""
    outbox.promise(Promise("secret_reset", about=person, to=person, occurrence=at))
    transaction.on_commit(_wake_the_post, robust=True)


@transaction.atomic
def promise_login_code(
    *, person: Person, session: BrowserSession, at: datetime
) -> None:
    """Promise the code that a browser waits for; it stays under that browser's seal."""
    outbox.promise(
        Promise(
            "login_code",
            about=session,
            to=person,
            occurrence=at,
            expires_at=at + CODE_LASTS,
        )
    )
    transaction.on_commit(_wake_the_post, robust=True)


@transaction.atomic
def promise_confirmation(*, person: Person, at: datetime) -> None:
    """Promise the letter by which somebody shows that a mailbox is theirs."""
    outbox.promise(
        Promise("address_confirmation", about=person, to=person, occurrence=at)
    )
    transaction.on_commit(_wake_the_post, robust=True)


@transaction.atomic
def unlock(*, person: Person, by: Person, at: datetime) -> None:
    """Open a locked PIN; it stays the PIN that its owner chose."""
    person.wrong_tries, person.locked_at = 0, None
    person.save(update_fields=["wrong_tries", "locked_at"])
    audit.record(by, "secret_unlocked", person, subject=person, at=at)


@transaction.atomic
def close_session(*, session: BrowserSession, at: datetime) -> None:
    """Sign one browser of somebody out."""
    audit.record(
        session.person,
        "session_closed",
        session,
        subject=session.person,
        audience=Audience.SELF,
        at=at,
    )
    session.delete()


@transaction.atomic
def close_sessions(*, person: Person, at: datetime, keep: str = "") -> int:
    """Sign somebody out everywhere, but for the browser whose key hash is kept."""
    rows = BrowserSession.objects.filter(person=person).exclude(key_hash=keep)
    closed, _tables = rows.delete()
    if closed:
        _remember(person, "sessions_closed", at)
    return closed


def _count_try(person: Person) -> bool:
    free = Person.objects.filter(
        pk=person.pk, locked_at__isnull=True, wrong_tries__lt=TRIES
    )
    return bool(free.update(wrong_tries=F("wrong_tries") + 1))


def _lock_when_spent(person: Person, at: datetime) -> None:
    spent = Person.objects.filter(
        pk=person.pk, locked_at__isnull=True, wrong_tries__gte=TRIES
    )
    if spent.update(locked_at=at):
        _remember(person, "secret_locked", at)


def _is_outdated(encoded: str) -> bool:
    used, wanted = hashers.identify_hasher(encoded), hashers.get_hasher()
    return used.algorithm != wanted.algorithm or wanted.must_update(encoded)


def _wake_the_post() -> None:
    """Ask for a tick now; without a broker the letter goes with the next one."""
    current_app.send_task("mailing.tasks.tick", retry=False)


def _remember(person: Person, verb: str, at: datetime) -> None:
    audit.record(person, verb, person, subject=person, audience=Audience.SELF, at=at)
