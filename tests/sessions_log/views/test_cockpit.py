"""The coordinator's page: what waits, how pairs stand, and nothing more than that."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from matching.models import Pairing
from people.models import Person
from programmes.models import Programme
from sessions_log.models import Meeting
from sessions_log.operations import calls
from sessions_log.queries.cockpit import Desk, desks_of
from tests.factories import (
    NOW,
    START,
    make_coordinator,
    make_line,
    make_mentee,
    make_person,
    make_programme,
)
from tests.pairs import Pair, make_pairing
from tests.sessions_log.following import (
    LATER,
    STRANGERS,
    make_lively_pair,
    make_pair_that_met,
    make_silent_pair,
)

pytestmark = pytest.mark.django_db
PAGES = ("follow_up", "follow_up_seekers", "nudge")


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


def address(programme: Programme, page: str = "follow_up") -> str:
    return reverse(f"sessions_log:{page}", args=[programme.slug])


def desk(coordinator: Person, programme: Programme) -> Desk:
    [found] = desks_of(coordinator, [programme], at=LATER)
    return found


def waiting(coordinator: Person, programme: Programme) -> dict[str, int]:
    return {one.kind: one.count for one in desk(coordinator, programme).chores}


def test_nothing_waits_in_a_programme_that_goes_well(
    client: Client, coordinator: Person, programme: Programme
) -> None:
    make_lively_pair(programme)
    client.force_login(coordinator)

    page = client.get(address(programme))

    assert "Nothing waits for you" in page.text
    assert waiting(coordinator, programme) == {}


def test_silent_pairs_wait_until_they_were_written_to(
    client: Client, coordinator: Person, programme: Programme
) -> None:
    silent = [make_silent_pair(programme) for _ in range(2)]
    assert waiting(coordinator, programme) == {"silent": 2, "drift": 2}
    client.force_login(coordinator)

    client.post(
        address(programme, "nudge"), {"pairs": [one.pk for one in silent], "send": "y"}
    )

    assert waiting(coordinator, programme) == {"drift": 2}


def test_a_coordinator_reads_a_word_and_a_mark_per_month_and_no_day(
    client: Client, coordinator: Person, programme: Programme
) -> None:
    pairing = make_pair_that_met(programme, date(2026, 9, 8), date(2026, 10, 17))
    client.force_login(coordinator)

    page = client.get(address(programme))

    assert "September: they spoke, October: they spoke" in page.text
    assert str(pairing.mentee) in page.text
    assert "On track" in page.text
    for day in ("8 September", "17 October", "2026-10-17", "17 oct"):
        assert day not in page.text


def test_while_two_get_acquainted_one_reads_what_is_settled_and_not_by_whom(
    client: Client, coordinator: Person, programme: Programme
) -> None:
    pairing = make_pairing(programme)
    client.force_login(coordinator)
    assert "agreement: not yet" in client.get(address(programme)).text
    Pairing.objects.update(mentor_agreed_at=NOW)
    assert "agreement: not yet" in client.get(address(programme)).text
    Pairing.objects.update(mentee_agreed_at=NOW, goals_agreed_at=NOW)

    page = client.get(address(programme)).text

    assert "agreement: yes" in page
    assert "goals: yes" in page
    assert str(pairing.mentee) in page


def test_the_page_says_what_one_sees_and_never_sees(
    client: Client, coordinator: Person, programme: Programme
) -> None:
    client.force_login(coordinator)

    page = " ".join(client.get(address(programme)).text.split())

    assert (
        "You see: who forms a pair, whether the agreement and the goals are there, per"
        " month whether they spoke, who asks you to call, and what you settled in the"
        " call round." in page
    )
    assert (
        "You do not see: what they write, what somebody answers, whether somebody"
        " answered, who asked for support." in page
    )


def test_pairs_one_stands_too_near_to_are_one_number(
    client: Client, coordinator: Person, programme: Programme
) -> None:
    pairing = make_silent_pair(programme)
    make_line(coordinator, pairing.mentee)
    client.force_login(coordinator)

    page = client.get(address(programme))

    assert "1 more pair is followed by somebody else" in page.text
    assert str(pairing.mentor) not in page.text
    assert waiting(coordinator, programme) == {}
    assert page.context["rows"] == []


@pytest.mark.parametrize("who", STRANGERS.values(), ids=STRANGERS.keys())
@pytest.mark.parametrize("page", PAGES)
def test_for_a_stranger_none_of_it_exists(
    client: Client, programme: Programme, page: str, who: Callable[[Pair], Person]
) -> None:
    client.force_login(who(make_silent_pair(programme)))

    assert client.get(address(programme, page)).status_code == 404
    assert client.post(address(programme, page)).status_code in (404, 405)


def test_a_single_programme_opens_at_once_and_two_are_listed(
    client: Client, coordinator: Person, programme: Programme
) -> None:
    client.force_login(coordinator)
    every = reverse("sessions_log:follow_up_list")
    assert client.get(every).headers["Location"] == address(programme)
    other = make_programme()
    make_coordinator(other, coordinator)
    make_silent_pair(other)

    page = client.get(every)

    assert programme.name in page.text
    assert "1 pair has noted nothing for a while" in page.text
    client.force_login(make_person())
    assert client.get(every).status_code == 403


@pytest.mark.parametrize("rows", [1, 4])
def test_many_pairs_cost_as_much_as_one(
    client: Client,
    programme: Programme,
    coordinator: Person,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(rows):
        make_silent_pair(programme)
        make_mentee(programme)
        make_pairing(programme)
    calls.open_rounds(at=LATER)
    client.force_login(coordinator)

    with django_assert_num_queries(12):
        page = client.get(address(programme))

    assert len(page.context["rows"]) == 2 * rows
    assert Meeting.objects.count() == rows


def test_a_page_holds_fifty_pairs(
    client: Client, programme: Programme, coordinator: Person
) -> None:
    Pairing.objects.bulk_create(
        Pairing(
            programme=programme,
            mentor=make_person(),
            mentee=make_person(),
            made_on=START - timedelta(days=1),
        )
        for _ in range(51)
    )
    client.force_login(coordinator)

    first = client.get(address(programme))
    last = client.get(address(programme), {"page": 2})

    assert len(first.context["rows"]) == 50
    assert len(last.context["rows"]) == 1
    assert last.context["desk"].count("acquainted") == 51
