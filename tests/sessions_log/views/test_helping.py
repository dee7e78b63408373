"""Asking for help on a page: to one person, unseen by everybody else."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from people.models import Person
from sessions_log.models import HelpRequest, Share
from tests.factories import (
    NOW,
    make_coordinator,
    make_hr,
    make_person,
)
from tests.helping import REACH, make_request, make_supporter, write_own
from tests.pairs import Pair
from tests.sessions_log.conftest import ComeIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_now")]
DAY = timedelta(days=1)


@pytest.fixture
def _now() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def helper(running: Pair) -> Person:
    return make_supporter(running)


def page(name: str, pk: object = None) -> str:
    return reverse(f"sessions_log:{name}", args=[pk] if pk else [])


def asks(client: Client, pairing: Pair, to: Person, **said: str) -> object:
    sent = {
        "to": str(to.pk),
        "substitute": "next",
        "shows": "nothing",
        "reach": REACH,
        **said,
    }
    return client.post(page("help_ask", pairing.pk), sent)


def test_every_page_of_the_pair_leads_to_help(running: Pair, come_in: ComeIn) -> None:
    client = come_in(running.mentee)
    there = page("help_ask", running.pk)

    for name in ("pairing", "note_write", "goal_add", "agreement", "plan", "help_ask"):
        assert f'href="{there}"' in client.get(page(name, running.pk)).text, name
    assert there in client.get(page("help_list")).text


def test_the_roles_of_the_law_stand_on_every_page_of_the_pair(
    running: Pair, come_in: ComeIn, settings: object
) -> None:
    settings.CONFIDENTIAL_COUNSELLOR = "Nadia Haddad, 09 000 00 01"  # type: ignore[attr-defined]
    client = come_in(running.mentor)

    for name in ("pairing", "note_write", "help_ask"):
        told = client.get(page(name, running.pk)).text
        assert "Nadia Haddad, 09 000 00 01" in told, name
    assert "prevention adviser" not in told


def test_a_question_is_sent_and_followed(
    running: Pair, helper: Person, come_in: ComeIn
) -> None:
    second = make_supporter(running)
    client = come_in(running.mentee)

    answer = asks(client, running, helper, text="We do not understand each other.")

    assert answer.headers["Location"] == page("help_list")  # type: ignore[attr-defined]
    request = HelpRequest.objects.get()
    assert (request.to, request.substitute) == (helper, second)
    assert "Sent. Nobody else is told." in client.get(page("help_list")).text
    shown = client.get(page("help_show", request.pk)).text
    assert REACH in shown
    assert "We do not understand each other." in shown
    assert f"It waits for {helper}" in shown


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"reach": ""}, "This field is required"),
        ({"shows": ""}, "This field is required"),
        ({"shows": "note"}, "Choose a note to show."),
        ({"substitute": "same"}, "Choose somebody else to take over."),
        ({"reach": "x" * 20_001}, "This text has 20001 characters"),
    ],
)
def test_a_question_that_is_not_whole_comes_back(
    running: Pair,
    helper: Person,
    come_in: ComeIn,
    said: dict[str, str],
    refusal: str,
) -> None:
    write_own(running, "Mine", by=running.mentee)
    if said.get("substitute") == "same":
        said = {"substitute": str(helper.pk)}

    answer = asks(come_in(running.mentee), running, helper, **said)

    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert refusal in answer.text  # type: ignore[attr-defined]
    assert not HelpRequest.objects.exists()


def test_a_note_of_the_partner_is_not_on_offer(
    running: Pair, helper: Person, come_in: ComeIn
) -> None:
    theirs = write_own(running, "Hers", by=running.mentor, shared=True)
    mine = write_own(running, "Mine", by=running.mentee)
    client = come_in(running.mentee)

    offered = client.get(page("help_ask", running.pk)).text
    refused = asks(client, running, helper, shows="note", note=str(theirs.pk))
    taken = asks(
        client, running, helper, shows="note", note=str(mine.pk), substitute="nobody"
    )

    assert str(mine.pk) in offered
    assert str(theirs.pk) not in offered
    assert (refused.status_code, taken.status_code) == (422, 302)  # type: ignore[attr-defined]
    assert Share.objects.count() == 1
    assert HelpRequest.objects.get().substitute is None


def test_a_programme_without_anybody_names_its_contact(
    running: Pair, come_in: ComeIn
) -> None:
    running.programme.roles.update(until_at=NOW)

    told = come_in(running.mentee).get(page("help_ask", running.pk)).text

    assert running.programme.substitute_contact in told
    assert "<textarea" not in told


def test_who_is_away_or_works_in_hr_is_called_so(
    running: Pair, helper: Person, come_in: ComeIn
) -> None:
    helper.absences.create(from_on=NOW.date(), until_on=NOW.date() + 3 * DAY)
    make_supporter(running)
    in_hr = make_hr()
    running.programme.roles.create(person=in_hr, kind="supporter", from_at=NOW)

    told = come_in(running.mentee).get(page("help_ask", running.pk)).text

    assert told.count("support person, not part of HR") == 2
    assert told.count("support person, works in HR") == 1
    assert "away until" in told


def test_the_asker_takes_a_copy_back_and_closes(
    running: Pair, helper: Person, come_in: ComeIn
) -> None:
    request = make_request(running, helper, shows="goals")
    client = come_in(running.mentee)
    assert "Take it back now" in client.get(page("help_show", request.pk)).text

    client.post(page("help_revoke", request.pk))
    assert "Take it back now" not in client.get(page("help_show", request.pk)).text
    client.post(page("help_close", request.pk))

    told = client.get(page("help_show", request.pk)).text
    assert "Closed: only you can read it" in told
    assert REACH in told


def test_the_form_of_a_pair_is_for_the_two(running: Pair, come_in: ComeIn) -> None:
    for one in (make_coordinator(running.programme), make_person()):
        assert come_in(one).get(page("help_ask", running.pk)).status_code == 404


def test_after_the_notes_have_gone_nothing_can_be_asked(
    running: Pair, come_in: ComeIn
) -> None:
    running.state, running.ended_as = "ended", "left"
    running.ended_on = NOW.date() - 90 * DAY
    running.save()
    client = come_in(running.mentee)

    assert client.get(page("help_ask", running.pk)).status_code == 404
    assert "not on a journey" in client.get(page("help_list")).text
