"""The key ring: the keys that live outside the database, and what they seal.

Every value carries the id of its key, so that keys can be changed one value at a time:
the ring seals with its first key and opens with any of them.
"""

import base64
import binascii
import hashlib
import re
import string
from collections.abc import Iterable, Mapping

from privacy import sealing
from privacy.sealing import KEY_BYTES, Part, SealError

__all__ = [
    "HEADER_BYTES",
    "KEY_BYTES",
    "Binding",
    "KeyMissingError",
    "KeyRing",
    "Part",
    "SealError",
    "current",
    "from_paper",
    "header",
    "kek_id_of",
    "load",
    "new_ring_text",
    "next_kek_id",
    "without",
]

#: A label, then what the value belongs to: it opens in no other place.
Binding = tuple[str, *tuple[Part, ...]]

KEK_ID_BYTES = 16
HEADER_BYTES = 1 + KEK_ID_BYTES  # what a sealed value says in clear: format and key
_VALUE = b"\x02"  # the format of a value that the ring sealed
_PROOF_BYTES = 3  # fills the last letters of a key on paper
_KEK_ID = re.compile(rf"[a-z0-9_-]{{1,{KEK_ID_BYTES}}}")


class KeyMissingError(SealError):
    """The ring lacks the key that was asked for; the message says what to do."""


