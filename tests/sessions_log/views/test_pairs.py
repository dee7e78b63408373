"""The page of a pair and the list of pairs, as a browser gets them."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from matching.models import Pairing
from matching.operations import pairings
from people.models import Person
from sessions_log import notes
from sessions_log.models import Goal, Meeting, Note, Vault
from sessions_log.operations import agreements, goals
from tests.factories import (
    NOW,
    give_secret,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.pairs import Pair, after_meeting, make_running_pairing
from tests.sessions_log.conftest import ComeIn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_after_the_first_meeting"),
]
LIST = reverse("sessions_log:pairing_list")
AGENDA = reverse("sessions_log:agenda")


def page_of(pairing: Pair, client: Client) -> str:
    answer = client.get(reverse("sessions_log:pairing", args=[pairing.pk]))
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def with_mentees(mentor: Person, count: int) -> list[Pair]:
    programme = make_programme()
    part = make_mentor(programme, person=mentor, capacity=count)
    return [
        make_running_pairing(programme, part, make_mentee(programme))
        for _mentee in range(count)
    ]


@pytest.fixture
def mentor() -> Person:
    return give_secret(make_person())


def test_a_single_journey_opens_at_once(running: Pair, come_in: ComeIn) -> None:
    answer = come_in(running.mentee).get(LIST)

    assert answer.headers["Location"] == f"/pairs/{running.pk}/"


def test_several_journeys_are_listed_with_their_next_meeting(
    mentor: Person, come_in: ComeIn
) -> None:
    mine = with_mentees(mentor, 2)

    answer = come_in(mentor).get(LIST)

    for pairing in mine:
        assert f"You and {pairing.mentee.get_short_name()}" in answer.text
    assert "next meeting on Tuesday 22 September" in answer.text
    assert '<h1 tabindex="-1">My mentees</h1>' in answer.text


def test_somebody_without_a_journey_reads_so(mentor: Person, come_in: ComeIn) -> None:
    client = come_in(mentor)

    page = client.get(LIST).text
    assert "not on a journey with anybody yet" in page
    assert '<h1 tabindex="-1">My journeys</h1>' in page
    assert "Nothing is planned." in client.get(AGENDA).text


@pytest.mark.parametrize("count", [2, 4])
def test_the_list_costs_the_same_for_a_few_and_for_many(
    mentor: Person,
    count: int,
    come_in: ComeIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with_mentees(mentor, count)
    client = come_in(mentor)
    client.get(LIST)

    with django_assert_num_queries(5):
        client.get(LIST)


@pytest.mark.parametrize("count", [1, 4])
def test_the_agenda_costs_the_same_for_one_and_for_four(
    mentor: Person,
    count: int,
    come_in: ComeIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with_mentees(mentor, count)
    client = come_in(mentor)
    client.get(AGENDA)

    with django_assert_num_queries(5):
        answer = client.get(AGENDA)

    assert answer.text.count("Another moment") == 2 * count


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_of_a_pair_costs_the_same_with_one_and_with_four_of_all(
    running: Pair,
    count: int,
    come_in: ComeIn,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    own = notes.private_vault_of(running.mentee, running)
    for number in range(count):
        for vault in (notes.shared_vault_of(running), own):
            text = f"Note {number}"
            notes.write(vault, text, author=running.mentee, kind=vault.kind, at=NOW)
        agreements.word(running, text, at=after_meeting(), by=running.mentor)
        made = goals.add(running, text, due_on=None, at=NOW, by=running.mentee)
        goals.let_go(made, by=running.mentee)
    client = come_in(running.mentee)
    page_of(running, client)

    with django_assert_num_queries(14):
        page_of(running, client)


def test_the_page_says_what_is_next_and_asks_about_what_passed(
    running: Pair, come_in: ComeIn
) -> None:
    page = page_of(running, come_in(running.mentee))

    assert "Did you speak to each other?" in page
    assert "Tuesday 8 September, 14:00" in page
    assert "Tuesday 22 September, 14:00" in page
    assert "60 minutes" in page
    assert f"{running.mentor} is your mentor" in page


def test_the_mentor_reads_who_the_mentee_is(running: Pair, come_in: ComeIn) -> None:
    page = page_of(running, come_in(running.mentor))

    assert f"{running.mentee} is your mentee" in page


def test_a_pair_that_gets_acquainted_sees_what_to_settle(
    preparing: Pair, come_in: ComeIn
) -> None:
    page = page_of(preparing, come_in(preparing.mentee))

    assert "To settle together, in your first meeting" in page
    assert "Write a first goal" in page
    assert "I agree" in page
    assert "There is no goal yet" in page


def test_what_is_settled_is_told_as_done(preparing: Pair, come_in: ComeIn) -> None:
    agreements.agree(preparing, at=NOW, by=preparing.mentee)
    goals.add(preparing, "A goal", due_on=None, at=NOW, by=preparing.mentor)

    page = page_of(preparing, come_in(preparing.mentee))

    other = preparing.mentor.get_short_name()
    assert f"{other} still has to look at the agreement." in page
    assert "Agree on a goal, both of you" in page
    assert "I agree with this goal" in page


def test_new_words_ask_the_other_to_agree(running: Pair, come_in: ComeIn) -> None:
    agreements.word(running, "Our words", at=after_meeting(), by=running.mentor)

    page = page_of(running, come_in(running.mentee))

    other = running.mentor.get_short_name()
    assert f"{other} agreed on 9 September. You are asked to agree too." in page
    mine = page_of(running, come_in(running.mentor))
    assert "has not agreed yet" in mine


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (Pairing.State.PAUSED, "You two take a pause"),
        (Pairing.State.SUSPENDED, "Your journey is suspended"),
    ],
)
def test_a_standstill_is_told_without_blame(
    running: Pair, come_in: ComeIn, state: str, said: str
) -> None:
    Pairing.objects.update(state=state)

    assert said in page_of(running, come_in(running.mentee))


def test_after_the_end_the_day_of_erasure_is_told(
    running: Pair, come_in: ComeIn
) -> None:
    pairings.end(running, Pairing.EndedAs.COMPLETED, at=NOW)

    page = page_of(running, come_in(running.mentee))

    assert "Your journey together has ended" in page
    assert "until 30 November 2026" in page
    assert "Stop or change" not in page


def test_after_the_erasure_the_page_says_so(running: Pair, come_in: ComeIn) -> None:
    pairings.end(running, Pairing.EndedAs.COMPLETED, at=NOW)
    Vault.objects.update(state=Vault.State.SHREDDED)

    page = page_of(running, come_in(running.mentee))

    assert "What was written here has been erased." in page
    assert "The words of this goal are not there any more." in page


def test_whoever_stopped_can_take_it_back_and_the_other_sees_nothing(
    running: Pair, come_in: ComeIn
) -> None:
    pairings.stop(running, at=NOW, by=running.mentee)

    mine = page_of(running, come_in(running.mentee))
    theirs = page_of(running, come_in(running.mentor))

    assert reverse("matching:stopped", args=[running.pk]) in mine
    assert "ended" not in theirs
    assert "Did you speak to each other?" in theirs


def test_a_goal_shows_its_step_in_words_and_the_way_on(
    running: Pair, come_in: ComeIn
) -> None:
    Goal.objects.update(step=2, due_on=NOW.date())

    page = page_of(running, come_in(running.mentee))

    assert "On the way · by 1 September" in page
    assert "A step further: “Almost there”" in page


def test_a_text_that_was_tampered_with_does_not_hide_the_page(
    running: Pair, come_in: ComeIn
) -> None:
    vault = notes.shared_vault_of(running)
    notes.write(vault, "Hello", author=running.mentor, kind="shared", at=NOW)
    Note.objects.filter(kind="shared").update(revision=7)

    page = page_of(running, come_in(running.mentee))

    assert "changed from outside and cannot be opened" in page
    assert "To run a meeting by myself." in page


def test_words_are_shown_as_words(running: Pair, come_in: ComeIn) -> None:
    vault = notes.shared_vault_of(running)
    text = "<script>alert('x')</script> & more"
    notes.write(vault, text, author=running.mentor, kind="shared", at=NOW)

    page = page_of(running, come_in(running.mentee))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; more" in page


def test_a_pair_that_met_sees_it_as_dots_in_words(
    running: Pair, come_in: ComeIn
) -> None:
    Meeting.objects.filter(number=1).update(state="held", held_on=NOW.date())

    page = page_of(running, come_in(running.mentor))

    assert "1 September: you met" in page
    assert "1 meeting so far, the next on 22 September" in page
