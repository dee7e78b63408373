"""The letters of matching: short, neutral, and silent once their reason has gone."""

import pytest

from mailing import letters
from matching import emails
from matching.models import Pairing
from matching.operations import pairings, proposals, reorganisations
from tests.factories import NOW, make_coordinator, make_line, make_person
from tests.pairs import make_pairing, make_proposal, make_running_pairing

pytestmark = pytest.mark.django_db
WORDS = 90


def test_each_of_the_two_is_asked_until_they_answered() -> None:
    proposal = make_proposal()
    mentor, mentee = proposal.people()

    for_mentor = emails.proposal_made(proposal, mentor)
    assert for_mentor
    assert for_mentor.context["for_mentor"]
    proposal = proposals.answer(proposal, yes=True, at=NOW, by=mentor)

    assert emails.proposal_made(proposal, mentor) is None
    assert emails.proposal_made(proposal, mentee)
    assert emails.proposal_made(proposal, make_person()) is None


def test_nobody_is_asked_once_it_is_over() -> None:
    proposal = make_proposal()
    proposal = proposals.answer(proposal, yes=False, at=NOW, by=proposal.people()[0])

    assert emails.proposal_made(proposal, proposal.people()[1]) is None


def test_a_pair_is_announced_while_it_lasts() -> None:
    pairing = make_pairing()

    mail = emails.pairing_announced(pairing, pairing.mentor)
    assert mail
    assert mail.context["other"] == pairing.mentee
    stopped = pairings.stop(pairing, at=NOW, by=pairing.mentee)

    assert emails.pairing_announced(stopped, pairing.mentor) is None
    assert emails.pairing_ended(stopped, pairing.mentor)


def test_an_end_that_was_taken_back_is_not_told() -> None:
    assert emails.pairing_ended(make_pairing(), make_person()) is None


def test_a_suspension_is_told_while_it_lasts() -> None:
    pairing = make_running_pairing()
    coordinator = make_coordinator(pairing.programme)
    assert emails.pairing_suspended(pairing, pairing.mentor) is None
    assert emails.pairing_suspended_coordinator(pairing, coordinator) is None

    make_line(pairing.mentor, pairing.mentee)
    reorganisations.suspend_forbidden(at=NOW)
    suspended = Pairing.objects.get()

    assert emails.pairing_suspended(suspended, pairing.mentor)
    assert emails.pairing_suspended_coordinator(suspended, coordinator)


def test_the_letters_of_an_end_and_a_suspension_cannot_be_switched_off() -> None:
    mandatory = {kind for kind, one in letters.REGISTRY.items() if one.mandatory}

    assert {"pairing_ended", "pairing_suspended", "pairing_announced"} <= mandatory
    assert "proposal_made" not in mandatory
