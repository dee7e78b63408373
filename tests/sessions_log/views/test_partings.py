"""What is left when the organisation parts two people: pages, and who may open them."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from matching.models import Pairing
from matching.operations import pairings, reorganisations
from sessions_log import notes
from sessions_log.models import Note
from sessions_log.operations import writing
from tests.factories import give_secret, make_coordinator, make_line, make_person
from tests.pairs import FIRST_MEETING, Pair, after_meeting
from tests.sessions_log.conftest import ComeIn

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_after_the_first_meeting"),
]
WORDS = "Thank you for the walks, “all” of them."


@pytest.fixture
def parted(running: Pair) -> Pair:
    make_line(running.mentor, running.mentee)
    reorganisations.suspend_forbidden(at=after_meeting())
    running.refresh_from_db()
    return running


@pytest.fixture
def interrupted(running: Pair) -> Pair:
    until_on = FIRST_MEETING + timedelta(days=14)
    make_line(running.mentor, running.mentee, kind="acting", until_on=until_on)
    reorganisations.suspend_forbidden(at=after_meeting())
    running.refresh_from_db()
    return running


def at(name: str, pairing: Pair) -> str:
    app = "matching" if name == "say_what_next" else "sessions_log"
    return reverse(f"{app}:{name}", args=[pairing.pk])


def test_each_of_the_two_sends_one_last_message_and_the_other_reads_it(
    parted: Pair, come_in: ComeIn
) -> None:
    client = come_in(parted.mentee)
    assert at("farewell", parted) in client.get(at("pairing", parted)).text
    assert "Only you and" in client.get(at("farewell", parted)).text

    answer = client.post(at("farewell", parted), {"text": WORDS})

    assert answer.headers["Location"] == at("pairing", parted)
    assert at("farewell", parted) not in client.get(at("pairing", parted)).text
    partner = come_in(parted.mentor)
    assert WORDS in partner.get(at("pairing", parted)).text
    partner.post(at("farewell", parted), {"text": "And you."})
    assert Note.objects.filter(kind=Note.Kind.FAREWELL).count() == 2


def test_a_second_last_message_is_refused_and_comes_back(
    parted: Pair, come_in: ComeIn
) -> None:
    writing.say_farewell(parted, WORDS, at=after_meeting(), by=parted.mentee)
    client = come_in(parted.mentee)

    page = client.post(at("farewell", parted), {"text": "One thing more"})

    assert page.status_code == 403
    assert "One thing more</textarea>" in page.text
    assert "can no longer be sent" in page.text
    assert client.get(at("farewell", parted)).status_code == 403


def test_a_form_that_is_sent_twice_counts_once(parted: Pair, come_in: ComeIn) -> None:
    client = come_in(parted.mentee)
    once = "6f5a9f8e-2f6d-4d53-a6b3-0c2b8f6d2f11"

    for _press in range(2):
        answer = client.post(at("farewell", parted), {"text": WORDS, "once": once})
        assert answer.status_code == 302

    assert Note.objects.filter(kind=Note.Kind.FAREWELL).count() == 1


def test_the_database_keeps_it_to_one_each(parted: Pair) -> None:
    vault, kind = notes.shared_vault_of(parted), Note.Kind.FAREWELL
    writing.say_farewell(parted, WORDS, at=after_meeting(), by=parted.mentee)

    with pytest.raises(IntegrityError), transaction.atomic():
        notes.write(vault, "x", author=parted.mentee, kind=kind, at=after_meeting())


def test_after_two_weeks_there_is_no_last_message(
    parted: Pair, come_in: ComeIn
) -> None:
    with time_machine.travel(after_meeting(days=16), tick=False):
        assert come_in(parted.mentee).get(at("farewell", parted)).status_code == 403


def test_nothing_but_a_last_message_is_written_after_a_suspension(
    parted: Pair, come_in: ComeIn
) -> None:
    sent = {"text": WORDS, "reader": "us"}

    page = come_in(parted.mentee).post(at("note_write", parted), sent)

    assert page.status_code == 403
    assert not Note.objects.filter(kind=Note.Kind.SHARED).exists()


def test_a_pause_has_a_day_and_nothing_to_say_goodbye_for(
    interrupted: Pair, come_in: ComeIn
) -> None:
    client = come_in(interrupted.mentee)

    page = client.get(at("pairing", interrupted)).text

    assert "Paused until 23 September" in " ".join(page.split())
    for name in ("farewell", "certificate", "say_what_next"):
        assert at(name, interrupted) not in page
    assert client.get(at("farewell", interrupted)).status_code == 403
    assert client.get(at("certificate", interrupted)).status_code == 403


def test_whoever_stopped_by_choice_is_offered_no_last_message(
    running: Pair, come_in: ComeIn
) -> None:
    pairings.stop(running, at=after_meeting(), by=running.mentee, tell_now=True)

    assert come_in(running.mentor).get(at("farewell", running)).status_code == 403


def test_a_mentee_chooses_somebody_new_or_not_now(
    parted: Pair, come_in: ComeIn
) -> None:
    client = come_in(parted.mentee)
    for wish, said in (("wanted", "You come first"), ("not_now", "rather wait")):
        client.post(at("say_what_next", parted), {"wish": wish})

        assert Pairing.objects.get().rematch == wish
        assert said in client.get(at("pairing", parted)).text

    client.post(at("say_what_next", parted), {"wish": "everything"})
    assert Pairing.objects.get().rematch == "not_now"


def test_nobody_else_chooses_for_the_mentee(parted: Pair, come_in: ComeIn) -> None:
    url, sent = at("say_what_next", parted), {"wish": "wanted"}
    stranger = give_secret(make_person())
    coordinator = give_secret(make_coordinator(parted.programme))

    assert come_in(parted.mentor).post(url, sent).status_code == 403
    for person in (stranger, coordinator):
        assert come_in(person).post(url, sent).status_code == 404
        for name in ("farewell", "certificate"):
            assert come_in(person).get(at(name, parted)).status_code == 404
    assert come_in(parted.mentee).get(url).status_code == 405


def test_the_certificate_counts_and_says_nothing_of_content_or_partner(
    parted: Pair, come_in: ComeIn
) -> None:
    page = come_in(parted.mentee).get(at("certificate", parted))

    shown = page.text.partition("<main")[2].partition("</main>")[0]
    assert page.context["certificate"].hours == 0
    assert parted.mentee.get_full_name() in shown
    assert parted.programme.name in shown
    assert "from 1 September 2026 to 9 September 2026" in " ".join(shown.split())
    assert parted.mentor.get_short_name() not in shown


def test_there_is_no_certificate_of_a_running_journey(
    running: Pair, come_in: ComeIn
) -> None:
    assert come_in(running.mentee).get(at("certificate", running)).status_code == 403

    pairings.end(running, Pairing.EndedAs.COMPLETED, at=after_meeting())

    page = come_in(running.mentor).get(at("certificate", running))
    assert "a mentor" in page.text


def test_the_page_of_a_pair_says_that_it_was_checked(
    running: Pair, come_in: ComeIn
) -> None:
    page = come_in(running.mentee).get(at("pairing", running)).text

    assert "nor a superior of your superior" in page
    assert "Checked on 9 September" in " ".join(page.split())


def test_what_is_not_known_is_not_said(running: Pair, come_in: ComeIn) -> None:
    type(running.mentor).objects.filter(pk=running.mentor.pk).update(
        chart_state="unknown"
    )

    page = come_in(running.mentee).get(at("pairing", running)).text

    assert "Checked on" not in page
