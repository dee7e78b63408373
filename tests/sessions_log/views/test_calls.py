"""The pages of the call round: everybody is on the list, nobody else looks at it."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from people.models import Person
from sessions_log.models import Call, CallRound
from sessions_log.operations import calls
from tests.factories import (
    make_coordinator,
    make_line,
    make_mentee,
    make_person,
    make_programme,
)
from tests.pairs import Pair, make_running_pairing
from tests.sessions_log.conftest import ComeIn
from tests.sessions_log.following import (
    LATER,
    STRANGERS,
    TODAY,
    make_lively_pair,
)

pytestmark = pytest.mark.django_db
NOTHING, TALK = Call.Outcome.NOTHING, Call.Outcome.TALK


@pytest.fixture(autouse=True)
def _weeks_later() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def pairing() -> Pair:
    pairing = make_lively_pair(make_programme())
    calls.open_rounds(at=LATER)
    return pairing


@pytest.fixture
def coordinator(pairing: Pair) -> Person:
    return make_coordinator(pairing.programme)


@pytest.fixture
def call(pairing: Pair, coordinator: Person) -> Call:
    called = CallRound.objects.get()
    return calls.note(called, pairing.mentee, TALK, at=LATER, by=coordinator)


def the_list(pairing: Pair) -> str:
    return reverse("sessions_log:call_list", args=[pairing.programme.slug])


def the_sheet(pairing: Pair, person: Person) -> str:
    return reverse("sessions_log:call_sheet", args=[pairing.programme.slug, person.pk])


def test_both_of_every_pair_are_on_the_list_apart(
    client: Client, pairing: Pair, coordinator: Person
) -> None:
    make_mentee(pairing.programme)
    client.force_login(coordinator)

    page = client.get(the_list(pairing))

    listed = {row.person for row in page.context["rows"]}
    assert listed == {pairing.mentor, pairing.mentee}
    assert "Call round: 0 of 2" in page.text
    assert f"with {pairing.mentor}" in page.text
    for question in ("How is it going", "What would help you now?"):
        assert question in page.text


def test_a_mentor_of_two_is_called_once(
    client: Client, pairing: Pair, coordinator: Person
) -> None:
    part = pairing.programme.enrolments.get(person=pairing.mentor)
    part.capacity = 2
    part.save()
    make_running_pairing(pairing.programme, mentor=part)
    client.force_login(coordinator)

    rows = client.get(the_list(pairing)).context["rows"]

    assert [row.person for row in rows].count(pairing.mentor) == 1
    assert len(rows) == 3


def test_one_press_on_the_list_notes_what_came_of_it(
    client: Client, pairing: Pair, coordinator: Person
) -> None:
    client.force_login(coordinator)

    answer = client.post(the_sheet(pairing, pairing.mentee), {"outcome": NOTHING})

    assert answer.headers["Location"] == the_list(pairing)
    call = Call.objects.get()
    assert (call.person, call.outcome) == (pairing.mentee, NOTHING)
    assert "Call round: 1 of 2" in client.get(the_list(pairing)).text


def test_on_the_sheet_one_agrees_on_a_day_to_speak_again(
    client: Client, pairing: Pair, coordinator: Person
) -> None:
    client.force_login(coordinator)
    day = TODAY + timedelta(days=7)

    client.post(
        the_sheet(pairing, pairing.mentee), {"outcome": TALK, "again_on": str(day)}
    )

    assert Call.objects.get().again_on == day
    assert "Speak again on 7 November." in client.get(the_list(pairing)).text
    assert f'value="{day}"' in client.get(the_sheet(pairing, pairing.mentee)).text


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"outcome": "tired"},
        {"outcome": "time", "again_on": "2026-10-30"},
        {"outcome": "time", "again_on": "2028-10-30"},
    ],
)
def test_what_is_no_word_or_no_day_is_refused(
    client: Client, pairing: Pair, coordinator: Person, said: dict[str, str]
) -> None:
    client.force_login(coordinator)

    page = client.post(the_sheet(pairing, pairing.mentee), said)

    assert page.status_code == 422
    assert not Call.objects.exists()


def test_before_the_first_round_nobody_is_to_be_called(
    client: Client, pairing: Pair, coordinator: Person
) -> None:
    CallRound.objects.all().delete()
    client.force_login(coordinator)

    assert "begins on 1 December" in client.get(the_list(pairing)).text
    assert client.get(the_sheet(pairing, pairing.mentee)).status_code == 404
    with time_machine.travel(LATER + timedelta(days=365), tick=False):
        client.force_login(coordinator)
        assert "No call round is planned" in client.get(the_list(pairing)).text


def test_who_stands_above_one_of_a_pair_calls_neither(
    client: Client, pairing: Pair, coordinator: Person
) -> None:
    make_line(coordinator, pairing.mentee)
    client.force_login(coordinator)

    assert client.get(the_list(pairing)).context["rows"] == []
    for person in (pairing.mentee, pairing.mentor, make_person()):
        sheet = the_sheet(pairing, person)
        assert client.get(sheet).status_code == 404
        assert client.post(sheet, {"outcome": NOTHING}).status_code == 404


@pytest.mark.parametrize("who", STRANGERS.values(), ids=STRANGERS.keys())
def test_for_a_stranger_no_round_exists(
    client: Client, pairing: Pair, call: Call, who: Callable[[Pair], Person]
) -> None:
    client.force_login(who(pairing))

    assert client.get(the_list(pairing)).status_code == 404
    sheet = the_sheet(pairing, pairing.mentee)
    assert client.get(sheet).status_code == 404
    assert client.post(sheet, {"outcome": NOTHING}).status_code == 404
    assert Call.objects.get().outcome == TALK


def test_who_was_called_reads_the_word_and_corrects_it_in_one_press(
    come_in: ComeIn, pairing: Pair, call: Call
) -> None:
    client = come_in(pairing.mentee)
    own, press = (
        reverse("sessions_log:own_calls"),
        reverse("sessions_log:own_call", args=[call.pk]),
    )
    assert "talk it out together" in client.get(own).text

    page = client.post(press, {"outcome": NOTHING}, follow=True)

    assert "corrected by you" in page.text
    assert Call.objects.get().outcome == NOTHING


def test_a_corrected_word_stands(
    client: Client, pairing: Pair, call: Call, coordinator: Person
) -> None:
    calls.correct(call, NOTHING, at=LATER, by=pairing.mentee)
    client.force_login(coordinator)

    assert "Corrected by the participant" in client.get(the_list(pairing)).text
    page = client.post(the_sheet(pairing, pairing.mentee), {"outcome": TALK})

    assert page.status_code == 422
    assert "has corrected" in page.text
    assert Call.objects.get().outcome == NOTHING


def test_what_is_no_word_corrects_nothing(
    client: Client, pairing: Pair, call: Call
) -> None:
    client.force_login(pairing.mentee)

    page = client.post(
        reverse("sessions_log:own_call", args=[call.pk]),
        {"outcome": "tired"},
        follow=True,
    )

    assert "Choose one of the words." in page.text
    assert Call.objects.get().corrected_at is None


def test_nobody_else_reads_or_corrects_what_came_of_it(
    client: Client, pairing: Pair, call: Call, coordinator: Person
) -> None:
    press = reverse("sessions_log:own_call", args=[call.pk])
    for person in (pairing.mentor, coordinator, make_person()):
        client.force_login(person)
        own = client.get(reverse("sessions_log:own_calls")).text
        assert "Nothing was noted" in own
        assert client.post(press, {"outcome": NOTHING}).status_code == 404


@pytest.mark.parametrize("rows", [1, 4])
def test_many_on_the_list_cost_as_much_as_one(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    programme = make_programme()
    for _ in range(rows):
        pairing = make_lively_pair(programme)
    calls.open_rounds(at=LATER)
    client.force_login(make_coordinator(programme))

    with django_assert_num_queries(10):
        page = client.get(the_list(pairing))

    assert len(page.context["rows"]) == 2 * rows
