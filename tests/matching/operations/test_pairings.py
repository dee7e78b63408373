"""The life of a pairing, from getting acquainted to the end."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mailing.models import Delivery
from matching import queries
from matching.models import Exclusion, Pairing
from matching.operations import pairings
from programmes.models import Enrolment
from tests.factories import NOW, make_line, make_mentee, make_mentor, make_programme
from tests.pairs import make_pairing, make_running_pairing

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def told() -> set[object]:
    ended = Delivery.objects.filter(kind="pairing_ended")
    return set(ended.values_list("recipient_id", flat=True))


def test_nothing_runs_before_everything_is_agreed() -> None:
    pairing = make_pairing()

    with pytest.raises(ValidationError, match="still have to agree"):
        pairings.start(pairing, at=NOW, by=pairing.mentee)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pairing.objects.filter(pk=pairing.pk).update(state=Pairing.State.RUNNING)


def test_a_pairing_runs_when_everything_is_agreed() -> None:
    pairing = make_running_pairing()

    assert pairing.state == Pairing.State.RUNNING
    assert pairing.started_on == NOW.date()


def test_an_agreement_is_noted_once() -> None:
    pairing = make_pairing()

    pairings.note_agreement(pairing, at=NOW, by=pairing.mentor)
    later = pairings.note_agreement(pairing, at=NOW + DAY, by=pairing.mentor)

    assert later.mentor_agreed_at == NOW
    assert later.mentee_agreed_at is None


def test_either_may_stop_and_the_other_is_told_when_the_undo_ends() -> None:
    pairing = make_running_pairing()

    stopped = pairings.stop(pairing, at=NOW, by=pairing.mentee)

    assert stopped.state_for(pairing.mentee) == Pairing.State.ENDED
    assert stopped.state_for(pairing.mentor) == Pairing.State.RUNNING
    assert told() == set()
    assert pairings.tell_of_stops(at=NOW + DAY - timedelta(minutes=1)) == 0
    assert pairings.tell_of_stops(at=NOW + DAY) == 1
    assert pairings.tell_of_stops(at=NOW + 2 * DAY) == 0
    stopped.refresh_from_db()
    assert stopped.state_for(pairing.mentor) == Pairing.State.ENDED
    assert told() == {pairing.mentor.pk}
    assert stopped.ended_by is None


def test_a_stop_can_be_told_at_once() -> None:
    pairing = make_running_pairing()

    pairings.stop(pairing, at=NOW, by=pairing.mentor, tell_now=True)

    assert told() == {pairing.mentee.pk}
    with pytest.raises(ValidationError, match="no longer be undone"):
        pairings.undo_stop(pairing, at=NOW, by=pairing.mentor)


def test_nobody_stops_twice() -> None:
    pairing = make_pairing()
    pairings.stop(pairing, at=NOW, by=pairing.mentor)

    with pytest.raises(ValidationError, match="already stopped"):
        pairings.stop(pairing, at=NOW, by=pairing.mentee)


def test_a_stop_frees_the_place_and_gives_the_mentee_priority() -> None:
    programme = make_programme()
    mentor, mentee = make_mentor(programme), make_mentee(programme)
    pairing = make_pairing(programme, mentor, mentee)

    pairings.stop(pairing, at=NOW, by=pairing.mentor)

    assert queries.places_taken(programme) == {}
    assert Enrolment.objects.get(pk=mentee.pk).priority_at == NOW
    assert Exclusion.objects.get().reason == Exclusion.Reason.PREVIOUS


def test_a_stop_taken_back_leaves_no_trace() -> None:
    pairing = make_running_pairing()
    pairings.stop(pairing, at=NOW, by=pairing.mentee)

    again = pairings.undo_stop(pairing, at=NOW + DAY, by=pairing.mentee)

    assert again.state == Pairing.State.RUNNING
    assert again.ended_on is None
    assert not Exclusion.objects.exists()
    assert pairings.tell_of_stops(at=NOW + 2 * DAY) == 0


def test_only_the_one_who_stopped_takes_it_back_and_only_in_time() -> None:
    pairing = make_pairing()
    pairings.stop(pairing, at=NOW, by=pairing.mentee)

    with pytest.raises(ValidationError, match="no longer be undone"):
        pairings.undo_stop(pairing, at=NOW, by=pairing.mentor)
    with pytest.raises(ValidationError, match="no longer be undone"):
        pairings.undo_stop(
            pairing, at=NOW + DAY + timedelta(seconds=1), by=pairing.mentee
        )


def test_a_stop_is_not_taken_back_when_the_place_is_taken() -> None:
    programme = make_programme()
    mentor = make_mentor(programme)
    pairing = make_pairing(programme, mentor)
    pairings.stop(pairing, at=NOW, by=pairing.mentee)
    make_pairing(programme, mentor)

    with pytest.raises(ValidationError, match="no place left"):
        pairings.undo_stop(pairing, at=NOW, by=pairing.mentee)


def test_a_stop_is_not_taken_back_when_the_pair_became_unlawful() -> None:
    pairing = make_pairing()
    pairings.stop(pairing, at=NOW, by=pairing.mentee)
    make_line(pairing.mentor, pairing.mentee)

    with pytest.raises(ValidationError, match="cannot be a superior"):
        pairings.undo_stop(pairing, at=NOW, by=pairing.mentee)


def test_an_end_from_outside_tells_both_and_happens_once() -> None:
    pairing = make_running_pairing()

    pairings.end(pairing, Pairing.EndedAs.PROGRAMME, at=NOW)
    pairings.end(pairing, Pairing.EndedAs.LEFT, at=NOW + DAY)

    pairing.refresh_from_db()
    assert pairing.ended_as == Pairing.EndedAs.PROGRAMME
    assert told() == {pairing.mentor.pk, pairing.mentee.pk}


def test_an_end_tells_only_who_is_still_there() -> None:
    pairing = make_pairing()
    pairings.end(pairing, Pairing.EndedAs.LEFT, at=NOW)
    Pairing.objects.update(mentor=None)
    Delivery.objects.all().delete()
    pairing.refresh_from_db()

    assert pairing.state == Pairing.State.ENDED
    assert str(pairing).startswith("None")


def test_words_that_change_ask_both_to_agree_again() -> None:
    pairing = make_running_pairing()
    Pairing.objects.update(state=Pairing.State.PREPARING)

    asked = pairings.forget_agreements(pairing)

    assert (asked.mentor_agreed_at, asked.mentee_agreed_at) == (None, None)


def test_what_runs_already_does_not_start_again() -> None:
    pairing = make_running_pairing()

    with pytest.raises(ValidationError, match="cannot start now"):
        pairings.start(pairing, at=NOW, by=pairing.mentor)


def test_a_row_whose_people_are_gone_is_never_lawful() -> None:
    assert queries.is_unlawful(Pairing())
