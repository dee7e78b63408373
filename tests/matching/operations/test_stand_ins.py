"""Somebody stands in the same day: same rules, own vault, an end of its own."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from mailing.models import Delivery
from matching import queries
from matching.models import Pairing
from matching.operations import pairings, pauses, proposals, stand_ins
from matching.queries.mentored import mentors_of
from programmes.models import Enrolment
from sessions_log import notes
from sessions_log.models import Note, Vault
from tests.factories import (
    NOW,
    make_coordinator,
    make_line,
    make_mentor,
    make_programme,
)
from tests.pairs import Pair, make_pairing, make_proposal, make_running_pairing

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
UNTIL = NOW.date() + timedelta(days=14)


@pytest.fixture
def running() -> Pair:
    return make_running_pairing()


@pytest.fixture
def colleague(running: Pair) -> Enrolment:
    return make_mentor(running.programme)


def appoint(running: Pair, colleague: Enrolment) -> Pairing:
    coordinator = make_coordinator(running.programme)
    return stand_ins.appoint(running, colleague, until=UNTIL, at=NOW, by=coordinator)


def test_a_newcomer_has_a_name_the_same_day(
    running: Pair, colleague: Enrolment
) -> None:
    made = appoint(running, colleague)

    running.refresh_from_db()
    assert running.state == Pairing.State.PAUSED
    assert running.paused_until == UNTIL
    assert made.state == Pairing.State.PREPARING
    assert made.until_on == UNTIL
    assert mentors_of(running.programme, [running.mentee]) == {
        running.mentee.pk: colleague.person
    }


def test_the_three_are_told(running: Pair, colleague: Enrolment) -> None:
    appoint(running, colleague)

    told = Delivery.objects.filter(kind="stand_in_announced")
    assert set(told.values_list("recipient_id", flat=True)) == {
        running.mentor.pk,
        running.mentee.pk,
        colleague.person_id,
    }


def test_whoever_stands_in_begins_with_an_empty_vault(
    running: Pair, colleague: Enrolment
) -> None:
    written = notes.shared_vault_of(running)

    made = appoint(running, colleague)

    own = notes.shared_vault_of(made)
    assert own != written
    assert not Note.objects.filter(vault=own).exists()
    assert Vault.objects.get(pk=written.pk).state == Vault.State.OPEN


def test_a_place_is_taken_and_given_back(running: Pair, colleague: Enrolment) -> None:
    made = appoint(running, colleague)
    assert queries.places_taken(running.programme)[colleague.person_id] == {1}

    pairings.end(made, Pairing.EndedAs.COMPLETED, at=NOW)

    assert colleague.person_id not in queries.places_taken(running.programme)


def test_it_ends_when_the_regular_mentor_goes_on(
    running: Pair, colleague: Enrolment
) -> None:
    made = appoint(running, colleague)
    pauses.resume(running, at=NOW, by=running.mentor)
    made.refresh_from_db()
    assert made.state == Pairing.State.ENDED


def test_it_ends_by_itself_when_the_pause_lasts_longer(
    running: Pair, colleague: Enrolment
) -> None:
    pauses.pause(running, until=UNTIL + 9 * DAY, at=NOW, by=running.mentor)
    made = appoint(running, colleague)

    pauses.turn_the_day(at=NOW + timedelta(days=14))
    made.refresh_from_db()
    assert made.state == Pairing.State.PREPARING

    pauses.turn_the_day(at=NOW + timedelta(days=15))
    made.refresh_from_db()
    assert made.state == Pairing.State.ENDED
    assert made.ended_as == Pairing.EndedAs.COMPLETED
    assert Enrolment.objects.get(person=running.mentee).priority_at is None


def test_it_ends_when_the_mentee_has_a_new_mentor(
    running: Pair, colleague: Enrolment
) -> None:
    made = appoint(running, colleague)
    pairings.stop(running, at=NOW, by=running.mentee)
    mentee = Enrolment.objects.mentees().get(person=running.mentee)
    assert list(queries.waiting_mentees(running.programme)) == [mentee]

    proposal = make_proposal(running.programme, colleague, mentee)
    for person in proposal.people():
        proposals.answer(proposal, yes=True, at=NOW, by=person)

    made.refresh_from_db()
    assert made.state == Pairing.State.ENDED
    assert Pairing.objects.active().get().mentor == colleague.person


@pytest.mark.parametrize("way", ["above", "below"])
def test_a_superior_never_stands_in_nor_a_report(
    running: Pair, colleague: Enrolment, way: str
) -> None:
    two = (colleague.person, running.mentee)
    make_line(*(two if way == "above" else reversed(two)))

    assert queries.stand_ins_for(running) == []
    with pytest.raises(ValidationError, match="cannot be a superior"):
        appoint(running, colleague)
    running.refresh_from_db()
    assert running.state == Pairing.State.RUNNING


def test_nobody_stands_in_without_a_place(running: Pair, colleague: Enrolment) -> None:
    make_pairing(running.programme, colleague)

    assert queries.stand_ins_for(running) == []
    with pytest.raises(ValidationError, match="no place left"):
        appoint(running, colleague)


def test_one_stands_in_at_a_time(running: Pair, colleague: Enrolment) -> None:
    appoint(running, colleague)

    with pytest.raises(ValidationError, match="already has a mentor"):
        appoint(running, make_mentor(running.programme))


def test_a_colleague_of_another_programme_does_not_stand_in(running: Pair) -> None:
    with pytest.raises(ValidationError, match="different programmes"):
        appoint(running, make_mentor(make_programme()))


def test_the_day_lies_ahead(running: Pair, colleague: Enrolment) -> None:
    pauses.pause(running, until=UNTIL, at=NOW, by=running.mentor)

    with pytest.raises(ValidationError, match="Choose a day after today"):
        stand_ins.appoint(
            running, colleague, until=NOW.date(), at=NOW, by=running.mentor
        )


def test_who_may_stand_in_is_named_whose_chart_and_wishes_allow_it(
    running: Pair, colleague: Enrolment
) -> None:
    assert queries.stand_ins_for(running) == [colleague]


def test_a_stand_in_stops_without_priority_or_pause(
    running: Pair, colleague: Enrolment
) -> None:
    made = appoint(running, colleague)

    with pytest.raises(ValidationError, match="cannot pause now"):
        pauses.pause(made, until=UNTIL, at=NOW, by=colleague.person)
    pairings.stop(made, at=NOW, by=running.mentee)
    pairings.undo_stop(made, at=NOW, by=running.mentee)
    pairings.stop(made, at=NOW, by=running.mentee)

    assert Enrolment.objects.get(person=running.mentee).priority_at is None
