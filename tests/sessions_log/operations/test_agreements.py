"""The agreement: worded by either, agreed by both, and the gate to running."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from matching.models import Pairing
from matching.operations import pairings
from sessions_log import notes, queries
from sessions_log.models import Goal, Note
from sessions_log.operations import agreements
from tests.factories import NOW
from tests.pairs import Pair, make_pairing

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WORDS = "We meet every two weeks, and what we say stays between us."


def fresh(pairing: Pairing) -> Pairing:
    return Pairing.objects.get(pk=pairing.pk)


def test_whoever_words_the_agreement_agrees_and_the_other_is_asked_anew(
    preparing: Pair,
) -> None:
    agreements.agree(preparing, at=NOW, by=preparing.mentee)

    note = agreements.word(preparing, WORDS, at=NOW + DAY, by=preparing.mentor)

    now = fresh(preparing)
    assert now.mentor_agreed_at == NOW + DAY
    assert now.mentee_agreed_at is None
    assert notes.read(note, reader=preparing.mentee).plain == WORDS


def test_new_words_do_not_stop_a_pair_that_runs(running: Pair) -> None:
    agreements.word(running, WORDS, at=NOW + DAY, by=running.mentor)

    now = fresh(running)
    standing = queries.standing_of(now)
    assert now.state == Pairing.State.RUNNING
    assert standing.has_agreed(running.mentor)
    assert not standing.has_agreed(running.mentee)

    agreements.agree(running, at=NOW + 2 * DAY, by=running.mentee)
    assert queries.standing_of(fresh(running)).agreed_at(running.mentee) == (
        NOW + 2 * DAY
    )


def test_agreeing_twice_is_agreeing_once(preparing: Pair) -> None:
    for day in range(2):
        agreements.agree(preparing, at=NOW + day * DAY, by=preparing.mentor)

    assert fresh(preparing).mentor_agreed_at == NOW


def test_a_form_that_is_sent_twice_words_it_once(preparing: Pair) -> None:
    once = uuid4()

    for _press in range(2):
        agreements.word(preparing, WORDS, at=NOW, by=preparing.mentor, once=once)

    assert Note.objects.filter(kind=Note.Kind.AGREEMENT).count() == 1


def test_nobody_agrees_with_nothing(preparing: Pair) -> None:
    Pairing.objects.update(charter=None)

    with pytest.raises(ValidationError, match="Write first"):
        agreements.agree(preparing, at=NOW, by=preparing.mentor)

    agreements.word(preparing, WORDS, at=NOW, by=preparing.mentee)
    agreements.agree(preparing, at=NOW, by=preparing.mentor)
    assert fresh(preparing).mentor_agreed_at == NOW


def test_an_empty_agreement_is_refused_and_the_old_one_stands(running: Pair) -> None:
    with pytest.raises(ValidationError, match="nothing written"):
        agreements.word(running, " ", at=NOW, by=running.mentor)

    assert queries.standing_of(fresh(running)).has_agreed(running.mentee)


def test_the_last_agreement_lets_the_pair_run(running: Pair) -> None:
    Pairing.objects.update(state=Pairing.State.PREPARING, mentee_agreed_at=None)

    agreements.agree(running, at=NOW + DAY, by=running.mentee)

    now = fresh(running)
    assert now.state == Pairing.State.RUNNING
    assert now.started_on == (NOW + DAY).date()


@pytest.mark.parametrize(
    "lacking",
    ["mentor_agreed_at", "mentee_agreed_at", "goals_agreed_at", "planned_at"],
)
def test_a_pair_does_not_start_while_anything_is_missing(
    running: Pair, lacking: str
) -> None:
    Pairing.objects.update(state=Pairing.State.PREPARING, **{lacking: None})

    with pytest.raises(ValidationError, match="still have to agree"):
        agreements.start(fresh(running), at=NOW, by=running.mentor)


def test_a_pair_whose_only_goal_was_let_go_does_not_start(running: Pair) -> None:
    Pairing.objects.update(state=Pairing.State.PREPARING)
    Goal.objects.update(state=Goal.State.DROPPED)

    with pytest.raises(ValidationError, match="still have to agree"):
        agreements.start(fresh(running), at=NOW, by=running.mentor)


def test_a_stand_in_never_starts(running: Pair) -> None:
    Pairing.objects.update(
        state=Pairing.State.PREPARING,
        kind=Pairing.Kind.STAND_IN,
        until_on=NOW.date(),
    )

    agreements.agree(fresh(running), at=NOW, by=running.mentor)

    assert fresh(running).state == Pairing.State.PREPARING


def test_somebody_else_settles_nothing(preparing: Pair) -> None:
    stranger = make_pairing().mentor

    with pytest.raises(ValidationError, match="has ended"):
        agreements.agree(preparing, at=NOW, by=stranger)
    with pytest.raises(ValidationError, match="has ended"):
        agreements.word(preparing, WORDS, at=NOW, by=stranger)


def test_nothing_is_agreed_after_the_end(running: Pair) -> None:
    pairings.end(running, Pairing.EndedAs.LEFT, at=NOW)

    with pytest.raises(ValidationError, match="has ended"):
        agreements.word(running, WORDS, at=NOW, by=running.mentor)
