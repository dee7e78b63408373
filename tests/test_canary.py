"""The nose finds the canary however it is written: not finding it means something."""

import base64
import gzip
import json
import quopri
import zlib
from email.mime.text import MIMEText
from urllib.parse import quote, urlencode

import pytest

from programmes.models import Programme
from tests.canary import Canary, rows_of_every_table
from tests.factories import make_programme

CANARY = Canary()
TEXT = CANARY.text
SINKS = {
    "plain": TEXT.encode(),
    "its name alone": CANARY.name.encode(),
    "among others": b"\0\xff before " + TEXT.encode() + b" after \0",
    "utf-16": TEXT.encode("utf-16-le"),
    "utf-16 the other way": TEXT.encode("utf-16-be"),
    "latin-1": TEXT.encode("latin-1"),
    "hex": TEXT.encode().hex().encode(),
    "upper hex": TEXT.encode().hex().upper().encode(),
    "a literal": repr(TEXT.encode()).encode(),
    "a URL": quote(TEXT, safe="").encode(),
    "a query": urlencode({"q": TEXT}).encode(),
    "JSON": json.dumps({"text": TEXT}).encode(),
    "backwards": TEXT[::-1].encode(),
    "deflated": b"before" + zlib.compress(TEXT.encode()) + b"after",
    "gzip": gzip.compress(TEXT.encode()),
    "a letter in base64": MIMEText("word " * 40 + TEXT, "plain", "utf-8").as_bytes(),
    "a letter in quoted-printable": quopri.encodestring(("x" * 60 + TEXT).encode()),
    "base64 for addresses": base64.urlsafe_b64encode(b"x?>" * 7 + TEXT.encode()),
} | {
    f"base64 after {offset} bytes": base64.b64encode(bytes(offset) + TEXT.encode())
    for offset in range(6)
}


@pytest.mark.parametrize("sink", SINKS.values(), ids=SINKS.keys())
def test_the_canary_is_found_however_it_is_written(sink: bytes) -> None:
    assert CANARY.found_in(sink)


@pytest.mark.parametrize("sink", SINKS.values(), ids=SINKS.keys())
def test_another_canary_is_not_mistaken_for_it(sink: bytes) -> None:
    assert Canary().found_in(sink) == []


def test_what_only_looks_compressed_is_passed_over() -> None:
    assert CANARY.found_in(b"\x78\x9c and no more") == []


@pytest.mark.django_db
def test_a_canary_in_a_plain_column_is_found_and_where() -> None:
    programme = make_programme()
    assert not [
        rows for rows in rows_of_every_table().values() if CANARY.found_in(rows)
    ]

    Programme.objects.filter(pk=programme.pk).update(name=CANARY.name)

    rows = rows_of_every_table()
    where = {table for table, held in rows.items() if CANARY.found_in(held)}
    assert where == {"programmes_programme"}
