"""What becomes of pairs when somebody withdraws or a programme closes."""

import pytest

from matching.models import Pairing, Proposal
from programmes.events import (
    EnrolmentChanged,
    ProgrammeClosed,
    enrolment_changed,
    programme_closed,
)
from programmes.models import Enrolment, Programme
from tests.factories import NOW, make_mentor, make_programme
from tests.pairs import make_pairing, make_proposal

pytestmark = pytest.mark.django_db


def withdraw(enrolment: Enrolment, after: str = Enrolment.State.WITHDRAWN) -> None:
    change = EnrolmentChanged(
        enrolment=enrolment, before=enrolment.state, after=after, at=NOW
    )
    enrolment_changed.send(sender=Enrolment, change=change)


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_who_withdraws_is_asked_nothing_more_and_paired_no_longer(role: str) -> None:
    programme = make_programme()
    mentor = make_mentor(programme, capacity=2)
    pairing = make_pairing(programme, mentor)
    proposal = make_proposal(programme, mentor)
    mentee = pairing.mentee.enrolments.get()

    withdraw(mentor if role == "mentor" else mentee)

    pairing.refresh_from_db()
    proposal.refresh_from_db()
    assert pairing.state == Pairing.State.ENDED
    asked = Proposal.State.WITHDRAWN if role == "mentor" else Proposal.State.PUBLISHED
    assert proposal.state == asked


def test_who_is_approved_loses_nothing() -> None:
    pairing = make_pairing()

    withdraw(pairing.mentee.enrolments.get(), after=Enrolment.State.APPROVED)

    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.PREPARING


def test_a_programme_that_closes_ends_its_own_pairs_only() -> None:
    pairing, other = make_pairing(), make_pairing()

    change = ProgrammeClosed(programme=pairing.programme, at=NOW)
    programme_closed.send(sender=Programme, change=change)

    pairing.refresh_from_db()
    other.refresh_from_db()
    assert (pairing.state, pairing.ended_as) == ("ended", "programme")
    assert other.state == Pairing.State.PREPARING
