"""Answering from the mail, and asking."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from evaluations import ballots, emails
from evaluations.models import Ballot, Box
from evaluations.operations import boxes
from mailing import links
from people.models import Person
from programmes.models import Programme
from tests.boxes import make_running
from tests.factories import make_coordinator, make_person, make_programme
from tests.key_rings import other_ring

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return make_programme(state=Programme.State.RUNNING)


@pytest.fixture
def people(programme: Programme) -> list[Person]:
    return make_running(programme, 6)


@pytest.fixture
def box(programme: Programme, people: list[Person]) -> Box:
    assert people
    now = timezone.now()
    return boxes.open_check_in(
        programme,
        closes_at=now + timedelta(days=7),
        at=now,
        by=make_coordinator(programme),
    )


def address(box: Box, person: Person, name: str = "check_in") -> str:
    token = links.make(f"{emails.PURPOSE} {box.pk}", person.pk)
    return reverse(f"evaluations:{name}", args=[box.pk, token])


def answer_of(box: Box) -> dict[str, str]:
    box = Box.objects.get(pk=box.pk)
    return ballots.opened(box, ballots.open_record(box), Ballot.objects.get())


def test_one_link_and_one_press_answer_without_signing_in(
    client: Client, box: Box, people: list[Person]
) -> None:
    url = address(box, people[0])

    page = client.get(url)
    thanks = client.post(url, {"satisfaction": "difficult"})

    assert "How is your journey together going for you?" in page.content.decode()
    assert "Your answer counts without your name." in thanks.content.decode()
    assert answer_of(box) == {"satisfaction": "difficult"}


def test_looking_writes_nothing(client: Client, box: Box, people: list[Person]) -> None:
    client.get(address(box, people[0]))

    assert not Ballot.objects.exists()


def test_the_page_after_an_answer_is_the_same_whatever_it_was(
    client: Client, box: Box, people: list[Person]
) -> None:
    pages = set()
    for word in ("good", "all_right", "difficult"):
        shown = client.post(address(box, people[0]), {"satisfaction": word})
        text = shown.content.decode().replace(f'value="{word}"', "")
        pages.add("\n".join(line for line in text.splitlines() if "Two more" in line))

    assert len(pages) == 1


def test_two_more_answers_replace_the_first_ballot(
    client: Client, box: Box, people: list[Person]
) -> None:
    client.post(address(box, people[0]), {"satisfaction": "good"})
    more = address(box, people[0], "check_in_more")

    done = client.post(more, {"satisfaction": "good", "trust": "all_right"})

    assert "Your answers count without your name." in done.content.decode()
    assert answer_of(box) == {"satisfaction": "good", "trust": "all_right"}
    assert client.get(more).status_code == 302


def test_a_word_that_is_none_of_the_three_is_refused(
    client: Client, box: Box, people: list[Person]
) -> None:
    empty = client.post(address(box, people[0]))
    more = client.post(address(box, people[0], "check_in_more"), {"trust": "good"})

    assert empty.status_code == more.status_code == 422
    assert "Choose one of the three words." in empty.content.decode()
    assert not Ballot.objects.exists()


def test_a_closed_question_says_so(
    client: Client, box: Box, people: list[Person]
) -> None:
    Box.objects.update(state=Box.State.RELEASED)

    for name in ("check_in", "check_in_more"):
        url = address(box, people[0], name)
        for page in (client.get(url), client.post(url, {"satisfaction": "good"})):
            assert page.status_code == 410
            assert "This question is closed" in page.content.decode()
    assert not Ballot.objects.exists()


def test_who_asked_is_not_offered_to_ask_again(
    client: Client, programme: Programme, box: Box
) -> None:
    client.force_login(make_coordinator(programme))
    url = reverse("evaluations:evaluation", args=[programme.slug])

    assert "A check-in is open" in client.get(url).content.decode()
    Box.objects.update(state=Box.State.RELEASED)
    assert "A check-in is open" not in client.get(url).content.decode()


@pytest.mark.parametrize("name", ["check_in", "check_in_more"])
def test_while_the_key_is_away_the_page_says_so(
    client: Client, box: Box, people: list[Person], name: str
) -> None:
    url = address(box, people[0], name)
    with other_ring():
        page = client.post(url, {"satisfaction": "good"})

    assert "Nothing is lost. Please try again later." in page.content.decode()
    assert not Ballot.objects.exists()


def test_a_link_lasts_as_long_as_its_box(
    client: Client, programme: Programme, box: Box, people: list[Person]
) -> None:
    Box.objects.filter(pk=box.pk).update(state=Box.State.RELEASED)
    long = boxes.open_check_in(
        programme,
        closes_at=timezone.now() + timedelta(days=90),
        at=timezone.now(),
        by=people[0],
    )
    url = address(long, people[0])

    with time_machine.travel(timezone.now() + timedelta(days=80)):
        client.post(url, {"satisfaction": "good"})

    assert answer_of(long) == {"satisfaction": "good"}


def test_a_forged_link_and_a_leaver_answer_nothing(
    client: Client, box: Box, people: list[Person]
) -> None:
    forged = reverse("evaluations:check_in", args=[box.pk, "x" * 60])
    other = links.make("invitation", people[0].pk)
    foreign = reverse("evaluations:check_in", args=[box.pk, other])
    url = address(box, people[0])
    Person.objects.filter(pk=people[0].pk).update(may_sign_in=False)

    for one in (forged, foreign, url):
        assert client.post(one, {"satisfaction": "good"}).status_code == 404


def test_the_page_speaks_the_language_of_the_person(
    client: Client, box: Box, people: list[Person]
) -> None:
    Person.objects.filter(pk=people[0].pk).update(language="fr")

    page = client.get(address(box, people[0]))

    assert "Comment se passe votre parcours" in page.content.decode()


def test_no_next_site_learns_the_address(
    client: Client, box: Box, people: list[Person]
) -> None:
    assert client.get(address(box, people[0]))["Referrer-Policy"] == "no-referrer"


def test_a_coordinator_asks_everybody(
    client: Client, programme: Programme, people: list[Person]
) -> None:
    client.force_login(make_coordinator(programme))
    url = reverse("evaluations:evaluation", args=[programme.slug])
    day = timezone.localdate() + timedelta(days=10)

    asked = client.post(url, {"closes_on": day.isoformat()})
    twice = client.post(url, {"closes_on": day.isoformat()})

    assert asked.status_code == 302
    assert timezone.localtime(Box.objects.get().closes_at).date() == day
    assert "A check-in is open already." in twice.content.decode()


def test_nobody_else_asks(client: Client, programme: Programme) -> None:
    url = reverse("evaluations:evaluation", args=[programme.slug])
    client.force_login(make_person())
    assert client.get(url).status_code == 404

    client.force_login(make_coordinator(programme))
    Programme.objects.update(state=Programme.State.MATCHING)
    assert client.post(url, {}).status_code == 403
    assert "Nothing has been asked yet." in client.get(url).content.decode()


@pytest.mark.parametrize("rows", [1, 4])
def test_the_list_of_boxes_costs_the_same_for_one_and_for_four(
    client: Client,
    programme: Programme,
    box: Box,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    Box.objects.bulk_create(
        Box(
            pool=box.pool,
            kind="check_in",
            opens_at=box.opens_at,
            closes_at=box.closes_at,
            state=Box.State.SHREDDED,
        )
        for _ in range(rows - 1)
    )
    client.force_login(make_coordinator(programme))

    with django_assert_num_queries(6):
        page = client.get(reverse("evaluations:evaluation", args=[programme.slug]))

    assert len(page.context["boxes"]) == rows
