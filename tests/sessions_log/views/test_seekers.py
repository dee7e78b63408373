"""Who looks for somebody, with the three who fit best."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from matching.models import Proposal
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
from tests.sessions_log.following import (
    LATER,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _weeks_later() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def programme() -> Programme:
    return make_programme()


@pytest.fixture
def coordinator(programme: Programme) -> Person:
    return make_coordinator(programme)


def address(programme: Programme) -> str:
    return reverse("sessions_log:follow_up_seekers", args=[programme.slug])


def test_the_three_who_fit_best_are_one_press_away(
    client: Client, coordinator: Person, programme: Programme
) -> None:
    below = make_person()
    make_line(coordinator, below)
    make_mentor(programme, person=below)
    seeking = make_mentee(programme)
    make_mentee(programme, person=coordinator)
    for _ in range(4):
        make_mentor(programme)
    client.force_login(coordinator)

    page = client.get(address(programme))

    [seeker] = page.context["page"].object_list
    assert seeker.part == seeking
    assert len(seeker.best) == 3
    assert below not in [one.mentor.person for one in seeker.best]
    said = {"mentee": seeking.pk, "mentor": seeker.best[0].mentor.pk}
    client.post(reverse("matching:propose", args=[programme.slug]), said)
    assert Proposal.objects.get().mentee == seeking


def test_a_programme_that_forms_no_pairs_has_no_best_three(client: Client) -> None:
    programme = make_programme(state=Programme.State.CLOSING)
    client.force_login(make_coordinator(programme))

    assert client.get(address(programme)).status_code == 403


def test_who_looks_for_nobody_finds_nobody(
    client: Client, coordinator: Person, programme: Programme
) -> None:
    client.force_login(coordinator)

    page = client.get(address(programme))

    assert "Nobody looks for a mentor now." in page.text