class KeyRing:
    """A few keys with names; the first one seals."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        if not keys:
            raise ValueError("A key ring needs at least one key.")
        for kek_id, key in keys.items():
            _refuse_bad_key(kek_id, key)
        self._keys = dict(keys)

    @classmethod
    def parse(cls, text: str) -> "KeyRing":
        """Read "2026a:<base64 of 32 bytes>,..."; ValueError says what is wrong."""
        keys: dict[str, bytes] = {}
        for entry in text.strip().split(","):
            kek_id, _, encoded = entry.strip().partition(":")
            if kek_id in keys:
                raise ValueError(f'Two keys are called "{kek_id}".')
            keys[kek_id] = _decoded(kek_id, encoded)
        return cls(keys)

    def __repr__(self) -> str:
        return f"<KeyRing {', '.join(self._keys)}>"

    @property
    def primary(self) -> str:
        return next(iter(self._keys))

    @property
    def kek_ids(self) -> list[str]:
        return list(self._keys)

    def on_paper(self) -> list[str]:
        """Write each key as a line that can be copied by hand; see `from_paper`."""
        return [
            f"{kek_id}: {_spelt(kek_id, key)}" for kek_id, key in self._keys.items()
        ]

    def holds(self, secret: bytes) -> bool:
        """Say whether one of the keys is, or is written as, this other secret."""
        return any(
            secret in (key, base64.b64encode(key)) for key in self._keys.values()
        )

    def seal_value(self, plain: bytes, binding: Binding) -> bytes:
        """Seal a value under the first key; the result names the key."""
        return header(self.primary) + sealing.wrap(
            self._keys[self.primary], sealing.pad(plain), _aad(self.primary, binding)
        )

    def open_value(self, blob: bytes, binding: Binding) -> bytes:
        """Open what `seal_value` made, if it still stands in the place it was made for.

        Raises SealError when it does not open, KeyMissingError when its key is away.
        """
        kek_id = kek_id_of(blob)
        wrapped = blob[HEADER_BYTES:]
        return sealing.unpad(
            sealing.unwrap(self._key(kek_id), wrapped, _aad(kek_id, binding))
        )

    def wrap(self, key: bytes, binding: Binding) -> tuple[str, bytes]:
        """Wrap a data key under the first key; give its id and the wrapped key."""
        wrapped = sealing.wrap(
            self._keys[self.primary], key, _aad(self.primary, binding)
        )
        return self.primary, wrapped

    def unwrap(self, kek_id: str, wrapped: bytes, binding: Binding) -> bytes:
        """Open a wrapped data key, raising as `open_value` does."""
        return sealing.unwrap(self._key(kek_id), wrapped, _aad(kek_id, binding))

    def _key(self, kek_id: str) -> bytes:
        try:
            return self._keys[kek_id]
        except KeyError:
            raise KeyMissingError(
                f'The key ring has no key "{kek_id}": add it to NOTES_KEYS.'
            ) from None


def new_ring_text(kek_id: str) -> str:
    """Make a new random key and write it as NOTES_KEYS wants it."""
    key = sealing.new_key()
    _refuse_bad_key(kek_id, key)
    return f"{kek_id}:{base64.b64encode(key).decode()}"


def without(text: str, kek_id: str) -> str:
    """Take one key out of a ring as NOTES_KEYS writes it."""
    kept = [one.strip() for one in text.split(",") if _named(one) != kek_id]
    return ",".join(kept)


def next_kek_id(year: int, taken: Iterable[str]) -> str:
    """Name a new key after its year: 2026a, 2026b and so on."""
    names = (f"{year}{letter}" for letter in string.ascii_lowercase)
    return next(name for name in names if name not in taken)


def from_paper(lines: Iterable[str]) -> str:
    """Read the lines of `on_paper` back, however they are spaced, as NOTES_KEYS.

    Raises ValueError when a line was mistyped.
    """
    entries = []
    for line in lines:
        kek_id, _, spelt = line.strip().partition(":")
        key = _unspelt(kek_id, spelt)
        entries.append(f"{kek_id}:{base64.b64encode(key).decode()}")
    return ",".join(entries)


def header(kek_id: str) -> bytes:
    """Give what every value that is sealed under this key begins with."""
    return _VALUE + kek_id.encode().ljust(KEK_ID_BYTES, b"\0")


def kek_id_of(blob: bytes) -> str:
    """Read which key a sealed value names, without opening it."""
    if len(blob) < HEADER_BYTES or not blob.startswith(_VALUE):
        raise SealError
    return blob[1:HEADER_BYTES].rstrip(b"\0").decode("ascii", "replace")


def load(text: str) -> None:
    """Make the ring that this process works with; empty text leaves it without one.

    Raises ValueError when the text is no key ring; then there is none either.
    """
    _loaded.clear()
    if text.strip():
        _loaded.append(KeyRing.parse(text))


def current() -> KeyRing:
    """Give the ring of this process, or raise when nothing was loaded."""
    if not _loaded:
        raise KeyMissingError(
            "There are no note keys: set NOTES_KEYS_FILE to the key file, or make one "
            "with `manage.py make_note_keys`."
        )
    return _loaded[0]


_loaded: list[KeyRing] = []


def _aad(kek_id: str, binding: Binding) -> bytes:
    label, *parts = binding
    return sealing.enc(label, kek_id, *parts)


def _named(entry: str) -> str:
    return entry.partition(":")[0].strip()


def _decoded(kek_id: str, encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise ValueError(f'The key "{kek_id}" is not written in base64.') from None


def _spelt(kek_id: str, key: bytes) -> str:
    """Write a key in fourteen groups of four letters; the last prove the others."""
    letters = base64.b32encode(key + _proof(kek_id, key)).decode()
    return " ".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def _unspelt(kek_id: str, spelt: str) -> bytes:
    try:
        written = base64.b32decode("".join(spelt.split()), casefold=True)
    except binascii.Error:
        written = b""
    key, proof = written[:KEY_BYTES], written[KEY_BYTES:]
    if proof != _proof(kek_id, key):
        raise ValueError(f'The line of the key "{kek_id}" was mistyped.')
    return key


def _proof(kek_id: str, key: bytes) -> bytes:
    return hashlib.sha256(kek_id.encode() + key).digest()[:_PROOF_BYTES]


def _refuse_bad_key(kek_id: str, key: bytes) -> None:
    if not _KEK_ID.fullmatch(kek_id):
        raise ValueError(
            f'"{kek_id}" cannot name a key: use 1 to {KEK_ID_BYTES} of a-z 0-9 - _.'
        )
    if len(key) != KEY_BYTES:
        raise ValueError(
            f'The key "{kek_id}" has {len(key)} bytes; it must have {KEY_BYTES}.'
        )
