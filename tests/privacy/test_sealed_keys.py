"""Keys that outlive a rotation."""

import threading

import pytest
from django.db import connection, transaction

from privacy import keyring, sealed_keys
from privacy.keyring import KeyMissingError, SealError
from privacy.models import SealedKey
from tests.privacy.conftest import Load


@pytest.mark.django_db
def test_a_key_is_made_once_and_stays_the_same() -> None:
    key = sealed_keys.key_named("pins")

    assert sealed_keys.key_named("pins") == key
    assert len(key) == 32
    assert SealedKey.objects.count() == 1


@pytest.mark.django_db
def test_keys_of_two_names_have_nothing_in_common() -> None:
    assert sealed_keys.key_named("pins") != sealed_keys.key_named("audit pseudonyms")


@pytest.mark.django_db
def test_the_table_does_not_hold_the_key() -> None:
    key = sealed_keys.key_named("pins")

    row = SealedKey.objects.get()

    assert key not in bytes(row.sealed)
    assert row.kek_id == "test"


@pytest.mark.django_db
def test_a_key_that_was_put_in_the_place_of_another_does_not_open() -> None:
    sealed_keys.key_named("pins")
    sealed_keys.key_named("audit chain")
    stolen = SealedKey.objects.get(name="pins").sealed
    SealedKey.objects.filter(name="audit chain").update(sealed=stolen)

    with pytest.raises(SealError):
        sealed_keys.key_named("audit chain")


@pytest.mark.django_db
def test_a_key_stays_shut_without_the_ring_that_sealed_it(load_ring: Load) -> None:
    sealed_keys.key_named("pins")
    load_ring("2027a")

    with pytest.raises(KeyMissingError, match='no key "test"'):
        sealed_keys.key_named("pins")


@pytest.mark.django_db
def test_no_key_is_made_without_a_ring(load_ring: Load) -> None:
    keyring.load("")

    with pytest.raises(KeyMissingError):
        sealed_keys.key_named("pins")
    assert not SealedKey.objects.exists()


@pytest.mark.django_db
def test_a_mac_is_bound_to_its_name_and_its_parts() -> None:
    macs = {
        sealed_keys.mac("pins", "anna", "1234"),
        sealed_keys.mac("pins", "anna", "1235"),
        sealed_keys.mac("credentials", "anna", "1234"),
    }

    assert len(macs) == 3
    assert sealed_keys.mac("pins", "anna", "1234") in macs


@pytest.mark.skipif(connection.vendor == "sqlite", reason="has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_processes_that_need_a_key_first_agree_on_it() -> None:
    barrier = threading.Barrier(4)
    found: list[bytes] = []

    def ask() -> None:
        barrier.wait()
        try:
            with transaction.atomic():
                found.append(sealed_keys.key_named("pins"))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 4
    assert set(found) == {sealed_keys.key_named("pins")}


@pytest.mark.django_db
def test_what_a_sealed_key_sealed_opens_in_its_own_place_only() -> None:
    blob = sealed_keys.seal("second factors", b"KANARIE", "anna")

    assert b"KANARIE" not in blob
    assert sealed_keys.unseal("second factors", blob, "anna") == b"KANARIE"
    for name, place in (("second factors", "bram"), ("pins", "anna")):
        with pytest.raises(SealError):
            sealed_keys.unseal(name, blob, place)
