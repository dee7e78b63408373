"""Acts on what people come in with: passwords, PINs, and the proof whose they are.

Whoever proved to be the owner keeps the credential's id, and sealed text stays open.
Anything else gives the person a new id: they come in, and sealed text stays shut.
"""

import uuid
from dataclasses import replace
from datetime import datetime

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mailing import outbox
from mailing.outbox import Promise
from people import proofs, rules
from people.events import CredentialsChanged, credentials_changed
from people.models import BrowserSession, Person
from people.proofs import WARNING, Vouched
from privacy import audit
from privacy.keyring import SealError
from privacy.models import Audience

#: The columns of a credential: they are written together or not at all.
COLUMNS = (
    "password",
    "secret_kind",
    "wrong_tries",
    "locked_at",
    "credential_id",
    "former_credential_id",
    "credential_changed_at",
    "credential_mac",
    "recovery_mac",
)


@transaction.atomic
def make_way_for_card(*, person: Person) -> None:
    """Void the secret of somebody without a mailbox, who gets an activation card.

    Raises ValidationError for somebody who can be written to: their link goes to them;
    and for somebody without a number, who could not sign in with a PIN.
    """
    _hold(person)
    if person.email:
        raise ValidationError(_("This person gets the link by e-mail."))
    if not person.employee_number:
        raise ValidationError(
            _(
                "This person has neither an e-mail address nor an employee number. "
                "Add one of them to your file and import it again."
            )
        )
    person.secret_kind = Person.SecretKind.NONE
    person.set_unusable_password()
    person.wrong_tries, person.locked_at = 0, None
    person.save(update_fields=COLUMNS)
    BrowserSession.objects.filter(person=person).delete()


@transaction.atomic
def choose_first_secret(
    *, person: Person, secret: str, kind: str, at: datetime, by_mail: bool
) -> None:
    """Let somebody who has none choose a password or PIN, as an invitation allows.

    What the row said before proves nothing, so the credential is a new one. A link that
    came by mail shows that the mailbox is theirs.
    """
    _hold(person)
    if person.has_usable_password():
        raise ValidationError(_("You have chosen a password or PIN already."))
    _write_secret(person, secret, kind)
    vouched = Vouched()
    if by_mail and person.email:
        vouched = vouched.with_address(person.email, since=at.date())
    _settle(person, vouched, own=False, at=at)
    _remember(person, "secret_chosen", at)


@transaction.atomic
def change_secret(*, person: Person, secret: str, kind: str, at: datetime) -> None:
    """Change one's own secret; the caller has just seen the old one."""
    _hold(person)
    vouched = proofs.vouched_for(person)
    own = vouched is not None and proofs.fits(person)
    _write_secret(person, secret, kind)
    _settle(person, vouched or Vouched(), own=own, at=at)
    _remember(person, "secret_changed", at)


@transaction.atomic
def reset_secret(*, person: Person, secret: str, kind: str, at: datetime) -> None:
    """Set a secret for whoever showed the mailbox, and no more than that.

    Only a mailbox that its owner confirmed long enough ago keeps sealed text open.
    """
    _hold(person)
    vouched = proofs.vouched_for(person)
    own = (
        vouched is not None
        and proofs.fits(person)
        and vouched.trusts(person, proofs.BY_MAILBOX, on=at.date())
    )
    _write_secret(person, secret, kind)
    _settle(person, vouched or Vouched(), own=own, at=at)
    _remember(person, "secret_reset", at)


@transaction.atomic
def settle_ways_in(
    *,
    person: Person,
    added: frozenset[bytes] = frozenset(),
    shown: frozenset[str],
    at: datetime,
) -> None:
    """Take in that somebody added or removed a second factor, passkey or account.

    `shown` is how the session came in; `added` are the digests of what it added.
    Another way in, vouched for by nobody, makes the credential a new one.
    """
    _hold(person)
    vouched = proofs.vouched_for(person)
    own = vouched is not None and vouched.trusts(person, shown, on=at.date())
    known = (vouched or Vouched()).ways_in | (added if own else frozenset())
    lawful = vouched is not None and proofs.ways_in_of(person) <= known
    _settle(person, vouched or Vouched(), own=lawful, at=at)
    _remember(person, "ways_in_changed", at)


