"""Letters of a pause, a stand-in and a partner who is waited for."""

from datetime import timedelta

import pytest

from matching import access, emails
from matching.models import Pairing
from matching.operations import interests, pauses, seeking, stand_ins
from matching.queries import stand_ins_for
from people.models import Person
from programmes.models import Enrolment
from tests.factories import NOW, make_coordinator, make_mentor, make_person
from tests.pairs import Pair, make_running_pairing

pytestmark = pytest.mark.django_db
UNTIL = NOW.date() + timedelta(days=14)


@pytest.fixture
def pairing() -> Pair:
    return make_running_pairing()


def test_a_pause_is_told_while_it_lasts_and_its_end_once_it_is_over(
    pairing: Pair,
) -> None:
    assert emails.pairing_paused(pairing, pairing.mentee) is None
    assert emails.pairing_goes_on(pairing, pairing.mentee)
    assert emails.partner_nudge(pairing, pairing.mentee)

    paused = pauses.pause(pairing, until=UNTIL, at=NOW, by=pairing.mentor)

    told = emails.pairing_paused(paused, pairing.mentee)
    assert told
    assert told.context == {"other": pairing.mentor, "day": UNTIL}
    assert emails.pairing_goes_on(paused, pairing.mentee) is None
    assert emails.partner_nudge(paused, pairing.mentee) is None
    assert str(paused.pauses.get()).startswith(NOW.date().isoformat())


def test_all_three_learn_who_stands_in_as_long_as_that_is_so(pairing: Pair) -> None:
    spare = make_mentor(pairing.programme)
    by = make_coordinator(pairing.programme)
    stand_in = stand_ins.appoint(pairing, spare, until=UNTIL, at=NOW, by=by)

    for person in (spare.person, pairing.mentee, pairing.mentor):
        assert emails.stand_in_announced(stand_in, person)
    stand_in.state = Pairing.State.ENDED
    assert emails.stand_in_announced(stand_in, pairing.mentee) is None


def test_the_end_of_a_stand_in_brings_nobody_forward(pairing: Pair) -> None:
    pairing.kind = Pairing.Kind.STAND_IN
    seeking.give_priority(pairing, at=NOW)

    part = Enrolment.objects.get(person=pairing.mentee)
    assert part.priority_at is None


def test_nobody_stands_in_where_the_chart_of_the_mentee_is_unknown(
    pairing: Pair,
) -> None:
    make_mentor(pairing.programme)
    assert stand_ins_for(pairing)
    pairing.mentee.chart_state = Person.ChartState.UNKNOWN

    assert stand_ins_for(pairing) == []


def test_whoever_was_asked_from_outside_leaves_once(pairing: Pair) -> None:
    by, guest = make_coordinator(pairing.programme), make_person()
    invited = interests.invite_outside(pairing, guest, at=NOW, by=by)
    later = NOW + timedelta(days=1)
    for at in (NOW, later):
        interests.end_outside(invited, at=at, by=by)

    invited.refresh_from_db()
    assert invited.until_at == NOW
    assert str(invited.pk) == str(invited)


def test_nobody_is_unbiased_about_somebody_who_was_erased(pairing: Pair) -> None:
    assert access.is_unbiased(make_person(), pairing)
    pairing.mentor = None  # type: ignore[assignment]  # a tombstone

    assert not access.is_unbiased(make_person(), pairing)
