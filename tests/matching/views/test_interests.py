"""Who stands too near sees a number, at every page; who follows instead."""

import pytest
from django.test import Client
from django.urls import reverse

from matching.models import OutsideCoordinator, Pairing, Proposal, Round
from matching.operations import interests, pairings, rounds
from people.models import Person
from programmes.models import Enrolment, Programme
from tests.factories import (
    NOW,
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


def declare(client: Client, programme: Programme, text: str) -> object:
    url = reverse("matching:interest_list", args=[programme.slug])
    return client.post(url, {"person": text})


def stand_near(way: str, coordinator: Person, person: Person) -> None:
    """Let a coordinator be a superior, or say that somebody is close."""
    if way == "superior":
        make_line(coordinator, person)
        return
    for programme in Programme.objects.coordinated_by(coordinator):
        interests.declare(programme, person, at=NOW, by=coordinator)


def test_an_interest_is_declared_and_withdrawn_by_oneself(
    client: Client, programme: Programme, coordinator: Person
) -> None:
    friend = make_person(email="friend@fabriek.example")

    declare(client, programme, "friend@fabriek.example")
    [declared] = client.get(
        reverse("matching:interest_list", args=[programme.slug])
    ).context["declared"]
    assert (declared.person, declared.coordinator) == (friend, coordinator)

    withdraw = reverse("matching:interest_withdraw", args=[programme.slug, declared.pk])
    other = Client()
    other.force_login(make_coordinator(programme))
    assert other.post(withdraw).status_code == 404
    assert client.post(withdraw).status_code == 302
    declared.refresh_from_db()
    assert declared.withdrawn_at is not None


def test_a_declaration_names_a_colleague_and_not_oneself(
    client: Client, programme: Programme, coordinator: Person
) -> None:
    unknown = declare(client, programme, "nobody@fabriek.example")
    oneself = declare(client, programme, coordinator.email or "")

    assert unknown.status_code == 422  # type: ignore[attr-defined]
    assert oneself.status_code == 422  # type: ignore[attr-defined]


def test_only_a_coordinator_declares(client: Client, programme: Programme) -> None:
    url = reverse("matching:interest_list", args=[programme.slug])

    for person in (make_person(), make_coordinator(make_programme())):
        client.force_login(person)
        assert client.get(url).status_code == 404
        assert client.post(url, {"person": "x"}).status_code == 404


@pytest.mark.parametrize("way", ["superior", "declared"])
@pytest.mark.parametrize("side", ["mentor", "mentee"])
def test_the_list_of_pairs_counts_what_is_too_near(
    client: Client, programme: Programme, coordinator: Person, way: str, side: str
) -> None:
    near, far = make_pairing(programme), make_pairing(programme)
    stand_near(way, coordinator, getattr(near, side))

    page = client.get(reverse("matching:pairing_list"))

    assert [one for one, _day in page.context["rows"]] == [far]
    assert page.context["followed_by_others"] == 1
    assert str(near.mentee) not in page.text
    assert str(near.mentor) not in page.text


def test_one_s_own_pair_is_a_number_too(
    client: Client, programme: Programme, coordinator: Person
) -> None:
    make_pairing(programme, make_mentor(programme, person=coordinator))

    page = client.get(reverse("matching:pairing_list"))

    assert page.context["rows"] == []
    assert page.context["followed_by_others"] == 1


@pytest.mark.parametrize("way", ["superior", "declared"])
def test_the_board_counts_who_is_too_near(
    client: Client, programme: Programme, coordinator: Person, way: str
) -> None:
    mentee, asked = make_mentee(programme), make_proposal(programme)
    far = make_mentee(programme)
    for person in (mentee.person, asked.mentee.person):
        stand_near(way, coordinator, person)

    page = client.get(reverse("matching:board", args=[programme.slug]))

    assert [one.seat for one in page.context["mentees"]] == [far]
    assert page.context["asked"] == []
    assert "2 more are not yours to follow" in page.text
    assert str(mentee.person) not in page.text


def test_a_draft_with_a_mentor_who_is_too_near_is_counted(
    client: Client, programme: Programme, coordinator: Person
) -> None:
    mentor, mentee = make_mentor(programme), make_mentee(programme)
    rounds.compute(programme, at=NOW, by=coordinator, mode=Round.Mode.TOTAL)
    assert Proposal.objects.get().mentee == mentee
    stand_near("declared", coordinator, mentor.person)

    page = client.get(reverse("matching:board", args=[programme.slug]))

    assert page.context["mentees"] == []
    assert page.context["by_others"] == 1


@pytest.mark.parametrize("way", ["superior", "declared"])
def test_no_page_of_a_pair_opens_for_who_is_too_near(
    client: Client, programme: Programme, coordinator: Person, way: str
) -> None:
    pairing, proposal = make_pairing(programme), make_proposal(programme)
    stand_near(way, coordinator, pairing.mentee)
    stand_near(way, coordinator, proposal.mentee.person)
    pages = [
        reverse(f"matching:{name}", args=[pairing.pk])
        for name in ("request_note", "stand_in", "outside", "stop", "stopped")
    ]
    pages.append(reverse("matching:proposal", args=[proposal.pk]))
    pages.append(reverse("matching:rematch", args=[programme.slug, proposal.mentee.pk]))

    assert {client.get(one).status_code for one in pages} == {404}


def test_the_best_three_are_shown_with_reasons_to_propose_from(
    client: Client, programme: Programme, coordinator: Person
) -> None:
    pairing = make_pairing(programme)
    pairings.stop(pairing, at=NOW, by=pairing.mentee, tell_now=True)
    part = Enrolment.objects.mentees().get(person=pairing.mentee)
    others = [make_mentor(programme) for _turn in range(4)]
    near = make_mentor(programme)
    interests.declare(programme, near.person, at=NOW, by=coordinator)
    url = reverse("matching:rematch", args=[programme.slug, part.pk])

    page = client.get(url)

    best = [one.mentor for one in page.context["best"]]
    assert len(best) == 3
    assert set(best) <= set(others)
    assert str(pairing.mentor) not in page.text
    assert "was promised a mentor by 15 September" in page.text
    client.post(
        reverse("matching:propose", args=[programme.slug]),
        {"mentee": part.pk, "mentor": best[0].pk},
    )
    assert Proposal.objects.asked().get().mentee == part
    assert "both are being asked" in client.get(url).text


def test_the_best_three_are_for_the_coordinator_of_this_programme(
    client: Client, programme: Programme
) -> None:
    part = make_mentee(programme)
    url = reverse("matching:rematch", args=[programme.slug, part.pk])

    for person in (part.person, make_coordinator(make_programme())):
        client.force_login(person)
        assert client.get(url).status_code == 404


def test_two_whom_nobody_follows_ask_somebody_from_outside(
    client: Client, programme: Programme
) -> None:
    pairing = make_pairing(programme)
    guest = make_person(email="guest@fabriek.example")
    url = reverse("matching:outside", args=[pairing.pk])
    client.force_login(pairing.mentee)
    assert client.get(url).status_code == 403

    for one in programme.roles.all():
        make_line(one.person, pairing.mentor)
    assert client.get(url).status_code == 200
    client.post(url, {"person": "guest@fabriek.example"})

    invited = OutsideCoordinator.objects.get()
    assert invited.person == guest
    inside = Client()
    inside.force_login(guest)
    page = inside.get(reverse("matching:pairing_list"))
    assert [one for one, _day in page.context["rows"]] == [pairing]
    assert (
        inside.get(reverse("matching:request_note", args=[pairing.pk])).status_code
        == 200
    )
    assert inside.get(url).status_code == 403

    client.post(
        reverse("matching:outside_end", args=[pairing.pk]), {"invited": invited.pk}
    )
    nobody = reverse("matching:outside_end", args=[pairing.pk])
    assert client.post(nobody, {"invited": ""}).status_code == 404
    assert inside.get(reverse("matching:pairing_list")).status_code == 403


def test_a_coordinator_who_follows_a_pair_asks_somebody_from_outside(
    client: Client, programme: Programme
) -> None:
    pairing = make_pairing(programme)
    above = make_person(email="above@fabriek.example")
    make_line(above, pairing.mentee)
    client.force_login(make_coordinator(programme))

    refused = client.post(
        reverse("matching:outside", args=[pairing.pk]),
        {"person": "above@fabriek.example"},
    )

    assert refused.status_code == 422
    assert "too near" in refused.text
    Pairing.objects.update(state="ended", ended_on=NOW.date(), ended_as="stopped")
    assert client.get(reverse("matching:outside", args=[pairing.pk])).status_code == 403
