"""Nobody but the two finds any of it, and whoever is over writes no more."""

from collections.abc import Callable

import pytest
from django.test import Client

from matching.models import Pairing
from matching.operations import pairings
from people.models import Person
from privacy.models import AuditEntry
from sessions_log.models import Goal, Meeting, Note
from sessions_log.urls import urlpatterns
from tests.factories import (
    NOW,
    give_secret,
    make_administrator,
    make_coordinator,
    make_hr,
    make_line,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.pairs import Pair, make_running_pairing, make_two
from tests.sessions_log.conftest import ComeIn
from tests.sessions_log.views.addresses import addresses_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_after_the_first_meeting"),
]
LISTS = {"pairing_list", "agenda"}
# Tried in test_helping and in test_closing.
HELP = {"help_list", "help_ask", "help_show", "help_close", "help_revoke"} | {
    *("request_list", "request_show", "request_open", "request_close", "share_show"),
    *("closing", "closing_close", "notes_download", "certificate_pdf"),
}
#: Of whoever is signed in; tried in test_drafts.
OWN = {"draft_list", "draft_keep", "draft_drop", "card_deck", "card_show"}
SETTLING = {"settle", "settle_confirm", "settle_on_paper"}  # in test_settling
#: Of coordinators and of who was called or written to; tried in tests of their own.
FOLLOWING = {
    "follow_up_list",
    "follow_up",
    "follow_up_seekers",
    "nudge",
    "silent",
    "spoken",
    "call_list",
    "call_sheet",
    "own_calls",
    "own_call",
}
CALENDARS = {"calendar_make", "calendar_revoke", "calendar_feed"}  # in test_calendars
MIRROR = {"mirror", "mirror_agree", "timeline", "step_done"}  # in tests of their own
#: Tried in test_partings and in test_handovers.
PARTINGS = {"farewell", "certificate", "handover"}
#: Tried in test_reopening.
REOPENING = {"reopen", "reopen_with_code", "reopen_waited", "partner_vouch"}


def line_manager(pairing: Pair) -> Person:
    chief = make_person()
    make_line(chief, pairing.mentee)
    return chief


def former_mentor(pairing: Pair) -> Person:
    """Give somebody who was the mentor of this mentee in another pair, now ended."""
    programme = make_programme()
    mentor, _mentee = make_two(programme)
    mentee = make_mentee(programme, person=pairing.mentee)
    former = make_running_pairing(programme, mentor, mentee)
    pairings.end(former, Pairing.EndedAs.STOPPED, at=NOW)
    return former.mentor


def other_mentee(pairing: Pair) -> Person:
    """Give another mentee of the same mentor."""
    programme = make_programme()
    mentor = make_mentor(programme, person=pairing.mentor)
    return make_running_pairing(programme, mentor).mentee


STRANGERS: list[Callable[[Pair], Person]] = [
    lambda pairing: make_coordinator(pairing.programme),
    lambda _pairing: make_hr(),
    lambda _pairing: make_administrator(),
    line_manager,
    former_mentor,
    other_mentee,
    lambda _pairing: make_person(),
]
NAMES = ["coordinator", "hr", "administrator", "line manager", "former mentor"]
IDS = [*NAMES, "other mentee", "employee"]


def rows() -> tuple[object, ...]:
    """Give all that could have changed."""
    return (
        sorted(Note.objects.values_list("pk", "revision")),
        sorted(Goal.objects.values_list("pk", "state", "step")),
        sorted(Meeting.objects.values_list("pk", "state", "planned_on")),
        sorted(Pairing.objects.values_list("pk", "mentor_agreed_at")),
    )


def test_every_address_of_the_app_is_tried(running: Pair) -> None:
    pairs = LISTS | PARTINGS | OWN | SETTLING | MIRROR | CALENDARS
    around = FOLLOWING | HELP | REOPENING | {"handover"}  # in tests of their own
    tried = {one.name for one in addresses_of(running)} | pairs | around

    assert tried == {str(pattern.name) for pattern in urlpatterns}


