"""Keys that must outlive a rotation: random, kept in a table, sealed by the ring.

Pseudonyms, credentials and PINs are made with them. If these came from a key of the
ring, they would all change on the day that key is retired.
"""

from privacy import keyring, sealing
from privacy.models import SealedKey


def key_named(name: str) -> bytes:
    """Give the key of this name; make it when it is asked for the first time.

    Raises SealError when the ring of this process cannot open it.
    """
    row = SealedKey.objects.filter(name=name).first() or _made(name)
    return keyring.current().unwrap(
        row.kek_id, bytes(row.sealed), row.bindings("sealed")[0]
    )


def mac(name: str, *parts: keyring.Part) -> bytes:
    """Give the HMAC-SHA256 of these parts under the key of this name."""
    return sealing.mac(key_named(name), name, *parts)


def seal(name: str, plain: bytes, *parts: keyring.Part) -> bytes:
    """Seal bytes that stand in a column of somebody else's, bound to these parts.

    A rotation wraps the key of this name anew; what was sealed under it stays.
    """
    return sealing.seal(key_named(name), plain, sealing.enc(name, *parts))


def unseal(name: str, blob: bytes, *parts: keyring.Part) -> bytes:
    """Open what `seal` made; raises SealError when anything about it is different."""
    return sealing.unseal(key_named(name), blob, sealing.enc(name, *parts))


def _made(name: str) -> SealedKey:
    row = SealedKey(name=name)
    row.kek_id, row.sealed = keyring.current().wrap(
        sealing.new_key(), row.bindings("sealed")[0]
    )
    # Of two processes that come here together, one finds the other's key below.
    SealedKey.objects.bulk_create([row], ignore_conflicts=True)
    return SealedKey.objects.get(name=name)
