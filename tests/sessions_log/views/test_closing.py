"""The end of a journey on one page, the certificate, and the notes to take along."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from mailing import outbox
from mailing.models import Delivery
from matching import queries as pairs
from matching.models import Pairing, Pause
from matching.operations import closing as journeys
from matching.operations import pairings
from matching.queries.closing import last_day_of
from people.models import Person
from privacy.models import AuditEntry
from sessions_log.models import Closing, Goal, Note
from sessions_log.notes import NoteText
from sessions_log.operations import closing
from sessions_log.operations.closing import LastWords
from sessions_log.views import certificate_pdf
from tests.factories import (
    NOW,
    SECRET,
    make_administrator,
    make_coordinator,
    make_person,
)
from tests.helping import write_own
from tests.pairs import GOAL, Pair
from tests.sessions_log.conftest import ComeIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_last_day")]
DAY = timedelta(days=1)
LAST = NOW + timedelta(weeks=26)
THANKS = "You listened when nobody else did."


@pytest.fixture
def _last_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False) as clock:
        clock.move_to(LAST)
        yield


def page(name: str, pairing: Pair) -> str:
    return reverse(f"sessions_log:{name}", args=[pairing.pk])


def letters(kind: str) -> set[object]:
    return set(
        Delivery.objects.filter(kind=kind).values_list("recipient_id", flat=True)
    )


def goal_of(pairing: Pair) -> Goal:
    return Goal.objects.get(pairing=pairing)


def test_a_journey_lasts_as_long_as_its_programme_and_its_pauses(
    running: Pair,
) -> None:
    assert last_day_of(running) == LAST.date()

    Pause.objects.create(
        pairing=running, from_on=date(2026, 10, 1), until_on=date(2026, 10, 11)
    )

    assert last_day_of(running) == LAST.date() + 10 * DAY


def test_either_closes_it_on_the_last_day_and_both_get_a_letter(
    running: Pair, come_in: ComeIn
) -> None:
    client = come_in(running.mentor)
    assert "Close our journey" in client.get(page("closing", running)).text

    client.post(page("closing_close", running))

    running.refresh_from_db()
    assert (running.state, running.ended_as) == ("ended", "completed")
    assert letters("pairing_ended") == {running.mentor.pk, running.mentee.pk}
    assert Closing.objects.get().closed_at == LAST
    assert not pairs.waiting_mentees(running.programme)
    told = client.get(page("closing", running)).text
    assert "Well done, both." in told
    assert "Close our journey" not in told


def test_the_letter_of_a_whole_journey_is_no_consolation(
    running: Pair, mailoutbox: list[object]
) -> None:
    closing.close(running, at=LAST, by=running.mentee)

    outbox.deliver_due(at=LAST)

    bodies = [str(letter.body) for letter in mailoutbox]  # type: ignore[attr-defined]
    assert sum("as you planned it" in body for body in bodies) == 2
    assert not any("says nothing about you" in body for body in bodies)


def test_before_its_last_day_nobody_closes_it(running: Pair, come_in: ComeIn) -> None:
    with time_machine.travel(LAST - DAY, tick=False):
        client = come_in(running.mentee)
        told = client.get(page("closing", running)).text
        client.post(page("closing_close", running))

    running.refresh_from_db()
    assert running.state == "running"
    assert "Close our journey" not in told
    assert reverse("matching:stop", args=[running.pk]) in told


@pytest.mark.parametrize("who", ["stranger", "coordinator"])
def test_nobody_else_closes_it(running: Pair, who: str) -> None:
    by = make_person() if who == "stranger" else make_coordinator(running.programme)

    with pytest.raises(ValidationError):
        journeys.complete(running, at=LAST, by=by)


def test_a_second_time_it_is_closed_already(running: Pair, come_in: ComeIn) -> None:
    closing.close(running, at=LAST, by=running.mentor)

    client = come_in(running.mentee)
    client.post(page("closing_close", running))

    assert "cannot be closed now" in client.get(page("closing", running)).text


def test_the_mentee_chooses_which_goals_stand_there(
    running: Pair, come_in: ComeIn
) -> None:
    mentee, mentor = come_in(running.mentee), come_in(running.mentor)
    goal = str(goal_of(running).pk)
    assert GOAL not in mentor.get(page("closing", running)).text

    mentee.post(page("closing", running), {"shown_goals": [goal]})
    mentor.post(page("closing", running), {"shown_goals": []})

    for client in (mentee, mentor):
        assert GOAL in client.get(page("closing", running)).text
    assert Closing.objects.get(person=running.mentee).shown_goals == [goal]


def test_thanks_are_read_by_the_two_and_replace_what_was_there(
    running: Pair, come_in: ComeIn
) -> None:
    mentee, mentor = come_in(running.mentee), come_in(running.mentor)

    mentee.post(page("closing", running), {"text": "First"})
    mentee.post(page("closing", running), {"text": THANKS})

    assert THANKS in mentor.get(page("closing", running)).text
    assert Note.objects.filter(kind="thanks").count() == 1
    mentee.post(page("closing", running), {"text": ""})
    assert not Note.objects.filter(kind="thanks").exists()


@pytest.mark.parametrize("chosen", [True, False])
def test_thanks_stand_on_the_certificate_only_when_the_mentee_lets_them(
    running: Pair,
    come_in: ComeIn,
    chosen: bool,  # noqa: FBT001 - what is tried
) -> None:
    said = {"text": THANKS} | ({"on_certificate": "on"} if chosen else {})
    come_in(running.mentee).post(page("closing", running), said)
    closing.close(running, at=LAST, by=running.mentor)

    mine = come_in(running.mentor).get(page("certificate", running)).text
    theirs = come_in(running.mentee).get(page("certificate", running)).text

    assert (THANKS in mine) is chosen
    assert THANKS not in theirs
    assert GOAL not in mine + theirs
    assert "counts" in mine


def test_the_thanks_of_the_mentor_go_on_no_paper(
    running: Pair, come_in: ComeIn
) -> None:
    said = {"text": THANKS, "on_certificate": "on"}
    come_in(running.mentor).post(page("closing", running), said)
    closing.close(running, at=LAST, by=running.mentor)

    for person in (running.mentor, running.mentee):
        told = come_in(person).get(page("certificate", running)).text
        assert THANKS not in told


def test_only_a_yes_of_both_is_told(running: Pair, come_in: ComeIn) -> None:
    mentee, mentor = come_in(running.mentee), come_in(running.mentor)
    both = "both want to stay in touch"

    mentee.post(page("closing", running), {"keeps_in_touch": "yes"})
    assert both not in mentor.get(page("closing", running)).text
    assert letters("stay_in_touch") == set()
    mentor.post(page("closing", running), {"keeps_in_touch": "no"})
    assert both not in mentee.get(page("closing", running)).text
    mentor.post(page("closing", running), {"keeps_in_touch": "yes"})

    assert both in mentee.get(page("closing", running)).text
    assert letters("stay_in_touch") == {running.mentor.pk, running.mentee.pk}
    said = LastWords(keeps_in_touch=False)
    closing.say(running, said, at=LAST, by=running.mentor)
    assert both in mentee.get(page("closing", running)).text


def test_after_an_early_stop_there_is_the_same_dignity(
    running: Pair, come_in: ComeIn
) -> None:
    words = LastWords(thanks=NoteText(THANKS))
    closing.say(running, words, at=LAST, by=running.mentee)
    pairings.end(running, Pairing.EndedAs.LEFT, at=LAST)
    mentee, mentor = come_in(running.mentee), come_in(running.mentor)

    told = mentor.get(page("closing", running)).text
    assert THANKS in told
    assert "<textarea" not in told
    assert page("certificate", running) in told
    assert THANKS in mentee.get(page("closing", running)).text
    answer = mentor.post(page("closing", running), {"keeps_in_touch": "yes"})
    assert answer.status_code == 302
    with pytest.raises(ValidationError):
        closing.say(running, words, at=LAST, by=running.mentor)


def test_once_the_notes_have_gone_the_page_has_too(
    running: Pair, come_in: ComeIn
) -> None:
    closing.close(running, at=LAST, by=running.mentor)

    with time_machine.travel(LAST + 90 * DAY, tick=False):
        client = come_in(running.mentee)
        for name in ("closing", "notes_download"):
            assert client.get(page(name, running)).status_code == 404
            assert client.post(page(name, running)).status_code == 404
        with pytest.raises(ValidationError):
            closing.say(running, LastWords(), at=LAST + 90 * DAY, by=running.mentee)


@pytest.mark.parametrize("name", ["closing", "closing_close", "notes_download"])
def test_for_a_stranger_there_is_no_end(
    running: Pair, come_in: ComeIn, name: str
) -> None:
    strangers = (
        make_coordinator(running.programme),
        make_administrator(),
        make_person(),
    )

    for one in strangers:
        assert come_in(one).post(page(name, running)).status_code == 404


def taken_along(client: object, pairing: Pair) -> dict[str, str]:
    proof = {"password": SECRET}
    client.post(reverse("account_reauthenticate"), proof)  # type: ignore[attr-defined]
    answer = client.post(page("notes_download", pairing))  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="notes.zip"'
    assert answer.headers["Cache-Control"] == "no-store"
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_one_takes_along_what_one_reads_and_no_more(
    running: Pair, come_in: ComeIn
) -> None:
    write_own(running, "For two <b>", by=running.mentee, shared=True)
    write_own(running, "Hers alone", by=running.mentor)
    write_own(running, "Mine alone", by=running.mentee)
    client = come_in(running.mentee)
    assert (
        "one file with everything" in client.get(page("notes_download", running)).text
    )

    files = taken_along(client, running)

    said = json.loads(files["notes.json"])
    assert {one["text"] for one in said["notes"]} == {GOAL, "For two <b>", "Mine alone"}
    assert said["with"] == running.mentor.get_short_name()
    assert "For two &lt;b&gt;" in files["notes.html"]
    assert "Hers alone" not in "".join(files.values())
    assert (
        AuditEntry.objects.filter(verb="took notes along").values_list(
            "audience", flat=True
        )[0]
        == "self"
    )


def test_whoever_signed_in_a_while_ago_proves_it_anew(
    running: Pair, come_in: ComeIn
) -> None:
    answer = come_in(running.mentee).post(page("notes_download", running))

    assert answer.headers["Location"].startswith("/account/reauthenticate/?next=")


def test_after_the_end_the_page_says_until_when(running: Pair, come_in: ComeIn) -> None:
    write_own(running, "Mine alone", by=running.mentee)
    closing.close(running, at=LAST, by=running.mentor)
    client = come_in(running.mentee)

    told = client.get(page("notes_download", running)).text

    assert "Your shared notes are erased on" in told
    assert "Your own notes are erased on" in told
    assert "Mine alone" in taken_along(client, running)["notes.json"]


class Printer:
    """Stands for the extra: it gives back what it was given to print."""

    def __init__(self, string: str) -> None:
        self.string = string

    def write_pdf(self) -> bytes:
        return f"%PDF {self.string}".encode()


def test_without_the_extra_there_is_a_page_to_print(
    running: Pair, come_in: ComeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificate_pdf, "weasyprint", None)
    closing.close(running, at=LAST, by=running.mentor)

    assert (
        come_in(running.mentor).get(page("certificate_pdf", running)).status_code == 404
    )


def test_with_the_extra_the_certificate_is_a_file(
    running: Pair, come_in: ComeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    extra = SimpleNamespace(HTML=Printer)
    monkeypatch.setattr(certificate_pdf, "weasyprint", extra)
    client: object = come_in(running.mentor)
    there = page("certificate_pdf", running)
    assert client.get(there).status_code == 403  # type: ignore[attr-defined]
    closing.close(running, at=LAST, by=running.mentor)

    answer = client.get(there)  # type: ignore[attr-defined]

    assert answer.headers["Content-Type"] == "application/pdf"
    assert str(running.mentor) in answer.content.decode()
    assert GOAL not in answer.content.decode()


def test_a_former_mentor_keeps_the_certificate_of_then(
    running: Pair, come_in: ComeIn
) -> None:
    closing.close(running, at=LAST, by=running.mentor)
    former: Person = running.mentor

    with time_machine.travel(LAST + 200 * DAY, tick=False):
        answer = come_in(former).get(page("certificate", running))

    assert answer.status_code == 200
