"""Two browsers look back, each alone, and then together."""

import pytest
from django.test import Client
from django.urls import reverse

from sessions_log.models import Draft, Note
from tests.pairs import Pair
from tests.sessions_log.conftest import ComeIn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_after_the_first_meeting"),
]
SAID = {"understand": "yes", "dare": "no", "time": "partly", "learn": "unsaid"}


def url(name: str, pairing: Pair) -> str:
    return reverse(f"sessions_log:{name}", args=[pairing.pk])


def send(client: Client, address: str, **said: str) -> str:
    page = client.post(address, said, follow=True)
    assert page.status_code == 200
    return page.text


def test_two_browsers_look_back(running: Pair, come_in: ComeIn) -> None:
    mentee, mentor = come_in(running.mentee), come_in(running.mentor)
    here = url("mirror", running)
    name = running.mentee.get_short_name()

    untouched = mentor.get(here).text
    send(mentee, here, **SAID, text="More walks")
    send(mentee, url("mirror_lay", running))
    assert without_token(mentor.get(here).text) == without_token(untouched)

    page = send(mentor, here, **SAID | {"dare": "yes"}, text="")
    assert f"{name} is not ready yet." in page
    assert "More walks" not in page
    page = send(mentor, url("mirror_lay", running))
    assert "Side by side" in page
    assert "More walks" in page

    page = send(mentee, url("mirror_agree", running), text="We walk on Fridays")
    assert "We walk on Fridays" in page
    assert "We walk on Fridays" in mentor.get(here).text
    assert "One thing that we agree on" not in mentor.get(here).text


def without_token(page: str) -> str:
    return "".join(
        line
        for line in page.splitlines()
        if "csrf" not in line and 'name="once"' not in line
    )


def test_who_prefers_not_to_looks_like_who_has_not_begun(
    running: Pair, come_in: ComeIn
) -> None:
    mentee, mentor = come_in(running.mentee), come_in(running.mentor)
    send(mentor, url("mirror", running), **SAID, text="")
    before = without_token(mentor.get(url("mirror", running)).text)

    send(mentee, url("mirror", running), **SAID, text="Not for Luc")

    assert without_token(mentor.get(url("mirror", running)).text) == before


def test_it_is_asked_for_with_one_press(running: Pair, come_in: ComeIn) -> None:
    send(come_in(running.mentor), url("mirror_ask", running))

    page = come_in(running.mentee).get(url("mirror", running)).text

    assert "asks you to look back together" in page


def test_it_is_on_no_other_page_and_in_no_draft(running: Pair, come_in: ComeIn) -> None:
    client = come_in(running.mentee)
    page = client.get(url("mirror", running))
    keep = reverse("sessions_log:draft_keep")
    assert client.post(keep, {"page": url("mirror", running)}).status_code == 404
    assert "draft" not in page.text
    send(client, url("mirror", running), **SAID, text="More walks")

    assert "More walks" not in client.get(url("pairing", running)).text
    assert not Draft.objects.exists()


@pytest.mark.parametrize("odd", [{"dare": "perhaps"}, {"text": "x" * 30_000}])
def test_an_odd_answer_is_refused(
    running: Pair, come_in: ComeIn, odd: dict[str, str]
) -> None:
    client = come_in(running.mentee)

    page = client.post(url("mirror", running), {**SAID, "text": "", **odd})

    assert page.status_code == 422
    assert not Note.objects.filter(kind="mirror").exists()


def test_what_cannot_be_laid_is_told_in_a_sentence(
    running: Pair, come_in: ComeIn
) -> None:
    client = come_in(running.mentee)

    assert "Answer the sentences first" in send(client, url("mirror_lay", running))
    answer = client.post(url("mirror_agree", running), {"text": "Too soon"})
    assert answer.status_code == 422
    assert "Too soon" in answer.text
