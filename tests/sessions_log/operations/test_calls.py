"""The call round: opened by the calendar, one word per talk, erased after the end."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from matching.models import Pairing
from matching.operations import pairings
from privacy.models import AuditEntry
from programmes.models import Programme
from sessions_log import operations
from sessions_log.models import Call, CallRound
from sessions_log.operations import calls
from sessions_log.queries.export import export_of
from sessions_log.tasks import open_call_rounds
from tests.factories import (
    NOW,
    make_coordinator,
    make_person,
    make_programme,
)
from tests.pairs import Pair, make_running_pairing, make_two

pytestmark = pytest.mark.django_db
THIRD_WEEK = NOW + timedelta(weeks=3)
NOTHING, TALK = Call.Outcome.NOTHING, Call.Outcome.TALK


@pytest.fixture
def pairing() -> Pair:
    programme = make_programme()
    return make_running_pairing(programme, *make_two(programme))


@pytest.fixture
def call(pairing: Pair) -> Call:
    called = CallRound.objects.create(programme=pairing.programme, on=THIRD_WEEK)
    by = make_coordinator(pairing.programme)
    return calls.note(called, pairing.mentee, TALK, at=THIRD_WEEK, by=by)


def days() -> list[date]:
    return list(CallRound.objects.order_by("on").values_list("on", flat=True))


def test_a_round_opens_when_its_day_has_come_and_once() -> None:
    make_programme()
    make_programme(state=Programme.State.DRAFT)

    assert calls.open_rounds(at=THIRD_WEEK - timedelta(days=1)) == 0
    assert calls.open_rounds(at=THIRD_WEEK) == 1
    assert calls.open_rounds(at=THIRD_WEEK) == 0
    assert days() == [date(2026, 9, 22)]
    assert calls.open_rounds(at=NOW + timedelta(weeks=13)) == 1


def test_of_days_that_passed_unseen_only_the_last_makes_a_round() -> None:
    make_programme()

    calls.open_rounds(at=NOW + timedelta(weeks=20))

    assert days() == [date(2026, 12, 1)]


def test_a_programme_may_have_chosen_other_days() -> None:
    make_programme(call_rounds_on=["2026-09-10"])

    calls.open_rounds(at=NOW + timedelta(days=9))

    assert days() == [date(2026, 9, 10)]


def test_the_beat_opens_what_is_due() -> None:
    make_programme(call_rounds_on=["2020-01-06"])

    open_call_rounds()

    assert days() == [date(2020, 1, 6)]


def test_a_later_talk_takes_the_place_of_the_earlier_one(call: Call) -> None:
    by = make_coordinator(call.round.programme)
    later = THIRD_WEEK + timedelta(days=7)

    noted = calls.note(call.round, call.person, NOTHING, at=later, by=by)

    assert Call.objects.get() == noted
    assert (noted.outcome, noted.called_by, noted.called_at) == (NOTHING, by, later)


def test_only_one_of_the_fixed_words_is_kept(call: Call) -> None:
    by = make_coordinator(call.round.programme)

    with pytest.raises(ValidationError):
        calls.note(call.round, make_person(), "tired", at=THIRD_WEEK, by=by)
    with pytest.raises(ValidationError):
        calls.correct(call, "tired", at=THIRD_WEEK, by=call.person)


def test_who_was_called_has_the_last_word(call: Call) -> None:
    calls.correct(call, NOTHING, at=THIRD_WEEK, by=call.person)

    with pytest.raises(ValidationError, match="has corrected"):
        calls.note(
            call.round,
            call.person,
            TALK,
            at=THIRD_WEEK,
            by=make_coordinator(call.round.programme),
        )

    call.refresh_from_db()
    assert (call.outcome, call.corrected_at) == (NOTHING, THIRD_WEEK)


def test_the_same_word_again_is_no_correction(call: Call) -> None:
    assert calls.correct(call, TALK, at=THIRD_WEEK, by=call.person).corrected_at is None


def test_nobody_corrects_what_is_about_somebody_else(call: Call) -> None:
    assert call.called_by
    for stranger in (make_person(), call.called_by):
        with pytest.raises(ValidationError):
            calls.correct(call, NOTHING, at=THIRD_WEEK, by=stranger)

    assert Call.objects.get().outcome == TALK


def test_the_trail_says_that_somebody_was_called_and_not_what_came_of_it(
    call: Call,
) -> None:
    entry = AuditEntry.objects.get(verb="called")

    assert entry.about_id == str(call.pk)
    assert TALK not in str(vars(entry))


def test_it_goes_thirty_days_after_the_last_pair_there_has_ended(
    call: Call, pairing: Pair
) -> None:
    pairings.end(pairing, Pairing.EndedAs.COMPLETED, at=THIRD_WEEK)
    last = THIRD_WEEK.date() + timedelta(days=30)

    assert calls.erase_old(on=last - timedelta(days=1)) == 0
    assert operations.purge(on=last)["sessions_log.Call"] == 1
    assert not Call.objects.exists()


def test_it_stays_while_another_pair_there_goes_on(call: Call, pairing: Pair) -> None:
    pairings.end(pairing, Pairing.EndedAs.STOPPED, at=THIRD_WEEK)
    part = pairing.programme.enrolments.get(person=pairing.mentee)
    make_running_pairing(pairing.programme, mentee=part)

    assert calls.erase_old(on=THIRD_WEEK.date() + timedelta(days=300)) == 0
    assert Call.objects.get() == call


def test_it_goes_with_whoever_asks_to_be_forgotten(call: Call) -> None:
    coordinator = call.called_by
    assert coordinator
    operations.forget(coordinator)
    assert Call.objects.get().called_by is None

    operations.forget(call.person)
    assert not Call.objects.exists()


def test_everybody_takes_their_own_along(call: Call, pairing: Pair) -> None:
    [told] = export_of(pairing.mentee)["calls"]

    assert told["outcome"] == "talk it out together"
    assert export_of(pairing.mentor)["calls"] == []
