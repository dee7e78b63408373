"""The cipher: what is bound, how long it is, and what no longer opens."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy import sealing
from privacy.sealing import SealError

KEY = bytes(range(32))
HERE = sealing.enc("note", "this vault")
parts = st.lists(st.one_of(st.binary(max_size=6), st.text(max_size=6)), max_size=4)


def as_bytes(written: list[bytes | str]) -> list[bytes]:
    return [one if isinstance(one, bytes) else one.encode() for one in written]


@given(st.text(max_size=4), parts, st.text(max_size=4), parts)
def test_two_lists_of_parts_are_never_written_alike(
    label: str, some: list[bytes | str], other_label: str, others: list[bytes | str]
) -> None:
    same_meaning = (label, as_bytes(some)) == (other_label, as_bytes(others))

    assert (
        sealing.enc(label, *some) == sealing.enc(other_label, *others)
    ) is same_meaning


def test_joining_parts_without_their_lengths_would_confuse_them() -> None:
    # The negative control of the test above: what `enc` must not be.
    assert b"".join([b"ab", b"c"]) == b"".join([b"a", b"bc"])
    assert sealing.enc("x", b"ab", b"c") != sealing.enc("x", b"a", b"bc")


def test_a_null_part_has_no_length_and_still_holds_its_place() -> None:
    assert sealing.enc("vault", None, "b") == sealing.enc("vault", "", "b")
    assert sealing.enc("vault", None, "b") != sealing.enc("vault", "b", None)
    assert sealing.enc("vault", None) != sealing.enc("vault")


def test_an_id_is_written_alike_whoever_holds_it() -> None:
    pk = uuid.uuid4()

    assert sealing.enc("note", pk, 7) == sealing.enc("note", str(pk), "7")


def test_a_mac_depends_on_key_label_and_parts() -> None:
    macs = {
        sealing.mac(KEY, "pin", "anna", "1234"),
        sealing.mac(KEY, "pin", "anna", "1235"),
        sealing.mac(KEY, "tag", "anna", "1234"),
        sealing.mac(sealing.new_key(), "pin", "anna", "1234"),
    }

    assert len(macs) == 4
    assert {len(one) for one in macs} == {32}


def test_keys_are_random_and_long_enough() -> None:
    assert len({sealing.new_key() for _ in range(20)}) == 20
    assert len(sealing.new_key()) == 32


@given(st.binary(max_size=1100), st.sampled_from([16, 256, 1024]))
def test_filling_goes_on_and_comes_off(plain: bytes, bucket: int) -> None:
    padded = sealing.pad(plain, bucket)

    assert len(padded) % bucket == 0
    assert sealing.unpad(padded) == plain


@pytest.mark.parametrize("padded", [b"", b"\0" * 256, b"text\x80\0x"])
def test_what_was_never_filled_is_refused(padded: bytes) -> None:
    with pytest.raises(SealError):
        sealing.unpad(padded)


@given(st.text(max_size=700))
def test_a_text_comes_back_as_it_was(text: str) -> None:
    blob = sealing.seal_text(KEY, text, HERE)

    assert sealing.unseal_text(KEY, blob, HERE) == text


def test_the_length_of_a_blob_says_little() -> None:
    lengths = [len(sealing.seal(KEY, b"x" * n, HERE)) for n in (0, 1, 250, 254, 255)]

    assert lengths == [285, 285, 285, 285, 285]
    assert len(sealing.seal(KEY, b"x" * 256, HERE)) == 285 + 256


def test_the_same_text_is_never_sealed_alike_twice() -> None:
    blobs = {sealing.seal_text(KEY, "the same", HERE) for _ in range(50)}

    assert len(blobs) == 50
    assert len({blob[1:13] for blob in blobs}) == 50  # the nonces


def test_nothing_of_a_text_shows_in_its_blob() -> None:
    canary = f"KANARIE-{uuid.uuid4()}"

    blob = sealing.seal_text(KEY, canary, HERE)

    assert canary.encode() not in blob
    assert blob.startswith(b"\x01")


def test_a_blob_opens_in_its_own_place_only() -> None:
    blob = sealing.seal_text(KEY, "for this vault", HERE)

    with pytest.raises(SealError):
        sealing.unseal_text(KEY, blob, sealing.enc("note", "another vault"))


def test_a_blob_opens_under_its_own_key_only() -> None:
    blob = sealing.seal_text(KEY, "for this vault", HERE)

    with pytest.raises(SealError):
        sealing.unseal_text(sealing.new_key(), blob, HERE)


@given(st.integers(min_value=0, max_value=284), st.integers(min_value=1, max_value=255))
def test_a_flipped_bit_anywhere_shuts_a_blob(place: int, flip: int) -> None:
    blob = bytearray(sealing.seal(KEY, b"text", HERE))
    blob[place] ^= flip

    with pytest.raises(SealError):
        sealing.unseal(KEY, bytes(blob), HERE)


@given(st.integers(min_value=0, max_value=284))
def test_a_blob_that_was_cut_off_stays_shut(length: int) -> None:
    blob = sealing.seal(KEY, b"text", HERE)

    with pytest.raises(SealError):
        sealing.unseal(KEY, blob[:length], HERE)


def test_a_wrapped_key_comes_back_in_its_own_place_only() -> None:
    inner = sealing.new_key()
    wrapped = sealing.wrap(KEY, inner, HERE)

    assert sealing.unwrap(KEY, wrapped, HERE) == inner
    with pytest.raises(SealError):
        sealing.unwrap(KEY, wrapped, sealing.enc("grant", "of somebody else"))


@given(st.binary(max_size=500))
def test_a_ballot_opens_with_the_key_of_its_box(plain: bytes) -> None:
    private, public = sealing.new_box_keys()

    ballot = sealing.seal_to_box(public, plain, HERE, size=512)

    assert sealing.unseal_from_box(private, ballot, HERE) == plain


def test_ballots_have_one_size() -> None:
    _private, public = sealing.new_box_keys()

    lengths = {
        len(sealing.seal_to_box(public, b"x" * n, HERE, size=512)) for n in (0, 1, 511)
    }

    assert len(lengths) == 1


def test_a_ballot_that_would_be_longer_is_refused() -> None:
    _private, public = sealing.new_box_keys()

    with pytest.raises(ValueError, match="does not fit"):
        sealing.seal_to_box(public, b"x" * 512, HERE, size=512)


def test_a_ballot_opens_in_its_own_box_and_part_only() -> None:
    private, public = sealing.new_box_keys()
    another, _public = sealing.new_box_keys()
    ballot = sealing.seal_to_box(public, b"good", HERE, size=256)

    with pytest.raises(SealError):
        sealing.unseal_from_box(another, ballot, HERE)
    with pytest.raises(SealError):
        sealing.unseal_from_box(private, ballot, sealing.enc("ballot", "comment_1"))
    with pytest.raises(SealError):
        sealing.unseal_from_box(private, ballot[:-1], HERE)
