"""The desk of whoever is asked: exactly what was chosen, for exactly as long."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from people.models import Person
from sessions_log.models import HelpRequest, Note, Share
from tests.factories import (
    NOW,
    make_administrator,
    make_coordinator,
    make_hr,
    make_line,
    make_person,
)
from tests.helping import REACH, make_request, make_supporter, write_own
from tests.pairs import GOAL, Pair
from tests.sessions_log.conftest import ComeIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_now")]
DAY = timedelta(days=1)


@pytest.fixture
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def helper(running: Pair) -> Person:
    return make_supporter(running)


def page(name: str, pk: object = None) -> str:
    return reverse(f"sessions_log:{name}", args=[pk] if pk else [])


def test_the_desk_opens_with_a_press_and_answers(
    running: Pair, helper: Person, come_in: ComeIn
) -> None:
    request = make_request(running, helper)
    desk = come_in(helper)

    assert str(running.mentee) in desk.get(page("request_list")).text
    before = desk.get(page("request_show", request.pk)).text
    request.refresh_from_db()
    assert request.opened_at is None
    assert REACH not in before

    desk.post(page("request_open", request.pk))
    assert REACH in desk.get(page("request_show", request.pk)).text
    desk.post(page("request_show", request.pk), {"text": "I call at five."})

    asker = come_in(running.mentee)
    assert "I call at five." in asker.get(page("help_show", request.pk)).text
    desk.post(page("request_close", request.pk))
    assert desk.get(page("request_show", request.pk)).status_code == 404
    assert "No open questions." in desk.get(page("request_list")).text


def test_an_answer_that_is_too_long_comes_back(
    running: Pair, helper: Person, come_in: ComeIn
) -> None:
    request = make_request(running, helper)
    desk = come_in(helper)
    desk.post(page("request_open", request.pk))

    answer = desk.post(page("request_show", request.pk), {"text": "x" * 20_001})

    assert answer.status_code == 422


def test_the_desk_shows_exactly_what_was_chosen(
    running: Pair, helper: Person, come_in: ComeIn
) -> None:
    note = write_own(running, "I find it hard.", by=running.mentee)
    write_own(running, "Not this one.", by=running.mentee)
    request = make_request(running, helper, shows="note", note=note)
    desk, share = come_in(helper), Share.objects.get()

    assert desk.get(page("share_show", share.pk)).status_code == 404
    desk.post(page("request_open", request.pk))
    assert (
        page("share_show", share.pk) in desk.get(page("request_show", request.pk)).text
    )
    told = desk.get(page("share_show", share.pk)).text

    assert "I find it hard." in told
    assert "Not this one." not in told
    assert GOAL not in told


def test_a_copy_ends_on_its_day_and_at_once_when_taken_back(
    running: Pair, helper: Person, come_in: ComeIn
) -> None:
    request = make_request(running, helper, shows="goals")
    share = Share.objects.get()
    desk = come_in(helper)
    desk.post(page("request_open", request.pk))
    assert desk.get(page("share_show", share.pk)).status_code == 200

    with time_machine.travel(NOW + 30 * DAY, tick=False):
        assert come_in(helper).get(page("share_show", share.pk)).status_code == 404
    come_in(running.mentee).post(page("help_revoke", request.pk))

    assert desk.get(page("share_show", share.pk)).status_code == 404


def former_supporter(pairing: Pair, helper: Person) -> Person:
    pairing.programme.roles.filter(person=helper).update(until_at=NOW)
    return helper


def superior_by_now(pairing: Pair, helper: Person) -> Person:
    make_line(helper, pairing.mentor)
    return helper


DOORS = ("help_show", "help_close", "help_revoke")
DESK = ("request_show", "request_open", "request_close")
STRANGERS: dict[str, Callable[[Pair, Person], Person]] = {
    "partner": lambda pairing, _helper: pairing.mentor,
    "coordinator": lambda pairing, _helper: make_coordinator(pairing.programme),
    "administrator": lambda _pairing, _helper: make_administrator(),
    "hr": lambda _pairing, _helper: make_hr(),
    "another support person": lambda pairing, _helper: make_supporter(pairing),
    "former support person": former_supporter,
    "support person who became a superior": superior_by_now,
    "anybody": lambda _pairing, _helper: make_person(),
}


@pytest.mark.parametrize("who", STRANGERS)
def test_for_everybody_else_none_of_it_exists(
    running: Pair, helper: Person, come_in: ComeIn, who: str
) -> None:
    request = make_request(running, helper, shows="goals")
    share = Share.objects.get()
    HelpRequest.objects.update(opened_at=NOW)
    client = come_in(STRANGERS[who](running, helper))
    before = HelpRequest.objects.values().get()

    for name in (*DOORS, *DESK):
        url = page(name, request.pk)
        assert client.get(url).status_code in (404, 405), name
        assert client.post(url).status_code in (404, 405), name
    assert client.get(page("share_show", share.pk)).status_code == 404
    assert str(request.pk) not in client.get(page("request_list")).text
    assert str(request.pk) not in client.get(page("help_list")).text
    assert HelpRequest.objects.values().get() == before


def test_the_asker_does_not_find_it_on_the_desk(
    running: Pair, helper: Person, come_in: ComeIn
) -> None:
    request = make_request(running, helper)
    client = come_in(running.mentee)

    assert client.get(page("request_show", request.pk)).status_code == 404
    assert come_in(helper).get(page("help_show", request.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_the_desk_asks_the_same_of_the_database_however_much_waits(
    running: Pair,
    helper: Person,
    come_in: ComeIn,
    django_assert_num_queries: Callable[[int], object],
    count: int,
) -> None:
    for _one in range(count):
        make_request(running, helper)
    desk, asker = come_in(helper), come_in(running.mentee)

    with django_assert_num_queries(4):  # type: ignore[attr-defined]
        assert desk.get(page("request_list")).status_code == 200
    with django_assert_num_queries(5):  # type: ignore[attr-defined]
        assert asker.get(page("help_list")).status_code == 200


def test_the_words_of_a_request_are_a_sealed_note(
    running: Pair, helper: Person
) -> None:
    make_request(running, helper, words="KANARIE")

    note = Note.objects.get(kind="help")
    assert b"KANARIE" not in bytes(note.sealed)
    assert "KANARIE" not in repr(note.__dict__)
