"""What was changed, moved or removed is found, and nothing else."""

from datetime import timedelta

import pytest

from privacy import audit
from privacy.keyring import KeyMissingError
from privacy.models import AuditEntry, AuditHead, AuditSeal, SealedKey
from tests.privacy.audit.trails import (
    NOON,
    entry_at,
    make_acts,
    make_chain,
    meddle,
    seal_at,
)
from tests.privacy.conftest import Load

pytestmark = pytest.mark.django_db

NOBODY = "22222222-2222-4222-8222-222222222222"


def test_a_house_that_sealed_nothing_is_whole() -> None:
    make_acts(2)

    assert audit.verify() == audit.Verdict(
        sealed=0, unsealed=2, head=audit.Anchor(0, ""), faults=()
    )


def test_a_long_chain_is_walked_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    make_chain(7)
    monkeypatch.setattr("privacy.audit.verification.AT_ONCE", 3)

    assert audit.verify().faults == ()


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "ran by"},
        {"at": NOON + timedelta(days=1)},
        {"actor": "0" * 64},
        {"subject": "0" * 64},
        {"about_kind": "people.absence"},
        {"about_id": "0" * 64},
        {"audience": "self"},
        {"scope": "11111111-1111-4111-8111-111111111111"},
    ],
)
def test_an_entry_that_was_changed_is_found(change: dict[str, object]) -> None:
    make_chain()
    meddle()
    AuditEntry.objects.filter(pk=entry_at(3).pk).update(**change)

    assert audit.verify().faults == (
        "The entry or the seal at position 3 was changed or moved.",
    )


def test_two_entries_that_changed_places_are_found() -> None:
    make_chain()
    meddle()
    second, fifth = seal_at(2).entry_id, seal_at(5).entry_id
    AuditSeal.objects.filter(position=2).update(entry_id=NOBODY)
    AuditSeal.objects.filter(position=5).update(entry_id=second)
    AuditSeal.objects.filter(position=2).update(entry_id=fifth)

    assert audit.verify().faults == (
        "The entry or the seal at position 2 was changed or moved.",
        "The entry or the seal at position 5 was changed or moved.",
    )


def test_two_seals_that_changed_places_are_found() -> None:
    make_chain()
    meddle()
    AuditSeal.objects.filter(position=2).update(position=99)
    AuditSeal.objects.filter(position=3).update(position=2)
    AuditSeal.objects.filter(position=99).update(position=3)

    assert len(audit.verify().faults) >= 2


def test_an_entry_that_was_removed_is_found() -> None:
    make_chain()
    meddle()
    entry_at(4).delete()

    assert audit.verify().faults == ("The entry at position 4 was removed.",)


def test_seals_that_were_removed_from_the_middle_are_found() -> None:
    make_chain()
    meddle()
    AuditSeal.objects.filter(position__in=(3, 4)).delete()

    assert audit.verify().faults == ("Seals are missing between positions 2 and 5.",)


def test_a_start_that_was_cut_off_is_found() -> None:
    make_chain()
    meddle()
    AuditSeal.objects.filter(position__lte=2).delete()

    assert audit.verify().faults == ("Seals are missing between positions 0 and 3.",)


def test_an_end_that_was_cut_off_is_found() -> None:
    make_chain()
    meddle()
    AuditEntry.objects.filter(pk__in=[entry_at(5).pk, entry_at(6).pk]).delete()
    AuditSeal.objects.filter(position__gt=4).delete()

    assert audit.verify().faults == (
        "The chain was cut off after position 4: it went on to 6.",
    )


def test_a_head_that_was_moved_to_hide_a_cut_is_found() -> None:
    make_chain()
    meddle()
    AuditEntry.objects.filter(pk=entry_at(6).pk).delete()
    AuditSeal.objects.filter(position=6).delete()
    AuditHead.objects.update(position=5)

    assert audit.verify().faults == (
        "The head of the chain was changed, or seals behind it were removed.",
    )


def test_a_trimmed_start_that_nobody_trimmed_is_found() -> None:
    make_chain()
    meddle()
    AuditHead.objects.update(checkpoint=3)

    assert audit.verify().faults == (
        "The head of the chain was changed, or seals behind it were removed.",
    )


def test_forged_seals_behind_the_end_are_found() -> None:
    make_chain()
    AuditSeal.objects.create(position=7, entry_id=NOBODY, hash="f" * 64)

    assert audit.verify().faults == ("There are seals behind the end of the chain.",)


def test_a_head_that_was_removed_is_found() -> None:
    make_chain()
    AuditHead.objects.all().delete()

    assert audit.verify().faults == (
        "The start of the chain was removed.",
        "There are seals behind the end of the chain.",
    )
    with pytest.raises(audit.ChainBrokenError):
        audit.seal_committed()


def test_a_key_that_was_removed_is_found() -> None:
    make_chain()
    SealedKey.objects.filter(name="audit chain").delete()

    assert audit.verify().faults == ("The start of the chain was removed.",)


def test_a_database_that_was_put_back_is_found_by_the_anchor() -> None:
    make_chain()
    anchor = audit.head()
    assert audit.verify(anchor).faults == ()

    meddle()
    for table in (AuditSeal, AuditEntry, AuditHead, SealedKey):
        table.objects.all().delete()
    make_chain(6)

    assert audit.verify().faults == ()
    assert audit.verify(anchor).faults == (
        "The chain does not hold this anchor: it was put back or made anew.",
    )


def test_an_emptied_house_is_found_by_the_anchor() -> None:
    make_chain()
    anchor = audit.head()
    meddle()
    for table in (AuditSeal, AuditEntry, AuditHead, SealedKey):
        table.objects.all().delete()

    assert audit.verify(anchor).faults == ("The start of the chain was removed.",)


def test_an_anchor_of_earlier_days_still_holds() -> None:
    make_chain()
    anchor = audit.head()
    make_chain()

    assert audit.verify(anchor).faults == ()
    assert audit.Anchor.parse(f" {anchor}\n") == anchor


def test_a_chain_cannot_be_checked_without_its_key(load_ring: Load) -> None:
    make_chain()
    load_ring("2027a")

    with pytest.raises(KeyMissingError, match='no key "test"'):
        audit.verify()


def test_an_anchor_from_before_the_checkpoint_cannot_be_checked() -> None:
    make_acts(2, first=NOON - timedelta(days=900))
    audit.seal_committed(limit=1)
    anchor = audit.head()
    audit.seal_committed()
    audit.trim(before=NOON - timedelta(days=800))

    assert audit.verify(anchor).faults == (
        "The anchor is older than everything that is still kept.",
    )


def test_a_checkpoint_that_was_removed_is_found() -> None:
    make_acts(3, first=NOON - timedelta(days=900))
    make_chain(2)
    audit.trim(before=NOON - timedelta(days=800))
    AuditSeal.objects.filter(position=3).delete()

    assert audit.verify().faults == (
        "The entry or the seal at position 4 was changed or moved.",
    )
