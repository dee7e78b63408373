"""A proposal and the end of a pairing, as the two see them."""

import pytest
from django.test import Client
from django.urls import reverse

from matching.models import Pairing, Proposal
from matching.operations import pairings
from programmes.models import Programme
from tests.factories import (
    NOW,
    make_coordinator,
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


def messages_in(client: Client, response: object) -> list[str]:
    page = client.get(response.url)  # type: ignore[attr-defined]
    return [str(one) for one in page.context["messages"]]


def test_each_of_the_two_sees_who_the_other_is(client: Client) -> None:
    proposal = make_proposal()
    mentor, mentee = proposal.people()
    url = reverse("matching:proposal", args=[proposal.pk])

    client.force_login(mentee)
    assert str(mentor) in client.get(url).content.decode()
    client.force_login(mentor)
    assert str(mentee) in client.get(url).content.decode()
    client.force_login(make_person())
    assert client.get(url).status_code == 404


def test_a_draft_is_not_known_to_the_two(client: Client, programme: Programme) -> None:
    draft = Proposal.objects.create(
        mentor=make_mentor(programme),
        mentee=make_mentee(programme),
        proposed_on=NOW.date(),
    )
    client.force_login(draft.mentee.person)

    response = client.get(reverse("matching:proposal", args=[draft.pk]))

    assert response.status_code == 404


def test_two_times_yes_in_the_browser_makes_a_pair(client: Client) -> None:
    proposal = make_proposal()

    for person in proposal.people():
        client.force_login(person)
        response = client.post(
            reverse("matching:answer", args=[proposal.pk]), {"answer": "yes"}
        )
        assert response.status_code == 302

    assert Pairing.objects.get().state == Pairing.State.PREPARING


def test_an_answer_must_be_one_of_the_two_and_comes_once(client: Client) -> None:
    proposal = make_proposal()
    url = reverse("matching:answer", args=[proposal.pk])
    client.force_login(proposal.mentor.person)

    empty = client.post(url)
    client.post(url, {"answer": "no"})
    replayed = client.post(url, {"answer": "yes"})

    assert empty.status_code == 422
    assert "Choose one of the two answers." in empty.content.decode()
    assert replayed.status_code == 422
    assert "no longer waits" in replayed.content.decode()


def test_nobody_answers_for_the_two(client: Client) -> None:
    proposal = make_proposal()
    client.force_login(make_coordinator(proposal.mentee.programme))

    response = client.post(
        reverse("matching:answer", args=[proposal.pk]), {"answer": "yes"}
    )

    assert response.status_code == 403


def test_a_coordinator_takes_a_proposal_back_and_the_two_do_not(client: Client) -> None:
    proposal = make_proposal()
    url = reverse("matching:withdraw", args=[proposal.pk])

    client.force_login(proposal.mentor.person)
    assert client.post(url).status_code == 403
    client.force_login(make_coordinator(proposal.mentee.programme))
    assert client.post(url).status_code == 302

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.WITHDRAWN


def test_stopping_takes_two_presses_and_can_be_undone(client: Client) -> None:
    pairing = make_pairing()
    client.force_login(pairing.mentee)

    page = client.get(reverse("matching:stop", args=[pairing.pk]))
    stopped = client.post(
        reverse("matching:stop", args=[pairing.pk]), {"choice": "stop"}, follow=True
    )
    again = client.get(reverse("matching:stop", args=[pairing.pk]))
    undone = client.post(reverse("matching:undo_stop", args=[pairing.pk]))

    assert "You need no reason" in page.content.decode()
    assert "has not been told yet" in stopped.content.decode()
    assert again.status_code == 403
    assert undone.status_code == 302
    pairing.refresh_from_db()
    assert pairing.state == Pairing.State.PREPARING


def test_the_other_knows_nothing_of_a_stop_that_was_not_told(client: Client) -> None:
    pairing = make_pairing()
    pairings.stop(pairing, at=NOW, by=pairing.mentee)
    client.force_login(pairing.mentor)

    response = client.get(reverse("matching:stopped", args=[pairing.pk]))
    undo = client.post(reverse("matching:undo_stop", args=[pairing.pk]))

    assert response.headers["Location"] == reverse("today")
    assert undo.status_code == 403


def test_an_undo_that_comes_too_late_says_so(client: Client) -> None:
    pairing = make_pairing()
    pairings.stop(pairing, at=NOW.replace(year=2020), by=pairing.mentee)
    client.force_login(pairing.mentee)

    response = client.post(reverse("matching:undo_stop", args=[pairing.pk]))

    assert messages_in(client, response) == ["This can no longer be undone."]


def test_a_stop_that_comes_second_says_so(client: Client) -> None:
    pairing = make_pairing()
    pairings.stop(pairing, at=NOW, by=pairing.mentee)
    client.force_login(pairing.mentor)

    response = client.post(
        reverse("matching:stop", args=[pairing.pk]), {"choice": "stop"}
    )

    assert response.status_code == 422
    assert "already stopped" in response.content.decode()


def test_a_pair_does_not_exist_for_a_stranger(client: Client) -> None:
    pairing = make_pairing()
    client.force_login(make_coordinator(pairing.programme))

    for name, ask in (
        ("stop", client.get),
        ("stop", client.post),
        ("stopped", client.get),
        ("undo_stop", client.post),
    ):
        response = ask(reverse(f"matching:{name}", args=[pairing.pk]))
        assert response.status_code == 404
