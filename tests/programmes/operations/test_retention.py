from datetime import date, timedelta

import pytest

from programmes import operations
from programmes.models import Enrolment, Role, Wish
from tests.factories import (
    NOW,
    make_competence,
    make_coordinator,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db

State = Enrolment.State


def test_who_is_forgotten_leaves_no_part_role_wish_or_motivation() -> None:
    programme = make_programme()
    mentee = make_mentee(programme, motivation="I want to learn.")
    Wish.objects.create(enrolment=mentee, competence=make_competence(), rank=1)
    make_coordinator(programme, mentee.person)
    other = make_mentee(programme)

    operations.forget(mentee.person)

    assert list(Enrolment.objects.all()) == [other]
    assert not Role.objects.exists()
    assert not Wish.objects.exists()


@pytest.mark.parametrize("state", Enrolment.OVER)
def test_what_is_over_for_half_a_year_goes_with_all_that_was_told(state: str) -> None:
    programme = make_programme()
    mentee = make_mentee(programme, state=state, moved_at=NOW)
    Wish.objects.create(enrolment=mentee, competence=make_competence(), rank=1)

    gone = operations.purge(on=NOW.date() + timedelta(days=185))

    assert gone == {"programmes.Enrolment": 1, "programmes.Wish": 1}
    assert not Wish.objects.exists()


def test_what_is_younger_or_open_stays() -> None:
    programme = make_programme()
    make_mentee(programme, state=State.WITHDRAWN, moved_at=NOW)
    make_mentee(programme, state=State.NOT_NOW)

    assert operations.purge(on=NOW.date() + timedelta(days=183)) == {}

    Enrolment.objects.all().delete()
    make_mentor(programme, moved_at=NOW)
    assert operations.purge(on=date(2036, 1, 1)) == {}
    assert Enrolment.objects.count() == 1


def test_every_change_of_state_says_when() -> None:
    programme, person = make_programme(), make_person()
    (mentee,) = operations.enrol(
        programme, people=[person], role="mentee", by=person, at=NOW
    )
    assert mentee.moved_at == NOW
    later = NOW + timedelta(days=1)

    operations.withdraw(mentee, by=person, at=later)

    mentee.refresh_from_db()
    assert mentee.moved_at == later
