"""What proves that a credential is still the one its owner made.

`Person.credential_mac` is a MAC by the key ring over the credential's ids and date, the
password column, and every other way in (second factors, passkeys, accounts elsewhere);
behind the MAC stands what it vouches for. Whoever changes one of these by SQL, or by a
command, cannot make the MAC: sealed text stays shut (`docs/privacy.md`).
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from people.models import Person
from privacy import sealed_keys
from privacy.keyring import SealError

CREDENTIALS = "credentials"
RECOVERY = "recovery codes"
#: The letter that tells somebody that another changed their way in.
WARNING = "credential_warning"
#: An address is trusted to renew a secret once its owner confirmed it this long ago.
SETTLED = timedelta(days=7)
#: The key that seals secrets of second factors; allauth says not whose they are.
SECOND_FACTORS = "second factors"
#: How somebody came in when a mailbox was all that was shown (allauth's words).
BY_MAILBOX = frozenset({"code", "password_reset"})
_DIGEST = 32
_DAY = 4


@dataclass(frozen=True)
class Vouched:
    """What the MAC of a credential vouches for, beside the columns of its row."""

    ways_in: frozenset[bytes] = frozenset()
    address: bytes = bytes(_DIGEST)  # a hash; no address hashes to zeros
    address_since: date = date.min

    @classmethod
    def unpacked(cls, blob: bytes) -> "Vouched":
        day, rest = blob[:_DAY], blob[_DAY:]
        digests = [rest[at : at + _DIGEST] for at in range(0, len(rest), _DIGEST)]
        return cls(
            ways_in=frozenset(digests[1:]),
            address=digests[0],
            address_since=date.fromordinal(int.from_bytes(day, "big")),
        )

    def packed(self) -> bytes:
        day = self.address_since.toordinal().to_bytes(_DAY, "big")
        return b"".join([day, self.address, *sorted(self.ways_in)])

    def with_address(self, email: str, *, since: date) -> "Vouched":
        return replace(self, address=_digest_of(email.lower()), address_since=since)

    def trusts(self, person: Person, shown: Collection[str], *, on: date) -> bool:
        """Say whether this way of coming in shows enough to be the owner.

        A mailbox alone does not, unless its owner confirmed it more than a week ago:
        else whoever changes the address reads the notes.
        """
        if set(shown) - BY_MAILBOX:
            return True
        return self._is_of(person) and self.address_since + SETTLED < on

    def knew(self, person: Person, *, before: datetime) -> bool:
        """Say whether mail reaches a box that its owner confirmed before a change."""
        return self._is_of(person) and self.address_since < before.date()

    def _is_of(self, person: Person) -> bool:
        return self.address == _digest_of((person.email or "").lower())


def vouched_for(person: Person) -> Vouched | None:
    """Read what the MAC vouches for; None when it does not fit the row.

    Raises SealError when the ring cannot tell, because one of its keys is away.
    """
    blob = bytes(person.credential_mac)
    given, listed = blob[:_DIGEST], blob[_DIGEST:]
    if not hmac.compare_digest(given, _mac(person, listed)):
        return None
    return Vouched.unpacked(listed)


def fits(person: Person) -> bool:
    """Say whether the credential, with every way in there is now, is its owner's.

    Raises SealError as `vouched_for` does.
    """
    vouched = vouched_for(person)
    return vouched is not None and vouched.ways_in == ways_in_of(person)


def mac_of(person: Person, vouched: Vouched) -> bytes:
    """Make the MAC for the row as it stands, with what it is to vouch for."""
    listed = vouched.packed()
    return _mac(person, listed) + listed


def ways_in_of(person: Person) -> frozenset[bytes]:
    """Give a digest of every way in beside the password, as the tables have them."""
    factors = Authenticator.objects.filter(user=person)
    accounts = SocialAccount.objects.filter(user=person)
    return frozenset(digest_of_factor(factor) for factor in factors) | frozenset(
        digest_of_account(account) for account in accounts
    )


def mac_of_codes(person: Person, vouched: Vouched) -> bytes:
    """Vouch for the recovery codes as those of the credential that made them.

    Empty when there are none, or none that the credential vouches for.
    """
    codes = recovery_codes_of(person)
    if codes is None or digest_of_factor(codes) not in vouched.ways_in:
        return b""
    return _mac_of_codes(person, person.credential_id, codes)


def codes_of_former(person: Person) -> Authenticator | None:
    """Give the recovery codes, if they were made with the former credential.

    Codes that were made, or planted, since somebody else changed it are not.
    """
    codes, former = recovery_codes_of(person), person.former_credential_id
    if codes is None or former is None:
        return None
    made = _mac_of_codes(person, former, codes)
    return codes if hmac.compare_digest(bytes(person.recovery_mac), made) else None


def recovery_codes_of(person: Person) -> Authenticator | None:
    kind = Authenticator.Type.RECOVERY_CODES
    return Authenticator.objects.filter(user=person, type=kind).first()


def digest_of_factor(factor: Authenticator) -> bytes:
    """Digest what a second factor or passkey opens with, not its name or its use."""
    return _digest_of(factor.pk, factor.type, list(secrets_in(factor)))


def digest_of_account(account: SocialAccount) -> bytes:
    return _digest_of(account.pk, account.provider, account.uid)


def secrets_in(factor: Authenticator) -> Iterator[Any]:
    """Give in clear what allauth keeps in this row to compare with."""
    for name in ("secret", "seed"):
        if name in factor.data:
            yield open_secret(factor.data[name])
    if "credential" in factor.data:
        yield factor.data["credential"]


def seal_secret(text: str) -> str:
    """Seal the secret of a second factor, as allauth stores it."""
    return base64.b64encode(sealed_keys.seal(SECOND_FACTORS, text.encode())).decode()


def open_secret(sealed: str) -> str:
    """Open what `seal_secret` made, or raise SealError."""
    try:
        blob = base64.b64decode(sealed, validate=True)
    except ValueError:
        raise SealError from None
    return sealed_keys.unseal(SECOND_FACTORS, blob).decode()


def _mac(person: Person, listed: bytes) -> bytes:
    changed_at = person.credential_changed_at
    return sealed_keys.mac(
        CREDENTIALS,
        person.pk,
        person.credential_id,
        person.former_credential_id,
        changed_at.astimezone(UTC).isoformat() if changed_at else None,
        person.password,
        listed,
    )


def _mac_of_codes(person: Person, credential_id: UUID, codes: Authenticator) -> bytes:
    return sealed_keys.mac(RECOVERY, person.pk, credential_id, digest_of_factor(codes))


def _digest_of(*parts: object) -> bytes:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).digest()
