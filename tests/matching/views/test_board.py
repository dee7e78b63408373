"""The board of a programme and the list of pairs: to whom, in how many queries."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matching.models import Pairing, Proposal, Round
from people.models import Person
from programmes.models import Programme
from tests.factories import (
    make_coordinator,
    make_line,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.pairs import make_pairing, make_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return make_programme()


@pytest.fixture
def coordinator(programme: Programme, client: Client) -> Person:
    person = make_coordinator(programme)
    client.force_login(person)
    return person


def messages_in(client: Client, response: object) -> list[str]:
    page = client.get(response.url)  # type: ignore[attr-defined]
    return [str(one) for one in page.context["messages"]]


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("rows", [1, 4])
def test_the_list_of_pairs_costs_the_same_for_one_and_for_four(
    client: Client,
    programme: Programme,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        make_pairing(programme)

    with django_assert_num_queries(8):
        response = client.get(reverse("matching:pairing_list"))

    assert len(response.context["page"].object_list) == rows


@pytest.mark.usefixtures("coordinator")
def test_the_list_says_what_is_announced_and_what_ends_by_itself(
    client: Client, programme: Programme
) -> None:
    ahead, pause, waits = (make_pairing(programme) for _ in range(3))
    day = timezone.localdate() + timedelta(days=7)
    make_line(ahead.mentor, ahead.mentee, in_force=False, from_on=day)
    Pairing.objects.filter(pk=pause.pk).update(state="suspended", resumes_on=day)
    Pairing.objects.filter(pk=waits.pk).update(state="suspended", rematch="not_now")

    page = client.get(reverse("matching:pairing_list")).text

    assert page.count("May not go on from") == 1
    assert page.count("Goes on by itself on") == 1
    assert page.count("would rather wait") == 1


def test_what_one_stands_above_is_a_number_in_the_list(
    client: Client, programme: Programme, coordinator: Person
) -> None:
    pairing = make_pairing(programme)
    make_line(coordinator, pairing.mentee)

    page = client.get(reverse("matching:pairing_list")).text

    assert "1 more pair is followed by somebody else" in page
    assert "There are no pairs yet." not in page
    assert pairing.mentee.family_name not in page


def test_a_proposal_with_somebody_below_is_another_coordinator_s(
    client: Client, programme: Programme, coordinator: Person
) -> None:
    mine, other = make_proposal(programme), make_proposal(programme)
    make_line(coordinator, other.mentor.person)

    board = client.get(reverse("matching:board", args=[programme.slug]))
    page = client.get(reverse("matching:proposal", args=[other.pk]))

    assert board.context["asked"] == [mine]
    assert page.status_code == 404


def test_a_coordinator_who_is_asked_reads_no_answer_of_the_other(
    client: Client, programme: Programme, coordinator: Person
) -> None:
    mentor = make_mentor(programme, person=coordinator)
    own = make_proposal(programme, mentor)

    board = client.get(reverse("matching:board", args=[programme.slug]))
    page = client.get(reverse("matching:proposal", args=[own.pk]))

    assert board.context["asked"] == []
    assert page.status_code == 200


def test_a_stranger_sees_no_pair(client: Client, programme: Programme) -> None:
    pairing = make_pairing(programme)
    url = reverse("matching:pairing_list")

    client.force_login(make_coordinator(make_programme()))
    assert str(pairing.mentee) not in client.get(url).content.decode()
    client.force_login(pairing.mentor)
    assert client.get(url).status_code == 403


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("rows", [1, 4])
def test_the_board_costs_the_same_for_one_and_for_four(
    client: Client,
    programme: Programme,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        make_mentor(programme)
        make_mentee(programme)

    with django_assert_num_queries(12):
        response = client.get(reverse("matching:board", args=[programme.slug]))

    assert len(response.context["mentees"]) == rows


@pytest.mark.usefixtures("coordinator")
def test_the_board_says_why_somebody_cannot_be_chosen(
    client: Client, programme: Programme
) -> None:
    chief, mentee = make_mentor(programme), make_mentee(programme)
    make_line(chief.person, mentee.person)
    make_mentor(programme, capacity=1)
    make_pairing(programme, make_mentor(programme, capacity=1))

    page = client.get(reverse("matching:board", args=[programme.slug]))

    shown = page.content.decode()
    assert "A mentor cannot be a superior of the mentee." in shown
    assert "no place left" in shown
    assert "possible" in shown


def test_the_board_does_not_exist_for_a_stranger(
    client: Client, programme: Programme
) -> None:
    client.force_login(make_person())

    for name, ask in (
        ("board", client.get),
        ("compute", client.post),
        ("publish", client.post),
        ("propose", client.post),
    ):
        response = ask(reverse(f"matching:{name}", args=[programme.slug]))
        assert response.status_code == 404


@pytest.mark.usefixtures("coordinator")
def test_no_pairs_are_formed_in_a_closed_programme(
    client: Client, programme: Programme
) -> None:
    Programme.objects.update(state=Programme.State.CLOSED)

    response = client.get(reverse("matching:board", args=[programme.slug]))

    assert response.status_code == 403


@pytest.mark.usefixtures("coordinator")
def test_the_board_says_whom_the_system_proposes_why_and_who_is_left(
    client: Client, programme: Programme
) -> None:
    mentor, first, second = (
        make_mentor(programme, capacity=1),
        make_mentee(programme),
        make_mentee(programme),
    )
    client.post(reverse("matching:compute", args=[programme.slug]), {"mode": "total"})

    page = client.get(reverse("matching:board", args=[programme.slug]))

    [proposed] = [one for one in page.context["mentees"] if one.draft]
    assert proposed.seat in (first, second)
    assert proposed.proposed.mentor == mentor
    assert proposed.proposed.reasons[0] in page.text
    assert "Ask this pair" in page.text
    assert page.text.count("Nobody.") == 1


@pytest.mark.usefixtures("coordinator")
def test_the_system_proposes_and_the_coordinator_asks(
    client: Client, programme: Programme
) -> None:
    make_mentor(programme)
    make_mentee(programme)

    computed = client.post(
        reverse("matching:compute", args=[programme.slug]), {"mode": "total"}
    )
    said = messages_in(client, computed)
    published = client.post(reverse("matching:publish", args=[programme.slug]))

    assert said == ["The system proposes 1 pair. Nobody has been asked yet."]
    assert messages_in(client, published) == ["1 pair is being asked."]
    replayed = client.post(reverse("matching:publish", args=[programme.slug]))
    assert messages_in(client, replayed) == ["There is nothing to ask now."]
    assert Proposal.objects.get().state == Proposal.State.PUBLISHED
    assert Round.objects.get().state == Round.State.PUBLISHED


@pytest.mark.usefixtures("coordinator")
def test_a_round_of_a_kind_that_does_not_exist_is_refused(
    client: Client, programme: Programme
) -> None:
    response = client.post(
        reverse("matching:compute", args=[programme.slug]), {"mode": "lottery"}
    )

    assert messages_in(client, response) == ["Choose how the pairs are to be found."]
    assert not Round.objects.exists()


@pytest.mark.usefixtures("coordinator")
def test_proposing_by_hand_says_what_a_rule_refuses(
    client: Client, programme: Programme
) -> None:
    mentor, mentee = make_mentor(programme), make_mentee(programme)
    url = reverse("matching:propose", args=[programme.slug])
    make_line(mentor.person, mentee.person)

    refused = client.post(url, {"mentor": mentor.pk, "mentee": mentee.pk})
    said = messages_in(client, refused)
    asked = client.post(url, {"mentor": make_mentor(programme).pk, "mentee": mentee.pk})

    assert said == ["A mentor cannot be a superior of the mentee."]
    assert messages_in(client, asked) == ["Both are being asked."]


def test_a_coordinator_does_not_propose_somebody_below(
    client: Client, programme: Programme, coordinator: Person
) -> None:
    mentor, mentee = make_mentor(programme), make_mentee(programme)
    make_line(coordinator, mentee.person)

    response = client.post(
        reverse("matching:propose", args=[programme.slug]),
        {"mentor": mentor.pk, "mentee": mentee.pk},
    )

    assert response.status_code == 403
