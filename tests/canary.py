"""A canary: a text that is nowhere else, and a nose for all ways of writing it.

Typed where only two may read, it must not be found in any sink: rows, files, dumps,
logs, letters, sessions, pages of others.
"""

import base64
import json
import quopri
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote, quote_plus
from uuid import uuid4

from django.db import connection

COMPRESSED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
CODECS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1", "cp1252")


@dataclass(frozen=True)
class Canary:
    """One text, with letters and signs that every way of writing treats differently."""

    name: str = field(default_factory=lambda: f"KANARIE-{uuid4()}")

    @property
    def text(self) -> str:
        return f'{self.name} durft: "naïef & <stil>"'

    def found_in(self, sink: bytes | str) -> list[str]:
        """Name the ways in which the canary, or its name alone, stands in a sink."""
        whole = sink.encode() if isinstance(sink, str) else sink
        haystacks = [*_unwrapped(whole), *_inflated(whole)]
        return sorted(
            {
                f"{unpacked}{way}"
                for unpacked, haystack in haystacks
                for way, needle in self._needles()
                if needle in haystack
            }
        )

    def _needles(self) -> Iterator[tuple[str, bytes]]:
        for words in (self.name, self.text):
            for way, write in WAYS.items():
                yield way, write(words)
            for codec in CODECS:
                raw = words.encode(codec)
                yield f"in {codec}", raw
                yield f"hex of {codec}", raw.hex().encode()
                yield f"HEX of {codec}", raw.hex().upper().encode()
                yield from _base64(raw, codec)


WAYS: dict[str, Callable[[str], bytes]] = {
    "in a URL": lambda words: quote(words, safe="").encode(),
    "in a query": lambda words: quote_plus(words).encode(),
    "in JSON": lambda words: json.dumps(words)[1:-1].encode(),
    "in HTML": lambda words: escape(words).encode(),
    "in a letter": lambda words: quopri.encodestring(words.encode(), quotetabs=False),
    "in a literal": lambda words: repr(words.encode())[2:-1].encode(),
    "backwards": lambda words: words[::-1].encode(),
}


def _base64(raw: bytes, codec: str) -> Iterator[tuple[str, bytes]]:
    """Write bytes as they stand in base64 of something longer, at each offset."""
    for offset in range(3):
        written = base64.b64encode(bytes(offset) + raw)
        # What depends on the neighbours is left out: the letters at both ends.
        core = written[-(-offset * 8 // 6) : (offset + len(raw)) * 8 // 6]
        yield f"base64 of {codec}", core
        yield f"base64 of {codec}", core.translate(bytes.maketrans(b"+/", b"-_"))


def _unwrapped(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """Give a sink as it is, and as it reads when its lines are joined again."""
    yield "", whole
    yield "", re.sub(rb"=\r?\n", b"", whole)  # quoted-printable
    yield "", b"".join(whole.split())  # base64 and hex


def _inflated(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """Unpack whatever looks like the beginning of compressed data."""
    for start in COMPRESSED.finditer(whole):
        try:
            unpacker = zlib.decompressobj(wbits=47)  # zlib or gzip
            yield "deflated, ", unpacker.decompress(whole[start.start() :], 1 << 22)
        except zlib.error:
            continue


def rows_of_every_table() -> dict[str, bytes]:
    """Read the whole database as whoever holds a copy of it would, by plain SQL."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a name of the database's own
            values = (value for row in cursor.fetchall() for value in row)
            found[table] = b"\0".join(_as_bytes(value) for value in values)
    return found


def _as_bytes(value: object) -> bytes:
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    return str(value).encode()
