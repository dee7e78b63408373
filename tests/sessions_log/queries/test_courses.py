"""The rhythm of many pairs: what counts as a meeting, and what it costs to ask."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from matching.models import Pairing, Pause
from matching.operations import pairings
from programmes.models import Programme
from sessions_log.models import Meeting
from sessions_log.queries.courses import followed_in, is_silent
from tests.factories import NOW, START, make_programme
from tests.pairs import make_pairing
from tests.sessions_log.following import (
    A_DAY,
    TODAY,
    hold,
    make_lively_pair,
    make_pair_that_met,
    make_silent_pair,
)

pytestmark = pytest.mark.django_db


def words(programme: Programme, on: date = TODAY) -> list[str]:
    pairs = Pairing.objects.filter(programme=programme)
    return [one.word for one in followed_in(pairs, on=on)]


def test_who_may_need_a_word_comes_first() -> None:
    programme = make_programme()
    make_lively_pair(programme)
    make_pairing(programme)
    make_silent_pair(programme)
    make_pair_that_met(programme, TODAY - 25 * A_DAY)

    assert words(programme) == ["nothing", "quiet", "acquainted", "on_track"]


@pytest.mark.parametrize("state", [Meeting.State.DISPUTED, Meeting.State.CANCELLED])
def test_what_is_disputed_or_cancelled_never_counts(state: str) -> None:
    programme = make_programme()
    pairing = make_silent_pair(programme)
    hold(pairing, TODAY - A_DAY, number=2, state=state)

    assert words(programme) == ["nothing"]


def test_a_meeting_without_a_date_counts_for_its_month() -> None:
    programme = make_programme()
    pairing = make_silent_pair(programme)
    hold(pairing, TODAY.replace(day=1), number=2, is_dated=False)

    assert words(programme) == ["on_track"]
    assert words(programme, on=TODAY + 22 * A_DAY) == ["quiet"]


def test_without_a_meeting_silence_is_counted_from_the_start() -> None:
    programme = make_programme()
    make_pair_that_met(programme)

    assert words(programme, on=START + 21 * A_DAY) == ["on_track"]
    assert words(programme, on=START + 22 * A_DAY) == ["quiet"]


def test_the_days_of_a_pause_are_subtracted() -> None:
    programme = make_programme()
    pairing = make_silent_pair(programme)
    Pause.objects.create(
        pairing=pairing, from_on=START + 8 * A_DAY, until_on=TODAY - A_DAY
    )

    assert words(programme) == ["on_track"]


def test_a_pair_that_pauses_is_not_behind() -> None:
    programme = make_programme()
    make_silent_pair(programme)
    Pairing.objects.update(state=Pairing.State.PAUSED)

    assert words(programme) == ["pause"]


def test_a_pair_that_has_ended_has_no_rhythm() -> None:
    programme = make_programme()
    pairing = make_silent_pair(programme)
    assert is_silent(pairing, on=TODAY)
    pairings.end(pairing, Pairing.EndedAs.STOPPED, at=NOW)

    assert words(programme) == []
    assert not is_silent(pairing, on=TODAY)


@pytest.mark.parametrize("rows", [1, 4])
def test_many_pairs_cost_as_much_as_one(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = make_programme()
    for _ in range(rows):
        pairing = make_silent_pair(programme)
        Pause.objects.create(
            pairing=pairing, from_on=START, until_on=START + timedelta(days=1)
        )

    with django_assert_num_queries(3):
        found = followed_in(Pairing.objects.filter(programme=programme), on=TODAY)

    assert len(found) == rows
