import pytest

from programmes import queries
from programmes.models import Enrolment
from tests.factories import (
    make_coordinator,
    make_draft,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db

State = Enrolment.State


def test_an_invitation_waits_until_it_is_answered() -> None:
    programme = make_programme()
    invited = make_mentee(programme, state=State.INVITED)
    make_mentor(programme, person=invited.person, state=State.APPLIED)
    make_mentee(programme, state=State.INVITED)

    assert queries.invitations_of(invited.person) == [invited]
    assert queries.invitations_of(make_person()) == []


def test_a_coordinator_follows_what_is_open() -> None:
    programme = make_programme()
    coordinator = make_coordinator(programme)
    make_coordinator(make_draft(), coordinator)
    make_programme()

    assert queries.followed_by(coordinator) == [programme]


def test_a_draft_waits_on_its_coordinator() -> None:
    draft = make_draft()
    coordinator = make_coordinator(draft)
    make_coordinator(make_programme(), coordinator)

    assert queries.drafts_of(coordinator) == [draft]
    assert queries.drafts_of(make_person()) == []
