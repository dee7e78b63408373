"""The chain grows with every tick, and loses its start when that is old enough."""

from datetime import timedelta

import pytest

from privacy import audit
from privacy.models import AuditHead, AuditSeal, SealedKey
from tests.privacy.audit.trails import (
    NOON,
    entry_at,
    make_acts,
    make_chain,
    meddle,
    seal_at,
)

pytestmark = pytest.mark.django_db


def test_a_tick_seals_what_was_committed_and_no_more_the_second_time() -> None:
    make_acts(3)

    assert audit.seal_committed() == 3
    assert audit.seal_committed() == 0
    make_acts(1)
    assert audit.seal_committed() == 1
    verdict = audit.verify()
    assert (verdict.sealed, verdict.unsealed, verdict.faults) == (4, 0, ())
    assert verdict.head == audit.head() == audit.Anchor(4, seal_at(4).hash)


def test_the_chain_follows_the_clock_of_the_acts() -> None:
    make_chain(5)

    times = [entry_at(position).at for position in range(1, 6)]

    assert times == sorted(times)


def test_a_tick_seals_no_more_at_once_than_it_is_told() -> None:
    make_acts(5)

    assert [audit.seal_committed(limit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert audit.verify().faults == ()


def test_what_a_tick_overlooked_is_sealed_by_the_next_one_that_looks_further() -> None:
    make_acts(2)
    make_acts(1, first=NOON + timedelta(days=9))

    assert audit.seal_committed(since=NOON + timedelta(days=7)) == 1
    assert audit.verify().unsealed == 2
    assert audit.seal_committed() == 2


def test_the_tick_does_not_build_on_a_chain_that_somebody_changed() -> None:
    make_chain()
    meddle()
    AuditSeal.objects.filter(position=6).delete()
    AuditHead.objects.update(position=5)
    make_acts(1)

    with pytest.raises(audit.ChainBrokenError):
        audit.seal_committed()
    assert audit.verify().unsealed == 2


def test_a_chain_made_anew_with_another_key_does_not_fit() -> None:
    make_chain()
    SealedKey.objects.filter(name="audit chain").delete()

    with pytest.raises(audit.ChainBrokenError):
        audit.seal_committed()


def test_the_oldest_entries_go_and_the_rest_stays_whole() -> None:
    make_acts(3, first=NOON - timedelta(days=900))
    make_chain(4)
    anchor = audit.head()

    assert audit.trim(before=NOON - timedelta(days=800)) == 3

    verdict = audit.verify(anchor)
    assert (verdict.sealed, verdict.faults) == (4, ())
    assert AuditSeal.objects.count() == 5  # the checkpoint and the four
    assert audit.trim(before=NOON - timedelta(days=800)) == 0


def test_an_old_entry_behind_a_young_one_waits_for_its_turn() -> None:
    make_chain(2)
    make_acts(1, first=NOON - timedelta(days=900))
    audit.seal_committed()

    assert audit.trim(before=NOON - timedelta(days=800)) == 0
    assert audit.verify().sealed == 3


def test_a_chain_of_old_entries_only_goes_but_for_its_checkpoint() -> None:
    make_acts(3, first=NOON - timedelta(days=900))
    audit.seal_committed()

    assert audit.trim(before=NOON) == 3
    make_chain(2)

    assert AuditSeal.objects.count() == 3
    assert audit.verify().faults == ()


def test_what_somebody_removed_is_not_wiped_away_with_the_old_entries() -> None:
    make_acts(2, first=NOON - timedelta(days=900))
    make_chain(2)
    meddle()
    entry_at(3).delete()

    assert audit.trim(before=NOON - timedelta(days=800)) == 2
    assert audit.verify().faults == ("The entry at position 3 was removed.",)
