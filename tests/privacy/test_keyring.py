"""The key ring: what it takes, what it opens, and what it says without a key."""

import base64
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy import keyring
from privacy.keyring import KeyMissingError, KeyRing, SealError
from tests.privacy.conftest import Load, ring_text

HERE: keyring.Binding = ("apart", "this row")
ELSEWHERE: keyring.Binding = ("apart", "another row")


def test_the_first_key_of_a_ring_seals_and_any_of_them_opens() -> None:
    old = KeyRing.parse(ring_text("2025b"))
    both = KeyRing.parse(ring_text("2026a", "2025b"))
    value = old.seal_value(b"kept for years", HERE)

    assert both.primary == "2026a"
    assert both.kek_ids == ["2026a", "2025b"]
    assert both.open_value(value, HERE) == b"kept for years"
    assert keyring.kek_id_of(both.seal_value(b"new", HERE)) == "2026a"


def test_a_ring_may_be_written_with_spaces_and_a_line_end() -> None:
    first, second = ring_text("2026a", "2025b").split(",")

    assert KeyRing.parse(f" {first} , {second}\n").kek_ids == ["2026a", "2025b"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("2026a", "has 0 bytes"),
        ("2026a:", "has 0 bytes"),
        ("2026a:not base64!", "not written in base64"),
        (f"2026a:{base64.b64encode(b'k' * 31).decode()}", "has 31 bytes"),
        (f"2026a:{base64.b64encode(b'k' * 33).decode()}", "has 33 bytes"),
        (ring_text("2026a", "2026a"), 'Two keys are called "2026a"'),
        (f":{base64.b64encode(b'k' * 32).decode()}", "cannot name a key"),
        (f"Summer 26:{base64.b64encode(b'k' * 32).decode()}", "cannot name a key"),
        (f"{'long' * 5}:{base64.b64encode(b'k' * 32).decode()}", "cannot name a key"),
        ("", "cannot name a key"),
    ],
)
def test_what_is_no_key_ring_is_refused_with_its_reason(
    text: str, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        KeyRing.parse(text)


def test_a_ring_without_keys_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="at least one"):
        KeyRing({})


def test_a_ring_shows_no_key() -> None:
    ring = KeyRing.parse(ring_text("2026a"))
    key = b"2026a".ljust(32, b".")

    assert repr(ring) == "<KeyRing 2026a>"
    assert str(ring) == "<KeyRing 2026a>"
    assert base64.b64encode(key).decode() not in f"{ring!r}{ring}"


def test_a_ring_knows_whether_a_secret_is_one_of_its_keys() -> None:
    ring = KeyRing.parse(ring_text("2026a", "2025b"))
    key = b"2025b".ljust(32, b".")

    assert ring.holds(key)
    assert ring.holds(base64.b64encode(key))
    assert not ring.holds(b"something else")


@given(st.binary(max_size=600))
def test_a_value_comes_back_as_it_was(plain: bytes) -> None:
    ring = KeyRing.parse(ring_text("2026a"))

    assert ring.open_value(ring.seal_value(plain, HERE), HERE) == plain


def test_two_seals_of_one_value_differ_and_are_equally_long() -> None:
    ring = KeyRing.parse(ring_text("2026a", "2025b"))
    other = KeyRing.parse(ring_text("b"))

    short, long = ring.seal_value(b"a", HERE), other.seal_value(b"a" * 250, HERE)

    assert ring.seal_value(b"a", HERE) != short
    assert len(short) == len(long)


def test_a_value_that_was_moved_does_not_open() -> None:
    ring = KeyRing.parse(ring_text("2026a"))
    value = ring.seal_value(b"of this row", HERE)

    with pytest.raises(SealError):
        ring.open_value(value, ELSEWHERE)


def test_a_value_that_claims_another_key_of_the_ring_does_not_open() -> None:
    ring = KeyRing.parse(ring_text("2026a", "2025b"))
    value = ring.seal_value(b"secret", HERE)
    forged = keyring.header("2025b") + value[keyring.HEADER_BYTES :]

    with pytest.raises(SealError):
        ring.open_value(forged, HERE)


