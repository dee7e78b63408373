"""A page that is left behind has its text when one comes back."""

from typing import Protocol

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Person
from sessions_log.models import Draft, Meeting, Note
from tests.factories import give_secret, make_person, sign_in
from tests.pairs import Pair
from tests.sessions_log.conftest import ComeIn
from tests.sessions_log.views.addresses import addresses_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_after_the_first_meeting"),
]
KEEP, DROP = reverse("sessions_log:draft_keep"), reverse("sessions_log:draft_drop")
TYPED = "Half a sentence about courage"


class Row(Protocol):
    @property
    def pk(self) -> object: ...


def page(name: str, row: Row) -> str:
    return reverse(f"sessions_log:{name}", args=[row.pk])


def keep(client: Client, url: str, **sent: str) -> int:
    once = client.get(url).context["form"]["once"].value()
    said = {"page": url, "once": str(once), "text": TYPED, "reader": "us", **sent}
    return client.post(KEEP, said).status_code


def test_every_form_with_a_text_is_kept_while_one_types(
    running: Pair, come_in: ComeIn
) -> None:
    client = come_in(running.mentee)
    forms = [one for one in addresses_of(running) if one.field == "text"]

    for one in forms:
        assert keep(client, one.url) == 204
        assert TYPED in client.get(one.url).text, one.name

    assert Draft.objects.count() == len(forms) > 3


def test_each_form_of_a_sheet_has_its_own_draft_and_is_back_on_the_sheet(
    running: Pair, come_in: ComeIn
) -> None:
    meeting, client = Meeting.objects.all()[0], come_in(running.mentee)
    fields = {"point": "text", "wish": "wish", "action": "text"}
    for name, field in fields.items():
        said = {"page": page(f"meeting_{name}", meeting), field: f"{TYPED}: {name}"}
        client.post(KEEP, {**said, "for_role": "mentor"})

    sheet = client.get(page("meeting_prepare", meeting))

    typed = {name: sheet.context[name][field].value() for name, field in fields.items()}
    assert typed == {name: f"{TYPED}: {name}" for name in fields}
    assert sheet.text.count("it has not been saved yet") == 3
    client.post(page("meeting_point", meeting), {"text": "To the agenda"})
    assert {one.form for one in Draft.objects.all()} == {
        page("meeting_wish", meeting),
        page("meeting_action", meeting),
    }


def test_who_does_it_is_no_text_to_keep(running: Pair, come_in: ComeIn) -> None:
    meeting = Meeting.objects.all()[0]
    said = {"page": page("meeting_action", meeting), "for_role": "mentor", "text": " "}

    come_in(running.mentee).post(KEEP, said)

    assert not Draft.objects.exists()


def test_it_is_back_with_whoever_was_chosen_to_read_it(
    running: Pair, come_in: ComeIn
) -> None:
    url, client = page("note_write", running), come_in(running.mentee)
    keep(client, url)

    shown = client.get(url)

    assert "it has not been saved yet" in shown.text
    assert shown.context["form"]["reader"].value() == "us"
    assert TYPED not in come_in(running.mentor).get(url).text


def test_once_saved_it_is_kept_no_longer(running: Pair, come_in: ComeIn) -> None:
    url, client = page("note_write", running), come_in(running.mentee)
    keep(client, url)

    client.post(url, {"text": TYPED, "reader": "me"})

    assert not Draft.objects.exists()
    assert TYPED not in client.get(url).text


def test_a_form_that_was_refused_keeps_its_draft(
    running: Pair, come_in: ComeIn
) -> None:
    url, client = page("note_write", running), come_in(running.mentee)
    keep(client, url)

    assert client.post(url, {"text": " ", "reader": "me"}).status_code == 422

    assert Draft.objects.exists()


def test_restored_and_saved_twice_it_is_one_note(
    running: Pair, come_in: ComeIn
) -> None:
    url, client = page("note_write", running), come_in(running.mentee)
    keep(client, url)

    once = str(client.get(url).context["form"]["once"].value())
    for _press in range(2):
        client.post(url, {"text": TYPED, "reader": "me", "once": once})
        keep(client, url, once=once)  # one that comes in late

    assert Note.objects.filter(kind="private").count() == 1
    assert not Draft.objects.exists()


def test_when_the_session_has_ended_the_draft_waits(
    running: Pair, come_in: ComeIn
) -> None:
    url, client = page("note_write", running), come_in(running.mentee)
    keep(client, url)
    client.logout()

    assert client.post(KEEP, {"page": url, "text": "x"}).status_code in (302, 403)

    sign_in(client, running.mentee)
    assert TYPED in client.get(url).text


def test_drafts_are_listed_and_thrown_away(running: Pair, come_in: ComeIn) -> None:
    url, client = page("note_write", running), come_in(running.mentee)
    keep(client, url)

    assert TYPED in client.get(reverse("sessions_log:draft_list")).text
    said = client.post(DROP, {"page": url}, follow=True)

    assert "There is nothing here." in said.text
    assert not Draft.objects.exists()


def test_nobody_else_reads_or_drops_it(running: Pair, come_in: ComeIn) -> None:
    url = page("note_write", running)
    keep(come_in(running.mentee), url)
    mentor = come_in(running.mentor)

    mentor.post(DROP, {"page": url})

    assert TYPED not in mentor.get(reverse("sessions_log:draft_list")).text
    assert Draft.objects.exists()


@pytest.mark.parametrize("odd", ["", "/nowhere/", "/", "https://evil.example/"])
def test_of_an_address_that_has_no_such_form_nothing_is_kept(
    running: Pair, come_in: ComeIn, odd: str
) -> None:
    client = come_in(running.mentee)

    for url in (KEEP, DROP):
        assert client.post(url, {"page": odd, "text": TYPED}).status_code == 404
    assert not Draft.objects.exists()


def test_a_book_is_no_draft(running: Pair, come_in: ComeIn) -> None:
    url, client = page("note_write", running), come_in(running.mentee)

    assert keep(client, url, text="x" * 100_000) == 204
    assert not Draft.objects.exists()


def test_looking_keeps_nothing(running: Pair, come_in: ComeIn) -> None:
    client = come_in(running.mentee)

    assert client.get(KEEP).status_code == 405
    assert client.get(DROP).status_code == 405


def test_an_autosave_without_the_token_is_refused(running: Pair) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client, running.mentee)

    answer = client.post(KEEP, {"page": page("note_write", running), "text": TYPED})

    assert answer.status_code == 403
    assert not Draft.objects.exists()


def test_the_page_of_a_stranger_is_still_not_there(
    running: Pair, come_in: ComeIn, stranger: Person
) -> None:
    """A draft for somebody else's pair is kept for its writer, and leads nowhere."""
    url, client = page("note_write", running), come_in(stranger)

    assert client.post(KEEP, {"page": url, "text": TYPED}).status_code == 204
    assert client.get(url).status_code == 404


@pytest.fixture
def stranger() -> Person:
    return give_secret(make_person())
