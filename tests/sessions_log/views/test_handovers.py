"""Taking goals along, in the browser."""

import pytest
from django.test import Client
from django.urls import reverse

from sessions_log.models import Goal
from tests.factories import (
    give_secret,
    make_coordinator,
    make_person,
    sign_in,
)
from tests.pairs import (
    GOAL,
    Pair,
    make_pairing_after_another,
    make_running_pairing,
)
from tests.test_reader_marks import Boxes

pytestmark = pytest.mark.django_db


@pytest.fixture
def new() -> Pair:
    return make_pairing_after_another()


def address(pairing: Pair) -> str:
    return reverse("sessions_log:handover", args=[pairing.pk])


def test_the_page_of_a_new_pair_offers_it_to_the_mentee_only(
    client: Client, new: Pair
) -> None:
    page = reverse("sessions_log:pairing", args=[new.pk])

    sign_in(client, new.mentee)
    assert address(new) in client.get(page).text
    sign_in(client, new.mentor)
    assert address(new) not in client.get(page).text


def test_a_ticked_goal_and_a_few_words_go_along(client: Client, new: Pair) -> None:
    sign_in(client, new.mentee)
    form = client.get(address(new))
    [offered] = form.context["offered"]
    assert GOAL in form.text
    boxes = Boxes(form.text)
    assert boxes.boxes
    assert boxes.unmarked() == []

    sent = {"goals": [str(offered.goal.pk)], "text": "Ask me early."}
    done = client.post(address(new), sent, follow=True)

    assert done.status_code == 200
    assert GOAL in done.text
    assert "Ask me early." in done.text
    assert Goal.objects.filter(pairing=new).count() == 1


def test_a_goal_of_somebody_else_cannot_be_named(client: Client, new: Pair) -> None:
    foreign = make_running_pairing()
    sign_in(client, new.mentee)

    goal = Goal.objects.get(pairing=foreign)
    refused = client.post(address(new), {"goals": [str(goal.pk)]})

    assert refused.status_code == 422
    assert not Goal.objects.filter(pairing=new).exists()


def test_it_does_not_exist_for_a_stranger_nor_a_coordinator(
    client: Client, new: Pair
) -> None:
    for person in (make_person(), make_coordinator(new.programme)):
        sign_in(client, give_secret(person))
        assert client.get(address(new)).status_code == 404
        assert client.post(address(new)).status_code == 404
    sign_in(client, new.mentor)
    assert client.get(address(new)).status_code == 403
