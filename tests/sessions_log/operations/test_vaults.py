"""Vaults open with a yes, close with the end, and say when they are erased."""

from datetime import timedelta

import pytest

from matching.models import Pairing
from matching.operations import pairings
from programmes.models import Programme
from sessions_log import notes
from sessions_log.models import Grant, Meeting, Vault
from sessions_log.operations import vaults
from tests.factories import NOW
from tests.pairs import Pair

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_pair_has_one_vault_and_two_keys_as_soon_as_both_said_yes(
    preparing: Pair,
) -> None:
    vault = Vault.objects.get()

    assert (vault.kind, vault.state, vault.pairing_id) == (
        "shared",
        "open",
        preparing.pk,
    )
    readers = Grant.objects.values_list("reader", flat=True)
    assert set(readers) == {preparing.mentor.pk, preparing.mentee.pk}


def test_the_end_closes_both_vaults_and_names_the_day_they_are_erased(
    running: Pair,
) -> None:
    notes.private_vault_of(running.mentor, running)
    Programme.objects.update(shared_notes_days=90, private_notes_days=30)

    pairings.end(running, Pairing.EndedAs.COMPLETED, at=NOW)

    found = Vault.objects.values_list("kind", "state", "shred_on")
    assert set(found) == {
        ("shared", "read_only", NOW.date() + 90 * DAY),
        ("private", "read_only", NOW.date() + 30 * DAY),
    }
    assert not Meeting.objects.planned().exists()


def test_a_stop_counts_from_its_own_day_also_when_it_is_told_later(
    running: Pair,
) -> None:
    pairings.stop(running, at=NOW, by=running.mentee)
    assert Vault.objects.get().state == "open"

    pairings.tell_of_stops(at=NOW + DAY)

    vault = Vault.objects.get()
    assert vault.state == "read_only"
    assert vault.shred_on == NOW.date() + 90 * DAY


def test_a_pause_cancels_the_meetings_and_leaves_the_vault_open(running: Pair) -> None:
    running.state = Pairing.State.PAUSED

    assert vaults.close_for(running) == []

    assert Vault.objects.get().state == "open"
    assert not Meeting.objects.planned().exists()


def test_a_suspension_closes_and_its_end_opens_again(running: Pair) -> None:
    running.state = Pairing.State.SUSPENDED

    [closed] = vaults.close_for(running)
    assert Vault.objects.get().state == "read_only"
    assert Vault.objects.get().shred_on is None
    [opened] = vaults.reopen_for(running)

    assert Vault.objects.get().state == "open"
    assert (closed.kind, opened.kind) == ("vault_closed", "vault_opened")


def test_what_was_shredded_does_not_open_again(running: Pair) -> None:
    Vault.objects.update(state=Vault.State.SHREDDED)

    vaults.reopen_for(running)

    assert Vault.objects.get().state == "shredded"
