"""Goals go along when the mentee says so; notes never do."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from matching.operations import pairings
from programmes.models import Enrolment
from sessions_log import notes
from sessions_log.models import Goal, Note, Vault
from sessions_log.notes import NoteText, Remark
from sessions_log.operations import goals, handovers, writing
from sessions_log.queries.handovers import goals_to_take, hands_over_from
from tests.factories import NOW, make_person
from tests.pairs import GOAL, Pair, make_pairing, make_running_pairing

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=2)
SECRET = "what only the two of them know"


@pytest.fixture
def earlier() -> Pair:
    pairing = make_running_pairing()
    remark = Remark(NoteText(SECRET))
    writing.write_note(pairing, remark, at=NOW, by=pairing.mentee)
    pairings.stop(pairing, at=NOW, by=pairing.mentee, tell_now=True)
    return pairing


@pytest.fixture
def new(earlier: Pair) -> Pair:
    part = Enrolment.objects.mentees().get(person=earlier.mentee)
    return make_pairing(earlier.programme, None, part)


def said_in(pairing: Pair) -> list[str]:
    vault = notes.shared_vault_of(pairing)
    opened = notes.read_all([vault], reader=pairing.mentor)
    return [one.text.plain for one in opened if one.text]


def test_the_mentee_takes_a_goal_along_and_the_new_mentor_reads_it(
    earlier: Pair, new: Pair
) -> None:
    [offered] = goals_to_take(earlier, reader=new.mentee)

    [taken] = handovers.take_along(new, [offered.goal.pk], at=LATER, by=new.mentee)

    assert said_in(new) == [GOAL]
    assert taken.state == Goal.State.PROPOSED
    assert taken.mentor_agreed_at is None
    assert Goal.objects.filter(pairing=earlier).count() == 1


def test_nothing_goes_along_that_was_not_chosen(new: Pair) -> None:
    assert handovers.take_along(new, [], at=LATER, by=new.mentee) == []

    assert said_in(new) == []


def test_a_goal_goes_along_once(earlier: Pair, new: Pair) -> None:
    [offered] = goals_to_take(earlier, reader=new.mentee)
    chosen = [offered.goal.pk]
    handovers.take_along(new, chosen, at=LATER, by=new.mentee)

    assert handovers.take_along(new, chosen, at=LATER, by=new.mentee) == []
    assert goals_to_take(earlier, reader=new.mentee) == []
    assert said_in(new) == [GOAL]


def test_a_hand_over_is_the_mentee_s_own_words_and_sent_twice_counts_once(
    new: Pair,
) -> None:
    once = new.pk
    remark = Remark(NoteText("I like to be asked."), once=once)

    for _turn in range(2):
        handovers.take_along(new, [], at=LATER, by=new.mentee, remark=remark)

    [note] = Note.objects.filter(kind=Note.Kind.HANDOVER)
    assert note.author == new.mentee
    assert said_in(new) == ["I like to be asked."]


def test_notes_never_go_along(earlier: Pair, new: Pair) -> None:
    offered = [one.goal.pk for one in goals_to_take(earlier, reader=new.mentee)]
    handovers.take_along(new, offered, at=LATER, by=new.mentee)

    assert SECRET not in " ".join(said_in(new))


def test_the_new_mentor_takes_nothing_along(earlier: Pair, new: Pair) -> None:
    assert hands_over_from(new, new.mentor) is None
    assert hands_over_from(new, make_person()) is None
    with pytest.raises(ValidationError, match="nothing to take along"):
        handovers.take_along(new, [], at=LATER, by=new.mentor)


def test_a_first_pair_has_nothing_to_take_along() -> None:
    pairing = make_pairing()

    assert hands_over_from(pairing, pairing.mentee) is None


def test_what_was_erased_does_not_go_along(earlier: Pair, new: Pair) -> None:
    Vault.objects.filter(pairing=earlier).update(state=Vault.State.SHREDDED)

    assert hands_over_from(new, new.mentee) is None
    assert goals_to_take(earlier, reader=new.mentee) == []


def test_a_reached_goal_stays_where_it_is(earlier: Pair, new: Pair) -> None:
    Goal.objects.filter(pairing=earlier).update(state=Goal.State.REACHED)

    assert goals_to_take(earlier, reader=new.mentee) == []


def test_a_fourth_goal_does_not_go_along(earlier: Pair, new: Pair) -> None:
    for text in ("one", "two", "three"):
        goals.add(new, text, due_on=None, at=LATER, by=new.mentee)
    [offered] = goals_to_take(earlier, reader=new.mentee)

    with pytest.raises(ValidationError, match="Three goals"):
        handovers.take_along(new, [offered.goal.pk], at=LATER, by=new.mentee)