@pytest.mark.parametrize("who", STRANGERS, ids=IDS)
def test_for_a_stranger_none_of_it_exists(
    running: Pair, come_in: ComeIn, who: Callable[[Pair], Person]
) -> None:
    stranger = who(running)
    client = come_in(
        stranger if stranger.has_usable_password() else give_secret(stranger)
    )
    addresses = addresses_of(running)
    before = rows()

    for one in addresses:
        assert client.get(one.url).status_code == (404 if one.is_page else 405), one
        assert client.post(one.url, one.sends or {}).status_code in (404, 405), one

    assert rows() == before


def test_a_private_note_does_not_exist_for_the_partner(
    running: Pair, come_in: ComeIn
) -> None:
    addresses = {one.name: one for one in addresses_of(running)}
    partner = come_in(running.mentor)

    assert partner.get(addresses["note_change"].url).status_code == 404
    assert partner.post(addresses["note_delete"].url).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(running: Pair) -> None:
    for one in addresses_of(running):
        answer = Client().get(one.url)

        assert answer.status_code == 302, one
        assert answer.headers["Location"].startswith("/account/login/?next="), one


def test_after_the_end_one_reads_and_writes_no_more(
    running: Pair, come_in: ComeIn
) -> None:
    addresses = addresses_of(running)
    pairings.end(running, Pairing.EndedAs.LEFT, at=NOW)
    client = come_in(running.mentee)
    before = rows()
    readable = {"pairing", "note_change", "meeting_file"}

    for one in addresses:
        if one.name in {"note_delete", "point_remove"}:
            continue
        if one.is_page:
            status = client.get(one.url).status_code
            assert status == (200 if one.name in readable else 403), one
        if one.sends is not None:
            assert client.post(one.url, one.sends).status_code == 403, one

    assert rows() == before


def test_what_was_typed_after_the_end_comes_back(
    running: Pair, come_in: ComeIn
) -> None:
    addresses = [one for one in addresses_of(running) if one.field]
    pairings.end(running, Pairing.EndedAs.LEFT, at=NOW)
    client = come_in(running.mentee)

    for one in addresses:
        page = client.post(one.url, {**(one.sends or {}), one.field: "Typed by me"})

        assert page.status_code == 403, one
        assert "Typed by me</textarea>" in page.text, one
        assert "nothing can be saved here any more" in page.text, one


def test_after_the_end_an_own_note_can_still_be_deleted(
    running: Pair, come_in: ComeIn
) -> None:
    addresses = {one.name: one for one in addresses_of(running)}
    pairings.end(running, Pairing.EndedAs.LEFT, at=NOW)
    client = come_in(running.mentee)

    page = client.get(addresses["note_change"].url)
    assert "<textarea" not in page.text
    client.post(addresses["note_delete"].url)

    assert not Note.objects.filter(kind=Note.Kind.SHARED).exists()


def test_a_party_that_opens_its_pages_leaves_no_trace(
    running: Pair, come_in: ComeIn
) -> None:
    addresses = addresses_of(running)
    client = come_in(running.mentee)
    before = AuditEntry.objects.count()

    for one in addresses:
        if one.is_page:
            assert client.get(one.url).status_code == 200, one

    assert AuditEntry.objects.count() == before


def test_no_page_of_a_pair_is_kept_by_a_browser(running: Pair, come_in: ComeIn) -> None:
    client = come_in(running.mentee)

    for one in addresses_of(running):
        if one.is_page:
            headers = client.get(one.url).headers
            assert headers["Cache-Control"] == "no-store", one
            assert headers["Referrer-Policy"] == "same-origin", one


def test_a_form_without_its_token_is_refused(running: Pair) -> None:
    addresses = addresses_of(running)
    client = Client(enforce_csrf_checks=True)
    client.force_login(running.mentee)
    before = rows()

    for one in addresses:
        if one.sends is not None:
            assert client.post(one.url, one.sends).status_code == 403, one

    assert rows() == before