def look_at_sign_in(*, person: Person, at: datetime) -> None:
    """Give a new credential to somebody whose present one is not vouched for.

    When a key of the ring is away nothing can be told, and nothing is changed.
    """
    try:
        if not proofs.fits(person):
            _start_anew(person, at)
    except SealError:
        return


@transaction.atomic
def confirm_address(*, person: Person, at: datetime) -> None:
    """Take in that somebody, who showed more than a mailbox, opened mail sent to them.

    Raises ValidationError when the credential is not vouched for.
    """
    _hold(person)
    vouched = proofs.vouched_for(person)
    if vouched is None or not person.email:
        raise ValidationError(_("Sign in again, then confirm your address."))
    confirmed = vouched.with_address(person.email, since=at.date())
    if confirmed.address != vouched.address:
        _stamp(person, confirmed)
        _remember(person, "address_confirmed", at)


@transaction.atomic
def forget_former(*, person: Person) -> None:
    """Empty the former id, once no grant is left under it."""
    _hold(person)
    vouched = proofs.vouched_for(person)
    person.former_credential_id = None
    if vouched is not None:
        _stamp(person, vouched)


@transaction.atomic
def use_recovery_code(*, person: Person, code: str) -> None:
    """Take one of the codes that somebody made before another changed the credential.

    Raises ValidationError for any other code.
    """
    _hold(person)
    codes = proofs.codes_of_former(person) if proofs.fits(person) else None
    if codes is None or not RecoveryCodes(codes).validate_code(code.strip()):
        raise ValidationError(_("This code does not fit, or was used before."))


@transaction.atomic
def object_to_change(*, person: Person, at: datetime) -> None:
    """Say that it was somebody else: nothing opens by waiting, and all are signed out.

    The day goes out of the row; the MAC covers that it is not there.
    """
    _hold(person)
    vouched = proofs.vouched_for(person)
    person.credential_changed_at = None
    if vouched is not None:
        _stamp(person, vouched)
    BrowserSession.objects.filter(person=person).delete()
    _remember(person, "credential_objected", at)


@transaction.atomic
def renew_hash(*, person: Person, secret: str) -> None:
    """Hash the secret as the settings now want it; the MAC follows if it did fit."""
    _hold(person)
    vouched = proofs.vouched_for(person)
    person.set_password(secret)
    person.save(update_fields=["password"])
    if vouched is not None:
        _stamp(person, vouched)


@transaction.atomic
def _start_anew(person: Person, at: datetime) -> None:
    _hold(person)
    _settle(person, proofs.vouched_for(person) or Vouched(), own=False, at=at)
    _remember(person, "credential_replaced", at)


def _hold(person: Person) -> None:
    """Lock the row and read it anew: what is decided here is decided once."""
    person.refresh_from_db(from_queryset=Person.objects.select_for_update())


def _write_secret(person: Person, secret: str, kind: str) -> None:
    if kind == Person.SecretKind.PIN:
        if weakness := rules.weakness_of_pin(secret):
            raise ValidationError(weakness)
    else:
        password_validation.validate_password(secret, person)
    person.secret_kind = kind
    person.set_password(secret)
    person.wrong_tries, person.locked_at = 0, None


def _settle(person: Person, vouched: Vouched, *, own: bool, at: datetime) -> None:
    """Renew the MAC of a credential that is its owner's; else begin another one."""
    if not own:
        # The first former id stays: it is the one that its owner made.
        if person.credential_mac and not person.former_credential_id:
            person.former_credential_id = person.credential_id
        person.credential_id = uuid.uuid4()
        person.credential_changed_at = at
    _stamp(person, replace(vouched, ways_in=proofs.ways_in_of(person)))
    if not own and person.former_credential_id and person.email:
        outbox.promise(Promise(WARNING, about=person, to=person, occurrence=at))
    change = CredentialsChanged(person, proof="own" if own else "none")
    credentials_changed.send(sender=Person, change=change)


def _stamp(person: Person, vouched: Vouched) -> None:
    """Make the MAC for the row as it stands; a way in that is not vouched for stays so.

    Codes that were made with a former credential keep their own MAC: one of them is a
    proof by whoever made them.
    """
    if person.former_credential_id is None:
        person.recovery_mac = proofs.mac_of_codes(person, vouched)
    person.credential_mac = proofs.mac_of(person, vouched)
    person.save(update_fields=COLUMNS)


def _remember(person: Person, verb: str, at: datetime) -> None:
    audit.record(person, verb, person, subject=person, audience=Audience.SELF, at=at)