def test_a_value_is_bound_to_the_name_of_its_key_also_where_the_key_is_the_same() -> (
    None
):
    ring = KeyRing({"2026a": b"k" * 32, "2025b": b"k" * 32})
    value = ring.seal_value(b"secret", HERE)
    renamed = keyring.header("2025b") + value[keyring.HEADER_BYTES :]

    assert ring.open_value(value, HERE) == b"secret"
    with pytest.raises(SealError):
        ring.open_value(renamed, HERE)


@pytest.mark.parametrize("blob", [b"", b"\x02short", b"\x01" + b"x" * 60])
def test_what_the_ring_never_made_is_refused(blob: bytes) -> None:
    ring = KeyRing.parse(ring_text("2026a"))

    with pytest.raises(SealError):
        ring.open_value(blob, HERE)


def test_the_wrong_key_under_the_right_name_opens_nothing() -> None:
    wrong = KeyRing({"2026a": bytes(32)})
    value = KeyRing.parse(ring_text("2026a")).seal_value(b"secret", HERE)

    with pytest.raises(SealError) as refusal:
        wrong.open_value(value, HERE)
    assert not isinstance(refusal.value, KeyMissingError)


def test_a_missing_key_is_called_by_its_name() -> None:
    value = KeyRing.parse(ring_text("2025b")).seal_value(b"secret", HERE)
    without = KeyRing.parse(ring_text("2026a"))

    with pytest.raises(KeyMissingError, match='no key "2025b"'):
        without.open_value(value, HERE)


def test_a_data_key_is_wrapped_for_one_place() -> None:
    ring = KeyRing.parse(ring_text("2026a", "2025b"))
    key, vault, reader = bytes(range(32)), uuid.uuid4(), uuid.uuid4()

    kek_id, wrapped = ring.wrap(key, ("grant", vault, reader))

    assert kek_id == "2026a"
    assert ring.unwrap(kek_id, wrapped, ("grant", vault, reader)) == key
    with pytest.raises(SealError):
        ring.unwrap(kek_id, wrapped, ("grant", vault, uuid.uuid4()))
    with pytest.raises(SealError):
        ring.unwrap("2025b", wrapped, ("grant", vault, reader))
    with pytest.raises(KeyMissingError):
        ring.unwrap("1999z", wrapped, ("grant", vault, reader))


def test_a_new_key_is_random_and_can_be_loaded(load_ring: Load) -> None:
    text = keyring.new_ring_text("2027a")

    keyring.load(text)

    assert keyring.current().primary == "2027a"
    assert keyring.new_ring_text("2027a") != text
    with pytest.raises(ValueError, match="cannot name a key"):
        keyring.new_ring_text("No Name")


def test_without_keys_the_process_says_what_to_do(load_ring: Load) -> None:
    keyring.load("")

    with pytest.raises(KeyMissingError, match="make_note_keys"):
        keyring.current()


def test_a_malformed_ring_leaves_none_behind(load_ring: Load) -> None:
    load_ring("2026a")

    with pytest.raises(ValueError, match="base64"):
        keyring.load("2026a:!")
    with pytest.raises(KeyMissingError):
        keyring.current()


def test_keys_go_to_paper_and_come_back() -> None:
    ring = KeyRing.parse(ring_text("2026a", "2025b"))

    lines = ring.on_paper()

    assert keyring.from_paper(lines) == ring_text("2026a", "2025b")
    assert keyring.from_paper(line.lower().replace(" ", "") for line in lines) == (
        ring_text("2026a", "2025b")
    )
    assert [len(line.split()) for line in lines] == [1 + 14, 1 + 14]


@pytest.mark.parametrize("place", [0, 20, 55])
def test_a_mistyped_letter_on_paper_is_noticed(place: int) -> None:
    name, spelt = KeyRing.parse(ring_text("2026a")).on_paper()[0].split(": ")
    letters = list(spelt.replace(" ", ""))
    letters[place] = "A" if letters[place] != "A" else "B"

    with pytest.raises(ValueError, match='"2026a" was mistyped'):
        keyring.from_paper([f"{name}: {''.join(letters)}"])


@pytest.mark.parametrize("line", ["2026a: 1189", "2026a", "2026a: ABCD"])
def test_half_a_line_on_paper_is_noticed(line: str) -> None:
    with pytest.raises(ValueError, match="mistyped"):
        keyring.from_paper([line])
