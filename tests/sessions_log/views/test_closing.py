"""The end of a journey on one page, the certificate, and the notes to take along."""

from collections.abc import Iterator
from datetime import date, timedelta

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
from sessions_log.models import Closing, Goal, Note
from sessions_log.notes import NoteText
from sessions_log.operations import closing
from sessions_log.operations.closing import LastWords
from tests.factories import (
    NOW,
    make_administrator,
    make_coordinator,
    make_person,
)
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


def test_the_end_is_found_on_the_first_page_and_on_that_of_the_pair(
    running: Pair, come_in: ComeIn
) -> None:
    client = come_in(running.mentee)
    waits, there = "Your time together is over", page("closing", running)

    first = client.get(reverse("today")).text
    assert waits in first
    assert there in first
    assert there in client.get(page("pairing", running)).text
    closing.close(running, at=LAST, by=running.mentor)

    assert waits not in client.get(reverse("today")).text
    assert there in client.get(page("pairing", running)).text


def test_a_pause_moves_the_end_on(running: Pair) -> None:
    Pause.objects.create(
        pairing=running, from_on=date(2026, 10, 1), until_on=date(2026, 10, 11)
    )

    with pytest.raises(ValidationError):
        journeys.complete(running, at=LAST, by=running.mentor)
    journeys.complete(running, at=LAST + 10 * DAY, by=running.mentor)
