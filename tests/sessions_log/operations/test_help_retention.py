"""What goes of help and of the end, what stays, and what one is told of it."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine

from mailing import outbox
from mailing.models import Delivery
from matching.models import Pairing
from matching.operations import pairings
from people.models import Person
from sessions_log import operations, queries, tasks
from sessions_log.models import Closing, HelpRequest, Note, Share, Vault
from sessions_log.operations import closing, helping, shredding
from sessions_log.operations.closing import LastWords
from tests.factories import NOW, make_person
from tests.helping import REACH, make_request, make_supporter, write_own
from tests.pairs import GOAL, Pair

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_now")]
DAY = timedelta(days=1)


@pytest.fixture
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def helper(running: Pair) -> Person:
    return make_supporter(running)


def letters(kind: str) -> list[tuple[object, ...]]:
    return sorted(
        Delivery.objects.filter(kind=kind).values_list("recipient_id", "expires_at")
    )


def test_an_export_holds_what_one_asked_and_said_at_the_end(
    running: Pair, helper: Person
) -> None:
    make_request(running, helper, shows="goals")
    closing.say(running, LastWords(keeps_in_touch=True), at=NOW, by=running.mentee)

    mine, theirs, helpers = (
        queries.export_of(one) for one in (running.mentee, running.mentor, helper)
    )

    [asked] = mine["asked"]
    assert asked["of"] == str(helper)
    assert asked["words"] == [REACH]
    assert [one["to"] for one in asked["shown"]] == [str(helper)]
    assert [one["keeps_in_touch"] for one in mine["closings"]] == [True]
    assert (theirs["asked"], theirs["asked_of_me"], theirs["closings"]) == ([], [], [])
    assert [one["state"] for one in helpers["asked_of_me"]] == ["waiting"]
    assert helpers["asked"] == []


def test_with_the_asker_goes_all_that_was_asked(running: Pair, helper: Person) -> None:
    make_request(running, helper, shows="goals")
    closing.say(running, LastWords(keeps_in_touch=True), at=NOW, by=running.mentee)

    operations.forget(running.mentee)

    assert not HelpRequest.objects.exists()
    assert not Share.objects.exists()
    assert not Closing.objects.exists()
    assert not Note.objects.filter(vault__kind="case").exists()


def test_with_a_helper_goes_what_they_were_asked(running: Pair, helper: Person) -> None:
    second = make_supporter(running)
    make_request(running, helper, shows="goals")
    kept = make_request(running, second, helper)

    operations.forget(helper)

    kept.refresh_from_db()
    assert list(HelpRequest.objects.all()) == [kept]
    assert kept.substitute is None
    assert not Share.objects.exists()


def test_what_is_somebody_else_s_stays(running: Pair, helper: Person) -> None:
    make_request(running, helper, shows="goals")

    operations.forget(make_person())
    operations.purge(on=NOW.date() + 29 * DAY)

    assert HelpRequest.objects.count() == Share.objects.count() == 1


def test_a_copy_goes_on_its_last_day_and_the_words_with_time(
    running: Pair, helper: Person
) -> None:
    request = make_request(running, helper, shows="goals")

    gone = operations.purge(on=NOW.date() + 30 * DAY)
    assert gone["sessions_log.Share"] == 1
    assert gone["sessions_log.HelpRequest"] == 0
    helping.close(request, at=NOW + 30 * DAY, by=running.mentee)
    gone = operations.purge(on=NOW.date() + 60 * DAY)

    assert gone["sessions_log.HelpRequest"] == 1
    assert not HelpRequest.objects.exists()


def test_on_the_announced_day_everything_of_a_pair_is_erased(
    running: Pair, helper: Person
) -> None:
    make_request(running, helper)
    closing.say(running, LastWords(keeps_in_touch=True), at=NOW, by=running.mentee)
    pairings.end(running, Pairing.EndedAs.LEFT, at=NOW)

    with time_machine.travel(NOW + 89 * DAY, tick=False):
        tasks.erase_what_is_due()
        assert HelpRequest.objects.exists()
    with time_machine.travel(NOW + 90 * DAY, tick=False):
        tasks.erase_what_is_due()

    assert not Note.objects.exists()
    assert not HelpRequest.objects.exists()
    assert not Closing.objects.exists()
    assert set(Vault.objects.values_list("state", flat=True)) == {"shredded"}


def test_two_weeks_before_everybody_is_told_once(
    running: Pair, mailoutbox: list[object]
) -> None:
    write_own(running, "Mine", by=running.mentee)
    pairings.end(running, Pairing.EndedAs.LEFT, at=NOW)
    outbox.deliver_due(at=NOW)
    mailoutbox.clear()

    assert shredding.warn(at=NOW + 15 * DAY) == 0
    assert shredding.warn(at=NOW + 16 * DAY) == 1
    assert [who for who, _day in letters("notes_go_soon")] == [running.mentee.pk]
    shredding.warn(at=NOW + 17 * DAY)
    operations.purge(on=NOW.date() + 30 * DAY)
    assert shredding.warn(at=NOW + 76 * DAY) == 1
    shredding.warn(at=NOW + 77 * DAY)

    told = letters("notes_go_soon")
    assert len(told) == 3
    assert {who for who, _day in told} == {running.mentor.pk, running.mentee.pk}
    with time_machine.travel(NOW + 77 * DAY, tick=False):
        outbox.deliver_due(at=NOW + 77 * DAY)
    bodies = [str(one.body) for one in mailoutbox]  # type: ignore[attr-defined]
    assert sum(f"{date(2026, 11, 30):%-d %B %Y}" in body for body in bodies) == 2
    assert not any(GOAL in body for body in bodies)


def test_nobody_is_told_that_nothing_goes(running: Pair) -> None:
    pairings.end(running, Pairing.EndedAs.LEFT, at=NOW)
    Note.objects.all().delete()

    assert shredding.warn(at=NOW + 80 * DAY) == 0


def test_a_letter_about_notes_that_have_gone_is_not_sent(
    running: Pair, mailoutbox: list[object]
) -> None:
    pairings.end(running, Pairing.EndedAs.LEFT, at=NOW)
    shredding.warn(at=NOW + 80 * DAY)
    operations.purge(on=NOW.date() + 90 * DAY)
    mailoutbox.clear()

    with time_machine.travel(NOW + 81 * DAY, tick=False):
        outbox.deliver_due(at=NOW + 81 * DAY)

    assert not any("erased on" in str(one.body) for one in mailoutbox)  # type: ignore[attr-defined]
