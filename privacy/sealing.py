"""The cipher: how bytes are bound to their place, sealed and opened again.

Nothing here knows a key by name, a row or a setting. A value that is damaged, was moved
to another place, or is opened with another key raises `SealError`, and says no more.
"""

import hashlib
import hmac
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

Part = str | bytes | UUID | int | None

KEY_BYTES = 32
BUCKET = 256
_NONCE_BYTES = 12
_BLOB = b"\x01"  # the format of a sealed blob
_ENC = b"\x01"  # the version of the encoding below
_PAD = b"\x80"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class SealError(Exception):
    """A sealed value does not open: damaged, moved, or under a key that is not here."""


def enc(label: str, *parts: Part) -> bytes:
    """Write a label and its parts so that no two lists of parts give the same bytes.

    A null part and an empty one are both of zero length; a UUID and an integer are
    written as their text, so that it does not matter whether a caller holds one or the
    other.
    """
    written = b"".join(_prefixed(_bytes_of(part)) for part in parts)
    return b"peterschap\0" + _prefixed(label.encode()) + _ENC + written


def mac(key: bytes, label: str, *parts: Part) -> bytes:
    """Give the HMAC-SHA256 of these parts under a key."""
    return hmac.digest(key, enc(label, *parts), hashlib.sha256)


def new_key() -> bytes:
    """Make a random 256-bit key."""
    return os.urandom(KEY_BYTES)


def pad(plain: bytes, bucket: int = BUCKET) -> bytes:
    """Fill up to a whole number of buckets, so that a length says little."""
    return plain + _PAD + bytes(-(len(plain) + 1) % bucket)


def unpad(padded: bytes) -> bytes:
    """Take the filling off again."""
    plain, mark, filling = padded.rpartition(_PAD)
    if not mark or filling.strip(b"\0"):
        raise SealError
    return plain


def seal(key: bytes, plain: bytes, aad: bytes) -> bytes:
    """Seal bytes under a data key, bound to their place; never twice the same."""
    return _BLOB + wrap(key, pad(plain), aad)


def unseal(key: bytes, blob: bytes, aad: bytes) -> bytes:
    """Open what `seal` made; raise SealError when anything about it is different."""
    if not blob.startswith(_BLOB):
        raise SealError
    return unpad(unwrap(key, blob.removeprefix(_BLOB), aad))


def seal_text(key: bytes, text: str, aad: bytes) -> bytes:
    return seal(key, text.encode(), aad)


def unseal_text(key: bytes, blob: bytes, aad: bytes) -> str:
    return unseal(key, blob, aad).decode()


def wrap(key: bytes, inner: bytes, aad: bytes) -> bytes:
    """Encrypt something of a fixed length, such as another key, without filling."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, inner, aad)


def unwrap(key: bytes, wrapped: bytes, aad: bytes) -> bytes:
    """Decrypt what `wrap` made; raise SealError when anything about it is different."""
    nonce, inner = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce.ljust(_NONCE_BYTES, b"\0"), inner, aad)
    except InvalidTag:
        raise SealError from None


def new_box_keys() -> tuple[bytes, bytes]:
    """Make the private and the public key of a ballot box."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal_to_box(public: bytes, plain: bytes, info: bytes, *, size: int) -> bytes:
    """Encrypt a ballot so that only the box's private key opens it, always in one size.

    Raises ValueError when the ballot does not fit into that size.
    """
    padded = pad(plain, size)
    if len(padded) != size:
        raise ValueError(f"A ballot of {len(plain)} bytes does not fit into {size}.")
    return _SUITE.encrypt(padded, X25519PublicKey.from_public_bytes(public), info)


def unseal_from_box(private: bytes, ballot: bytes, info: bytes) -> bytes:
    """Open what `seal_to_box` made; raise SealError when anything is different."""
    key = X25519PrivateKey.from_private_bytes(private)
    try:
        return unpad(_SUITE.decrypt(ballot, key, info))
    except InvalidTag:
        raise SealError from None


def _prefixed(part: bytes) -> bytes:
    return len(part).to_bytes(4, "big") + part


def _bytes_of(part: Part) -> bytes:
    if part is None:
        return b""
    return part if isinstance(part, bytes) else str(part).encode()
